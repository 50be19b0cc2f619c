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

// The result of reading one body.
struct ReadOutcome {
  rates::ObservationBatch observations;
  std::vector<Rejection> rejected;  // the first kMaxDetailedRejections of them
  std::uint64_t rejected_count = 0;
  std::uint64_t rows = 0;               // all rows
  std::uint64_t no_rate = 0;            // empty, N/A ...
  std::uint64_t skipped = 0;            // by a rule, or as not a currency
  std::uint64_t rounded = 0;            // more than ten decimals
  std::string unexpected;               // why a rate is impossible, which invalidates the whole body
  std::vector<Rejection> skipped_rows;  // the first kMaxSkippedRows skipped rows
  // rows whose rate differs from the one that `repeated` chose for their day and pair
  std::uint64_t conflicts = 0;
  // labels that are not currencies, with their number of occurrences; the first kMaxUnknownLabels
  std::map<std::string, std::uint64_t> unknown_labels;
  std::vector<std::string> skipped_tables;  // tables that the spec names but whose header was not found
};
inline constexpr std::size_t kMaxUnknownLabels = 100;
inline constexpr std::size_t kMaxSkippedRows = 100;
inline constexpr std::size_t kMaxDetailedRejections = 10'000;

// The sources of a row's cells, in order: fields, then the rules of keep, skip and swap.
std::vector<const FieldSource*> SourcesOf(const ReadSpec& spec);

// Converts the texts of rows to observations, or to rejections with a reason. One interpreter per body.
class RowInterpreter {
 public:
  // `program` must be compiled for SourcesOf(spec).
  RowInterpreter(const ReadSpec& spec, const RowProgram& program);
  // Rejects rows dated outside [from, to].
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
  FlatMap<CurrencyLabels::Meaning> met_labels_;  // by the bytes of the label
  ReadOutcome outcome_;
  bool short_numbers_are_rates_;   // regardless of the rest of the row
  bool has_units_, has_power_;     // the spec states them
  Field reading_ = Field::rate;    // the field being read
  std::string last_missing_text_;  // "": none yet
  std::string last_date_text_;
  Date last_date_;
  std::string last_units_text_;
  Decimal last_units_;
  std::map<Field, std::string> carried_;
  // the days that the request asked for, when others are rejected
  std::optional<std::pair<Date, Date>> requested_;
};

}  // namespace fxlake::sources
