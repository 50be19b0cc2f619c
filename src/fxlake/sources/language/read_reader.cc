// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/rates/minor_unit.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/language/spec_parse.h"

namespace fxlake::sources {
namespace {

constexpr std::string_view kNoRate[] = {"",   "-",    "--", ".",    "..",  "...",  "*",           "N/A",
                                        "NA", "N.A.", "ND", "N.D.", "N/E", "NULL", "\xE2\x80\x93"};

std::vector<RowRule> ReadRules(TableReader& table, std::string_view key) {
  std::vector<RowRule> rules;
  for (auto& rule : table.Tables(key)) {
    RowRule read;
    read.source = ReadFieldSource(rule);
    for (auto& text : rule.Texts("is")) read.any_of.insert(std::move(text));
    rule.Note("matches", ValueShape::text);
    if (rule.Has("matches")) {
      auto pattern = Pattern::Make(rule.Text("matches"));
      if (!pattern) rule.Fail("matches", pattern.error().message());
      if (pattern) read.pattern = std::move(*pattern);
    }
    if (read.any_of.empty() != read.pattern.has_value()) {
      rule.Fail("", "expected either is = (a text or a list of texts) or matches = (a regular expression)");
    }
    if (const auto finished = rule.Finish(); !finished) table.Adopt(finished.error());
    rules.push_back(std::move(read));
  }
  return rules;
}

bool Captures(const ReadSpec& spec, std::string_view name) {
  return std::ranges::any_of(
             spec.rows,
             [&](const RowStep& step) { return step.kind == RowStep::Kind::capture && step.name == name; }) ||
         spec.banners.contains(std::string(name));
}

// Whether a field or rule uses the capture.
bool Uses(const FieldSource& source, std::string_view name) {
  if (source.kind == FieldSource::Kind::capture && source.text == name) return true;
  const auto captures = [&](const PathStep& step) {
    return step.kind == PathStep::Kind::capture && step.name == name;
  };
  if (std::ranges::any_of(source.path.steps, captures)) return true;
  return std::ranges::any_of(source.parts, [&](const auto& part) { return Uses(part, name); });
}

void ReadFields(TableReader& table, ReadSpec& spec) {
  for (std::size_t i = 0; i < kFieldNames.size(); ++i) {
    const auto name = kFieldNames[i];
    auto& source = spec.fields[i];
    source = ReadFieldSource(table, name);
    if (!Captures(spec, name)) continue;
    if (source.kind == FieldSource::Kind::absent)
      source = {.kind = FieldSource::Kind::capture, .text = std::string(name)};
    if (!Uses(source, name)) table.Fail("rows", fmt::format("{{{}}} is also set by a key", name));
  }
  for (const auto field : {Field::date, Field::base, Field::quote, Field::rate}) {
    const auto index = static_cast<std::size_t>(field);
    if (spec.fields[index].kind == FieldSource::Kind::absent)
      table.Fail("", fmt::format("the field \"{}\" is not set", kFieldNames[index]));
  }
}

// Every {name} of the row path must be used, and every used capture must be in the path.
void CheckCaptures(TableReader& table, const ReadSpec& spec) {
  std::vector<const FieldSource*> sources;
  for (const auto& field : spec.fields) sources.push_back(&field);
  for (const auto* rules : {&spec.keep, &spec.skip, &spec.swap}) {
    for (const auto& rule : *rules) sources.push_back(&rule.source);
  }
  for (const auto& step : spec.rows) {
    if (step.kind != RowStep::Kind::capture || step.name.empty()) continue;
    if (std::ranges::any_of(sources, [&](const auto* source) { return Uses(*source, step.name); })) continue;
    table.Fail(
        "rows",
        fmt::format(
            "{{{}}} is not a field of a row; the fields are date, base, quote, rate, units, units_power",
            step.name));
  }
  const auto check = [&](const auto& self, const FieldSource& source) -> void {
    if (source.kind == FieldSource::Kind::capture && !Captures(spec, source.text)) {
      table.Fail("rows", fmt::format("no pattern captures {{{}}}", source.text));
    }
    for (const auto& part : source.parts) self(self, part);
  };
  for (const auto* source : sources) check(check, *source);
}

// A language or twelve names.
std::shared_ptr<const MonthNames> ReadMonths(TableReader& table) {
  const auto names = table.Texts("months", {"en"});
  auto months = names.size() == 1 ? MonthNames::Of(names.front()) : MonthNames::Listed(names);
  if (!months) table.Fail("months", months.error().message());
  return months ? std::make_shared<const MonthNames>(std::move(*months)) : nullptr;
}

// "+02:00", in minutes.
int ReadUtcOffset(TableReader& table) {
  const auto text = table.Text("utc_offset", "+00:00");
  static const auto kOffset = *Pattern::Make("^([+-])(0\\d|1[0-4]):([0-5]\\d)$");
  std::size_t from = 0;
  const auto parts = kOffset.Next(text, from);
  if (!parts) {
    table.Fail("utc_offset", "expected hours and minutes such as \"+02:00\"");
    return 0;
  }
  const auto number = [](std::string_view digits) { return (digits[0] - '0') * 10 + (digits[1] - '0'); };
  const int minutes = number((*parts)[1]) * 60 + number((*parts)[2]);
  return (*parts)[0] == "-" ? -minutes : minutes;
}

void ReadDates(TableReader& table, ReadSpec& spec) {
  const auto months = ReadMonths(table);
  const auto utc_offset = ReadUtcOffset(table);
  for (const auto& text : table.Texts("date_format", {"%Y-%m-%d"})) {
    auto pattern = DatePattern::Make(text, months, utc_offset);
    if (!pattern) table.Fail("date_format", pattern.error().message());
    if (pattern) spec.date_patterns.push_back(std::move(*pattern));
  }
}

void ReadNumbers(TableReader& table, ReadSpec& spec) {
  const auto point = table.Text("decimal_point", ".");
  if (point.size() != 1 && point != "any") table.Fail("decimal_point", "expected one character, or any");
  spec.numbers.decimal_point = point.size() == 1 ? point.front() : '\0';
  spec.numbers.thousands = table.Text("thousands", "");
  if (spec.numbers.thousands.contains(spec.numbers.decimal_point))
    table.Fail("thousands", "it contains the decimal point");
  const int digits = spec.format == BodyFormat::xlsx || spec.format == BodyFormat::xls ? 15 : 0;
  spec.numbers.significant_digits = static_cast<int>(table.Integer("significant_digits", 1, 18, digits));
  spec.no_rate.insert("");
  for (const auto& text : table.Texts("no_rate", {std::begin(kNoRate), std::end(kNoRate)})) {
    if (text == "0") spec.zero_is_no_rate = true;
    spec.no_rate.insert(NormalLabel(text));
  }
}

void ReadLabels(TableReader& table, ReadSpec& spec) {
  for (const auto& [label, text] : table.TextMap("codes")) {
    const auto code = rates::CurrencyCode::Parse(text);
    if (!code) table.Fail("codes", code.error().message());
    if (code) spec.labels.codes.emplace(NormalLabel(label), *code);
  }
  for (const auto& text : table.Texts("ignore_codes")) {
    if (text.contains('*')) spec.labels.skipped_patterns.push_back(NormalLabel(text));
    spec.labels.skipped.insert(NormalLabel(text));
  }
  for (const auto& [label, text] : table.TextMap("units_by_code")) {
    const auto code = rates::CurrencyCode::Parse(label);
    if (!code) table.Fail("units_by_code", code.error().message());
    if (code) spec.units_by_code.emplace(*code, text);
  }
}

// { USD = "5 to 9" }
void ReadExpected(TableReader& table, ReadSpec& spec) {
  for (const auto& [label, text] : table.TextMap("expect")) {
    const auto code = rates::CurrencyCode::Parse(label);
    const auto to = text.find(" to ");
    const auto least = Decimal::Parse(text.substr(0, to));
    const auto most = to == std::string::npos ? least : Decimal::Parse(text.substr(to + 4));
    if (!code || !least || !most || *most < *least) {
      table.Fail("expect",
                 fmt::format("expected a currency and two numbers, such as USD = \"5 to 9\", not {} = \"{}\"",
                             label, text));
    } else {
      spec.expected.emplace(*code, std::pair(*least, *most));
    }
  }
}

// A word, or "mean of 3".
void ReadRepeated(TableReader& table, ReadSpec& spec) {
  constexpr std::string_view kMeanOf = "mean of ";
  spec.repeated_is_stated = table.Has("repeated");
  table.NotePattern("repeated", "^mean of [1-9][0-9]*$");
  const auto text = table.Text("repeated", "first");
  if (!text.starts_with(kMeanOf)) {
    spec.repeated = static_cast<Repeated>(table.Choice("repeated", kRepeatedNames, 0));
    return;
  }
  spec.repeated = Repeated::mean;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + kMeanOf.size(), end, spec.mean_of);
  if (error != std::errc() || stop != end || spec.mean_of < 2 || spec.mean_of > 1000) {
    table.Fail("repeated", "expected the number of rows of a mean, such as \"mean of 3\"");
  }
}

// A label of a minor unit that is mapped to its currency needs the factor.
void CheckMinorUnits(TableReader& table, const ReadSpec& spec) {
  const bool has_units =
      spec.fields[static_cast<std::size_t>(Field::units)].kind != FieldSource::Kind::absent;
  for (const auto& [label, code] : spec.labels.codes) {
    const auto* minor = rates::FindMinorUnit(label);
    if (minor == nullptr || minor->currency != code || has_units) continue;
    table.Fail(
        "codes",
        fmt::format(
            "{} is 1/{} of {}: its rates need `units`, which is {} when the code of the currency is used",
            label, minor->per_unit, code.ToString(), minor->per_unit == 100 ? "0.01" : "0.001"));
  }
}

void ReadCarry(TableReader& table, ReadSpec& spec) {
  for (const auto& name : table.Texts("carry")) {
    const auto found = std::ranges::find(kFieldNames, name);
    if (found == kFieldNames.end()) table.Fail("carry", fmt::format("\"{}\" is not a field of a row", name));
    if (found != kFieldNames.end()) spec.carry.insert(static_cast<Field>(found - kFieldNames.begin()));
  }
}

}  // namespace

Result<ReadSpec> ReadReader(const std::string& name, TableReader table) {
  ReadSpec spec;
  spec.name = name;
  ReadBodyKeys(table, spec);
  ReadFields(table, spec);
  ReadDates(table, spec);
  ReadNumbers(table, spec);
  ReadLabels(table, spec);
  spec.keep = ReadRules(table, "keep");
  spec.skip = ReadRules(table, "skip");
  spec.swap = ReadRules(table, "swap");
  ReadExpected(table, spec);
  ReadCarry(table, spec);
  CheckCaptures(table, spec);
  CheckMinorUnits(table, spec);
  spec.may_be_empty = table.Boolean("may_be_empty", false);
  ReadRepeated(table, spec);
  spec.days_as_requested = table.Boolean("days_as_requested", false);
  // or that of the source
  if (table.Boolean("open_days_only", false)) spec.open_days = rates::Calendar::Named("weekdays").value();
  RETURN_IF_ERROR(table.Finish());
  return spec;
}

}  // namespace fxlake::sources
