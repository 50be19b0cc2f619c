// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "fxlake/rates/observation.h"
#include "fxlake/sources/row_program.h"

namespace fxlake::sources {

struct Refusal {
  std::uint64_t row = 0;  // in the body, from 1
  std::string cells;
  std::string reason;
};

// What one body held.
struct ReadOutcome {
  rates::ObservationBatch observations;
  std::vector<Refusal> refused;          // the first kMaxDetailedRefusals of them
  std::uint64_t refused_count = 0;
  std::uint64_t rows = 0;                // met, of whatever fate
  std::uint64_t without_rate = 0;        // empty, N/A ...
  std::uint64_t ignored = 0;             // by a rule or as no currency
  std::uint64_t rounded = 0;             // more than ten decimals
};
inline constexpr std::size_t kMaxDetailedRefusals = 10'000;

// Turns the texts of rows into observations, or into refusals that say why. One body, one interpreter.
class RowInterpreter {
 public:
  explicit RowInterpreter(const ReadSpec& spec) : spec_(spec) {}
  void Take(const Cells& cells);
  ReadOutcome& outcome() { return outcome_; }

 private:
  // What a currency's label means. Sources use few labels, again and again: short ones are looked up here before anywhere else.
  struct Meaning {
    rates::CurrencyCode code;
    bool ignored = false;
  };
  struct KnownLabel {
    std::uint64_t bytes = 0;  // the label behind its length; 0: none
    Meaning meaning;
  };
  bool PassesRules(const Cells& cells) const;
  Result<Date> ReadDate(std::string_view text);
  Result<Meaning> ReadCode(std::string_view label);
  Result<Meaning> ReadUnknownCode(std::string_view label) const;
  Result<Decimal> ReadUnits(std::string_view text);
  Result<Decimal> ReadRate(std::string_view text, std::optional<std::string_view> units);
  Result<Decimal::Parsed> ReadNumber(std::string_view text) const;
  Result<void> Interpret(const Cells& cells);
  void Refuse(const Cells& cells, const Error& error);

  const ReadSpec& spec_;
  ReadOutcome outcome_;
  std::string last_date_text_;
  Date last_date_;
  std::string last_units_text_;
  Decimal last_units_;
  std::array<KnownLabel, 256> known_labels_;
};

}  // namespace fxlake::sources
