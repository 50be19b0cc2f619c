// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row_interpreter.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/rates/currency.h"

namespace fxlake::sources {
namespace {

constexpr Decimal kOneUnit = Decimal::FromUnits(Decimal::kOne);

const std::optional<std::string_view>& Cell(const Cells& cells, Field field) { return cells[static_cast<std::size_t>(field)]; }

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  if (!text.empty() && text.front() > ' ' && text.back() > ' ') return text;
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

Result<std::string_view> Needed(const Cells& cells, Field field) {
  const auto& cell = Cell(cells, field);
  if (!cell) return InvalidInput(fmt::format("the row has no {}", kFieldNames[static_cast<std::size_t>(field)]));
  return Trim(*cell);
}

}  // namespace

bool RowInterpreter::PassesRules(const Cells& cells) const {
  for (std::size_t i = 0; i < spec_.rules.size(); ++i) {
    const auto& cell = cells[spec_.fields.size() + i];
    const bool matches = spec_.rules[i].any_of.contains(std::string(Trim(cell.value_or(""))));
    if (matches != spec_.rules[i].keep) return false;
  }
  return true;
}

Result<Date> RowInterpreter::ReadDate(std::string_view text) {
  if (text == last_date_text_ && !text.empty()) return last_date_;
  ASSIGN_OR_RETURN(last_date_, spec_.date_pattern.Read(text));
  last_date_text_ = text;
  return last_date_;
}

Result<RowInterpreter::Meaning> RowInterpreter::ReadCode(std::string_view label) {
  std::uint64_t bytes = label.size();
  if (label.empty() || label.size() >= sizeof bytes) return ReadUnknownCode(label);
  for (const char c : label) bytes = bytes << 8 | static_cast<unsigned char>(c);
  auto& known = known_labels_[(bytes * 0x9E3779B97F4A7C15U) >> 56];
  if (known.bytes != bytes) {
    ASSIGN_OR_RETURN(known.meaning, ReadUnknownCode(label));
    known.bytes = bytes;
  }
  return known.meaning;
}

Result<RowInterpreter::Meaning> RowInterpreter::ReadUnknownCode(std::string_view text) const {
  const std::string label(text);
  if (spec_.ignore_codes.contains(label)) return Meaning{{}, true};
  const auto mapped = spec_.codes.find(label);
  ASSIGN_OR_RETURN(const auto code, rates::CurrencyCode::Parse(mapped == spec_.codes.end() ? label : mapped->second));
  if (rates::FindCurrency(code) == nullptr) return InvalidInput(fmt::format("there is no currency \"{}\" in ISO 4217", label));
  return Meaning{code, false};
}

Result<Decimal::Parsed> RowInterpreter::ReadNumber(std::string_view text) const {
  if (spec_.decimal_point == '.' && spec_.thousands.empty()) return Decimal::Read(text);
  std::string plain;
  for (const char c : text) {
    if (spec_.thousands.find(c) != std::string::npos) continue;
    if (c == '.' && spec_.decimal_point != '.') return InvalidInput(fmt::format("a point where \"{}\" parts decimals: \"{}\"", spec_.decimal_point, text));
    plain += c == spec_.decimal_point ? '.' : c;
  }
  return Decimal::Read(plain);
}

Result<Decimal> RowInterpreter::ReadUnits(std::string_view text) {
  if (text == last_units_text_ && !text.empty()) return last_units_;
  ASSIGN_OR_RETURN(const auto read, ReadNumber(text));
  if (read.value <= Decimal()) return InvalidInput(fmt::format("the rate is per \"{}\" units", text));
  last_units_text_ = text;
  last_units_ = read.value;
  return last_units_;
}

Result<Decimal> RowInterpreter::ReadRate(std::string_view text, std::optional<std::string_view> units) {
  ASSIGN_OR_RETURN(const auto number, ReadNumber(text));
  auto rate = number.value;
  bool rounded = number.rounded;
  if (units) {
    ASSIGN_OR_RETURN(const auto divisor, ReadUnits(Trim(*units)));
    if (divisor != kOneUnit) {
      ASSIGN_OR_RETURN(rate, Decimal::Divide(number.value, divisor, Rounding::half_even));
      const auto back = Decimal::Multiply(rate, divisor, Rounding::toward_zero);
      rounded = rounded || !back || *back != number.value;
    }
  }
  if (rate == Decimal()) return InvalidInput(fmt::format("the rate is zero: \"{}\"", text.substr(0, 40)));
  if (rate < Decimal()) return InvalidInput(fmt::format("the rate is negative: \"{}\"", text.substr(0, 40)));
  outcome_.rounded += rounded ? 1 : 0;
  return rate;
}

Result<void> RowInterpreter::Interpret(const Cells& cells) {
  const auto& rate_cell = Cell(cells, Field::rate);
  const auto rate_text = Trim(rate_cell.value_or(""));
  if (std::ranges::find(spec_.no_rate, rate_text) != spec_.no_rate.end()) {
    ++outcome_.without_rate;
    return {};
  }
  ASSIGN_OR_RETURN(const auto base_text, Needed(cells, Field::base));
  ASSIGN_OR_RETURN(const auto quote_text, Needed(cells, Field::quote));
  ASSIGN_OR_RETURN(const auto base, ReadCode(base_text));
  ASSIGN_OR_RETURN(const auto quote, ReadCode(quote_text));
  if (base.ignored || quote.ignored) {
    ++outcome_.ignored;
    return {};
  }
  ASSIGN_OR_RETURN(const auto date_text, Needed(cells, Field::date));
  ASSIGN_OR_RETURN(const auto date, ReadDate(date_text));
  ASSIGN_OR_RETURN(const auto pair, rates::Pair::Make(base.code, quote.code));
  ASSIGN_OR_RETURN(const auto rate, ReadRate(rate_text, Cell(cells, Field::units)));
  outcome_.observations.Append({date, pair, rate});
  return {};
}

void RowInterpreter::Refuse(const Cells& cells, const Error& error) {
  ++outcome_.refused_count;
  if (outcome_.refused.size() >= kMaxDetailedRefusals) return;
  std::string texts;
  for (std::size_t i = 0; i < kFieldNames.size(); ++i) {
    if (!cells[i]) continue;
    if (!texts.empty()) texts += ' ';
    texts += fmt::format("{}={}", kFieldNames[i], cells[i]->substr(0, 80));
  }
  outcome_.refused.push_back({outcome_.rows, std::move(texts), error.message()});
}

void RowInterpreter::Take(const Cells& cells) {
  ++outcome_.rows;
  if (!PassesRules(cells)) {
    ++outcome_.ignored;
    return;
  }
  if (const auto result = Interpret(cells); !result) Refuse(cells, result.error());
}

}  // namespace fxlake::sources
