// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row/row_interpreter.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/short_decimal.h"
#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

constexpr Decimal kOneUnit = Decimal::FromUnits(Decimal::kOne);
constexpr Decimal kThousandUnits = Decimal::FromUnits(1000 * Decimal::kOne);

const std::optional<std::string_view>& Cell(const Cells& cells, Field field) {
  return cells[static_cast<std::size_t>(field)];
}

bool IsGiven(const ReadSpec& spec, Field field) {
  return spec.fields[static_cast<std::size_t>(field)].kind != FieldSource::Kind::absent;
}

// Whether a number of units is ambiguous: "1.000" and "1,000" may be thousands.
bool MayBeThousands(std::string_view text, Decimal value) {
  const auto mark = text.find_last_of(".,");
  if (mark == std::string_view::npos || text.size() - mark != 4 || text.starts_with('0')) return false;
  return text.find_first_not_of("0123456789", mark + 1) == std::string_view::npos && value < kThousandUnits;
}

// The label with its length as one integer; 0 for an empty label and one that is too long.
std::uint64_t BytesOf(std::string_view label) {
  std::uint64_t bytes = label.size();
  if (label.size() >= sizeof bytes) return 0;
  for (const char c : label) bytes = bytes << 8 | static_cast<unsigned char>(c);
  return bytes;
}

// Whether a number that Decimal parses is the rate, without applying anything from the spec.
bool ShortNumbersAreRates(const ReadSpec& spec) {
  const auto& numbers = spec.numbers;
  const bool as_written =
      numbers.decimal_point == '.' && numbers.thousands.empty() && numbers.significant_digits == 0;
  const auto means_a_number = [](const std::string& label) {
    return ReadShortDecimal(label).value_or(Decimal()) != Decimal();
  };
  return as_written && spec.swap.empty() && spec.units_by_code.empty() && spec.expected.empty() &&
         std::ranges::none_of(spec.no_rate, means_a_number);
}

// The non-empty fields, for messages.
std::string TextOf(const Cells& cells) {
  std::string texts;
  for (std::size_t i = 0; i < kFieldNames.size(); ++i) {
    if (!cells[i]) continue;
    if (!texts.empty()) texts += ' ';
    texts += fmt::format("{}={}", kFieldNames[i], SqueezeBlanks(Excerpt(*cells[i], 80)));
  }
  return texts;
}

}  // namespace

std::vector<const FieldSource*> SourcesOf(const ReadSpec& spec) {
  std::vector<const FieldSource*> sources;
  for (const auto& part : spec.parts) {
    const auto of_part = SourcesOf(part);
    sources.insert(sources.end(), of_part.begin(), of_part.end());
  }
  if (!spec.parts.empty()) return sources;
  for (const auto& field : spec.fields) sources.push_back(&field);
  for (const auto* rules : {&spec.keep, &spec.skip, &spec.swap}) {
    for (const auto& rule : *rules) sources.push_back(&rule.source);
  }
  return sources;
}

RowInterpreter::RowInterpreter(const ReadSpec& spec, const RowProgram& program)
    : spec_(spec),
      program_(program),
      derived_(spec.numbers, spec.no_rate, static_cast<std::size_t>(Field::units)),
      labels_(spec.labels),
      short_numbers_are_rates_(ShortNumbersAreRates(spec)),
      has_units_(IsGiven(spec, Field::units)),
      has_power_(IsGiven(spec, Field::units_power)) {}

Result<std::string_view> RowInterpreter::Needed(const Cells& cells, Field field) {
  reading_ = field;
  const auto& cell = Cell(cells, field);
  if (!cell)
    return InvalidInput(fmt::format("the row has no {}", kFieldNames[static_cast<std::size_t>(field)]));
  return TrimBlanks(*cell);
}

void RowInterpreter::Carry(Cells& cells) {
  for (const auto field : spec_.carry) {
    auto& cell = cells[static_cast<std::size_t>(field)];
    if (cell && !TrimBlanks(*cell).empty()) {
      carried_[field] = *cell;
    } else if (const auto before = carried_.find(field); before != carried_.end()) {
      cell = before->second;
    }
  }
}

bool RowInterpreter::PassesRules(const Cells& cells) {
  if (spec_.keep.empty() && spec_.skip.empty()) return true;
  auto cell = cells.begin() + static_cast<std::ptrdiff_t>(kFieldNames.size());
  for (const auto& [rules, wanted, name] :
       {std::tuple(&spec_.keep, true, "keep"), std::tuple(&spec_.skip, false, "skip")}) {
    for (const auto& rule : *rules) {
      const auto text = TrimBlanks((cell++)->value_or(""));
      if (rule.Fits(text) == wanted) continue;
      ++outcome_.skipped;
      if (outcome_.skipped_rows.size() < kMaxSkippedRows) {
        LeaveOut(cells, fmt::format("rule {} of `{}` skips \"{}\"", &rule - rules->data() + 1, name,
                                    Excerpt(text, 40)));
      }
      return false;
    }
  }
  return true;
}

bool RowInterpreter::IsSwapped(const Cells& cells) const {
  auto cell =
      cells.begin() + static_cast<std::ptrdiff_t>(kFieldNames.size() + spec_.keep.size() + spec_.skip.size());
  return std::ranges::any_of(
      spec_.swap, [&](const RowRule& rule) { return rule.Fits(TrimBlanks((cell++)->value_or(""))); });
}

bool RowInterpreter::HasNoRate(std::string_view text) const {
  // Almost every rate begins with a non-zero digit, unlike texts for missing rates.
  if (!text.empty() && text.front() >= '1' && text.front() <= '9') return false;
  if (spec_.no_rate.contains(NormalLabel(text))) return true;
  if (!spec_.zero_is_no_rate) return false;
  const auto number = spec_.numbers.Read(text);
  return number && number->value == Decimal() && !number->rounded;
}

Result<Date> RowInterpreter::ReadDate(std::string_view text) {
  if (text == last_date_text_ && !text.empty()) return last_date_;
  Result<Date> date = spec_.date_patterns.front().Read(text);
  for (std::size_t i = 1; i < spec_.date_patterns.size() && !date; ++i)
    date = spec_.date_patterns[i].Read(text);
  if (!date) return date;
  last_date_ = *date;
  last_date_text_ = text;
  return last_date_;
}

Result<CurrencyLabels::Meaning> RowInterpreter::ReadLabel(std::string_view text) {
  const auto bytes = BytesOf(text);
  if (const auto* met = met_labels_.Find(bytes)) return *met;
  auto read = labels_.Read(text);
  if (!read) {
    auto& unknown = outcome_.unknown_labels;
    if (auto label = SqueezeBlanks(Excerpt(text, 120));
        unknown.contains(label) || unknown.size() < kMaxUnknownLabels)
      ++unknown[std::move(label)];
    return read.error();
  }
  const auto meaning = *read;
  if (bytes != 0) met_labels_.Put(bytes, meaning);
  return meaning;
}

// Without any statement the rate is for one unit; a factor that the spec defines but the row lacks is
// unknown.
Result<std::optional<std::string_view>> RowInterpreter::UnitsOf(const Cells& cells, const rates::Pair& pair) {
  reading_ = Field::units;
  const auto& units = Cell(cells, Field::units);
  if (units && !TrimBlanks(*units).empty()) return units;
  for (const auto code : {pair.base(), pair.target()}) {
    if (const auto found = spec_.units_by_code.find(code); found != spec_.units_by_code.end())
      return std::optional<std::string_view>(found->second);
  }
  if (has_units_)
    return InvalidInput(
        "the row has no units; if they can be missing, use { any = [.., { value = \"1\" }] }");
  return std::optional<std::string_view>();
}

Result<std::optional<std::string_view>> RowInterpreter::PowerOf(const Cells& cells) {
  reading_ = Field::units_power;
  const auto& power = Cell(cells, Field::units_power);
  if (!has_power_ || (power && !TrimBlanks(*power).empty())) return power;
  return InvalidInput(
      "the row has no units_power; if it can be missing, use { any = [.., { value = \"0\" }] }");
}

Result<Decimal> RowInterpreter::ReadUnits(std::string_view text) {
  if (text == last_units_text_ && !text.empty()) return last_units_;
  ASSIGN_OR_RETURN(const auto read, spec_.numbers.Read(text).In("reading units"));
  if (read.value <= Decimal()) return InvalidInput(fmt::format("the rate is per \"{}\" units", text));
  if (MayBeThousands(text, read.value)) {
    return InvalidInput(fmt::format(
        "the units \"{}\" may or may not be thousands: set `thousands`, or use `map = {{ \"{}\" = \"..\" "
        "}}`",
        text, text));
  }
  last_units_text_ = text;
  last_units_ = read.value;
  return last_units_;
}

Result<Decimal> RowInterpreter::ReadRate(std::string_view text, std::optional<std::string_view> units,
                                         std::optional<std::string_view> power) {
  ASSIGN_OR_RETURN(const auto number, spec_.numbers.Read(text));
  auto rate = number.value;
  bool rounded = number.rounded;
  const auto divide = [&](Decimal divisor) -> Result<void> {
    const auto whole = rate;
    ASSIGN_OR_RETURN(rate, Decimal::Divide(whole, divisor, Rounding::half_even));
    const auto back = Decimal::Multiply(rate, divisor, Rounding::toward_zero);
    rounded = rounded || !back || *back != whole;
    return {};
  };
  if (units) {
    reading_ = Field::units;
    ASSIGN_OR_RETURN(const auto divisor, ReadUnits(TrimBlanks(*units)));
    if (divisor != kOneUnit) RETURN_IF_ERROR(divide(divisor));
  }
  if (power) {
    reading_ = Field::units_power;
    ASSIGN_OR_RETURN(
        const auto divisor,
        Decimal::Parse(fmt::format("1e{}", TrimBlanks(*power))).In("reading units as a power of ten"));
    RETURN_IF_ERROR(divide(divisor));
  }
  reading_ = Field::rate;
  if (rate == Decimal()) return InvalidInput(fmt::format("the rate is zero: \"{}\"", Excerpt(text, 40)));
  if (rate < Decimal()) return InvalidInput(fmt::format("the rate is negative: \"{}\"", Excerpt(text, 40)));
  outcome_.rounded += rounded ? 1 : 0;
  return rate;
}

// Whether only currencies and number remain to be read: the date is readable, and there are no units to
// divide by.
bool RowInterpreter::RequestsNoMore(const Cells& cells) {
  const auto& date_text = Cell(cells, Field::date);
  const auto& units_text = Cell(cells, Field::units);
  if (!short_numbers_are_rates_ || !date_text || has_power_ || (has_units_ && !units_text)) return false;
  if (units_text && (*units_text != last_units_text_ || last_units_ != kOneUnit)) return false;
  const bool same_day = *date_text == last_date_text_ && !date_text->empty();
  if (!same_day && !ReadDate(TrimBlanks(*date_text))) return false;
  return !requested_ || (last_date_ >= requested_->first && last_date_ <= requested_->second);
}

// A short number between currencies seen before. False, with no effect, for any other.
bool RowInterpreter::TakeNumber(std::string_view base_text, std::string_view quote_text,
                                std::string_view rate_text) {
  const auto* base = met_labels_.Find(BytesOf(base_text));
  const auto* quote = met_labels_.Find(BytesOf(quote_text));
  if (base == nullptr || quote == nullptr || base->skipped || quote->skipped) return false;
  const auto rate = ReadShortDecimal(rate_text);
  if (!rate || *rate == Decimal()) return false;
  const auto pair = rates::Pair::Make(base->code, quote->code);
  if (!pair) return false;
  outcome_.observations.Append({last_date_, *pair, *rate});
  return true;
}

// Most rates are short numbers, or missing in the usual form. This handles them completely at a tenth of the
// cost; false, with no effect, for any other.
bool RowInterpreter::TakeAtOnce(const Cells& cells) {
  const auto& rate_text = Cell(cells, Field::rate);
  if (!short_numbers_are_rates_ || !rate_text) return false;
  if (*rate_text == last_missing_text_ && !rate_text->empty()) {
    ++outcome_.no_rate;
    return true;
  }
  return RequestsNoMore(cells) && TakeNumber(Cell(cells, Field::base).value_or(""),
                                             Cell(cells, Field::quote).value_or(""), *rate_text);
}

Result<void> RowInterpreter::Interpret(const Cells& cells) {
  const auto rate_text = TrimBlanks(Cell(cells, Field::rate).value_or(""));
  if (HasNoRate(rate_text)) {
    last_missing_text_ = rate_text;
    ++outcome_.no_rate;
    return {};
  }
  ASSIGN_OR_RETURN(const auto base_text, Needed(cells, Field::base));
  ASSIGN_OR_RETURN(const auto quote_text, Needed(cells, Field::quote));
  reading_ = Field::base;
  ASSIGN_OR_RETURN(const auto base, ReadLabel(base_text));
  reading_ = Field::quote;
  ASSIGN_OR_RETURN(const auto quote, ReadLabel(quote_text));
  if (base.skipped || quote.skipped) {
    ++outcome_.skipped;
    LeaveOut(cells, "`ignore_codes` has this label");
    return {};
  }
  ASSIGN_OR_RETURN(const auto date_text, Needed(cells, Field::date));
  ASSIGN_OR_RETURN(const auto date, ReadDate(date_text));
  if (requested_ && (date < requested_->first || date > requested_->second)) {
    return InvalidInput(fmt::format("the row is dated {}, but {} to {} was requested", date.ToString(),
                                    requested_->first.ToString(), requested_->second.ToString()));
  }
  const bool swapped = !spec_.swap.empty() && IsSwapped(cells);
  ASSIGN_OR_RETURN(const auto pair, swapped ? rates::Pair::Make(quote.code, base.code)
                                            : rates::Pair::Make(base.code, quote.code));
  ASSIGN_OR_RETURN(const auto units, UnitsOf(cells, pair));
  ASSIGN_OR_RETURN(const auto power, PowerOf(cells));
  reading_ = Field::rate;
  ASSIGN_OR_RETURN(const auto rate, ReadRate(rate_text, units, power));
  if (!spec_.expected.empty()) CheckExpected({date, pair, rate});
  outcome_.observations.Append({date, pair, rate});
  return {};
}

void RowInterpreter::CheckExpected(const rates::Observation& row) {
  for (const auto code : {row.pair.base(), row.pair.target()}) {
    const auto expected = spec_.expected.find(code);
    if (expected == spec_.expected.end() || !outcome_.unexpected.empty()) continue;
    const auto& [least, most] = expected->second;
    if (row.rate >= least && row.rate <= most) continue;
    outcome_.unexpected = fmt::format(
        "{} is {} on {}, but {} to {} is expected: check whether units, direction or decimal points "
        "changed",
        row.pair.ToString(), row.rate.ToString(), row.date.ToString(), least.ToString(), most.ToString());
  }
}

void RowInterpreter::Reject(const Cells& cells, const Error& error) {
  ++outcome_.rejected_count;
  if (outcome_.rejected.size() >= kMaxDetailedRejections) return;
  outcome_.rejected.push_back({outcome_.rows, TextOf(cells), error.message(), PlaceOf(reading_)});
}

// For a derived field, the position of its first part that is a column.
std::string RowInterpreter::PlaceOf(Field field) const {
  const auto cell = static_cast<std::size_t>(field);
  const auto derived = std::ranges::find(program_.derived, cell, &RowProgram::Derived::cell);
  if (derived == program_.derived.end()) return program_.place.ToString(cell);
  const auto next = std::next(derived);
  const auto end = next == program_.derived.end() ? program_.cells.size() : next->first_leaf;
  for (auto leaf = derived->first_leaf; leaf < end; ++leaf) {
    if (program_.place.columns.contains(leaf)) return program_.place.ToString(leaf);
  }
  return program_.place.ToString(cell);
}

void RowInterpreter::LeaveOut(const Cells& cells, std::string_view reason) {
  if (outcome_.skipped_rows.size() >= kMaxSkippedRows) return;
  outcome_.skipped_rows.push_back({outcome_.rows, TextOf(cells), std::string(reason), PlaceOf(Field::rate)});
}

void RowInterpreter::Take(const Cells& filled) {
  ++outcome_.rows;
  const auto* cells = program_.derived.empty() ? &filled : &derived_.Complete(program_, filled);
  Cells carrying;
  if (!spec_.carry.empty()) {
    carrying = *cells;
    Carry(carrying);
    cells = &carrying;
  }
  if (!PassesRules(*cells)) return;
  if (TakeAtOnce(*cells)) return;
  if (const auto result = Interpret(*cells); !result) Reject(*cells, result.error());
}

void RowInterpreter::TakeRun(const RowRun& run) {
  constexpr auto kQuote = static_cast<std::size_t>(Field::quote),
                 kRate = static_cast<std::size_t>(Field::rate);
  const auto is_only = [](std::span<const std::size_t> cells, std::size_t cell) {
    return cells.size() == 1 && cells.front() == cell;
  };
  const bool plain = program_.derived.empty() && spec_.carry.empty() && spec_.keep.empty() &&
                     spec_.skip.empty() && is_only(run.key_cells, kQuote) && is_only(run.number_cells, kRate);
  for (auto member = run.members.begin(); member != run.members.end(); ++member) {
    if (plain && RequestsNoMore(run.cells)) {
      const auto base = Cell(run.cells, Field::base).value_or("");
      const auto first = member;
      while (member != run.members.end() && TakeNumber(base, member->key, member->number)) ++member;
      outcome_.rows += static_cast<std::uint64_t>(member - first);
      if (member == run.members.end()) return;
    }
    run.Fill(*member);
    Take(run.cells);
  }
}

}  // namespace fxlake::sources
