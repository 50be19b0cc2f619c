// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "fxlake/base/flat_map.h"
#include "fxlake/rates/observation.h"
#include "fxlake/sources/row/derived_cells.h"
#include "fxlake/sources/row/row_program.h"

namespace fxlake::sources {

struct Rejection {
  std::uint64_t row = 0;  // in the body, from 1
  std::string cells;
  std::string reason;
  std::string where = {};  // "2011!D7" in a workbook or page, "line 7, column USD" in a text
};

// What one body held.
struct ReadOutcome {
  rates::ObservationBatch observations;
  std::vector<Rejection> rejected;  // the first kMaxDetailedRejections of them
  std::uint64_t rejected_count = 0;
  std::uint64_t rows = 0;           // met, of whatever fate
  std::uint64_t no_rate = 0;        // empty, N/A ...
  std::uint64_t skipped = 0;        // by a rule or as no currency
  std::uint64_t rounded = 0;        // more than ten decimals
  std::string unexpected;           // why a rate cannot be: all of the body is in doubt then
  std::vector<Rejection> left_out;  // the first kMaxLeftOut of those ignored
  std::uint64_t conflicts =
      0;  // rows with another rate than the one that `repeated` chose for their day and pair
  std::map<std::string, std::uint64_t>
      unknown_labels;  // that are no currency, and how often they were met; the first kMaxUnknownLabels
  std::vector<std::string> skipped_tables;  // named by the spec, but without the header
};
inline constexpr std::size_t kMaxUnknownLabels = 100;
inline constexpr std::size_t kMaxLeftOut = 100;
inline constexpr std::size_t kMaxDetailedRejections = 10'000;

// The sources of a row's cells, in their order: fields, then the rules of keep, skip and swap.
std::vector<const FieldSource*> SourcesOf(const ReadSpec& spec);

// Turns the texts of rows into observations, or into refusals that say why. One body, one interpreter.
class RowInterpreter {
 public:
  // `program` is that of SourcesOf(spec).
  RowInterpreter(const ReadSpec& spec, const RowProgram& program);
  // Rows of other days than these, both included, are refused.
  void Expect(Date from, Date to) { requested_ = {from, to}; }
  void Take(const Cells& cells);
  void TakeRun(const RowRun& run);
  ReadOutcome& outcome() { return outcome_; }

 private:
  void Carry(Cells& cells);
  bool PassesRules(const Cells& cells);
  bool IsSwapped(const Cells& cells) const;
  bool HasNoRate(std::string_view text) const;
  Result<CurrencyLabels::Meaning> ReadLabel(std::string_view text);
  Result<std::string_view> Needed(const Cells& cells, Field field);
  Result<Date> ReadDate(std::string_view text);
  Result<Decimal> ReadUnits(std::string_view text);
  Result<Decimal> ReadRate(std::string_view text, std::optional<std::string_view> units,
                           std::optional<std::string_view> power);
  Result<std::optional<std::string_view>> UnitsOf(const Cells& cells, const rates::Pair& pair);
  Result<std::optional<std::string_view>> PowerOf(const Cells& cells);
  bool RequestsNoMore(const Cells& cells);
  bool TakeNumber(std::string_view base_text, std::string_view quote_text, std::string_view rate_text);
  bool TakeAtOnce(const Cells& cells);
  Result<void> Interpret(const Cells& cells);
  void CheckExpected(const rates::Observation& row);
  void Reject(const Cells& cells, const Error& error);
  std::string PlaceOf(Field field) const;
  void LeaveOut(const Cells& cells, std::string_view reason);

  const ReadSpec& spec_;
  const RowProgram& program_;
  DerivedCells derived_;
  CurrencyLabels labels_;
  FlatMap<CurrencyLabels::Meaning> met_labels_;  // by their bytes
  ReadOutcome outcome_;
  bool short_numbers_are_rates_;   // whatever else the row says
  bool has_units_, has_power_;     // the spec says where they are
  Field reading_ = Field::rate;    // of the row's fields, the one that is being read
  std::string last_missing_text_;  // "": none yet
  std::string last_date_text_;
  Date last_date_;
  std::string last_units_text_;
  Decimal last_units_;
  std::map<Field, std::string> carried_;
  std::optional<std::pair<Date, Date>>
      requested_;  // the days that the request asked for, where only those count
};

}  // namespace fxlake::sources
