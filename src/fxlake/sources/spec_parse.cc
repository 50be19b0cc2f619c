// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "fxlake/lake/keys.h"
#include "fxlake/rates/currency_code.h"
#include "fxlake/sources/spec.h"
#include "fxlake/sources/table_reader.h"

namespace fxlake::sources {
namespace {

// A field is a path in quotes, or { value = "EUR" }, or { variable = "date" }.
FieldSource ReadField(TableReader& table, std::string_view key) {
  FieldSource source;
  const auto* found = table.Find(key);
  if (found == nullptr) return source;
  if (const auto* text = std::get_if<std::string>(&found->value)) {
    const auto path = ParseFieldPath(*text);
    if (!path) table.Fail(key, path.error().message());
    if (path) source = {FieldSource::Kind::path, *path, ""};
    return source;
  }
  const auto* inner = std::get_if<TomlValue::Table>(&found->value);
  if (inner != nullptr && inner->size() == 1) {
    const auto& [name, value] = inner->front();
    const auto* text = std::get_if<std::string>(&value.value);
    if (text != nullptr && name == "value") return {FieldSource::Kind::constant, {}, *text};
    if (text != nullptr && name == "variable") return {FieldSource::Kind::variable, {}, *text};
  }
  table.Fail(key, "expected a path in quotes, { value = \"..\" } or { variable = \"..\" }");
  return source;
}

void ReadRules(TableReader& table, std::string_view key, bool keep, std::vector<RowRule>& rules) {
  for (auto& rule : table.Tables(key)) {
    RowRule read;
    read.keep = keep;
    const auto path = ParseFieldPath(rule.Text("path"));
    if (!path) rule.Fail("path", path.error().message());
    if (path) read.path = *path;
    for (auto& text : rule.Texts("is")) read.any_of.insert(std::move(text));
    if (read.any_of.empty()) rule.Fail("is", "expected a text or a list of texts");
    if (const auto finished = rule.Finish(); !finished) table.Fail(key, finished.error().message());
    rules.push_back(std::move(read));
  }
}

void ReadRowPath(TableReader& table, ReadSpec& spec) {
  const auto text = table.Text("rows");
  const auto rows = ParseRowPath(text);
  if (!rows) return table.Fail("rows", rows.error().message());
  spec.rows = *rows;
  for (const auto& step : spec.rows) {
    if (step.kind != RowStep::Kind::capture) continue;
    const auto field = std::ranges::find(kFieldNames, step.name);
    if (field == kFieldNames.end()) {
      table.Fail("rows", fmt::format("{{{}}} is no field of a row; there are date, base, quote, rate, units", step.name));
      continue;
    }
    auto& source = spec.fields[static_cast<std::size_t>(field - kFieldNames.begin())];
    if (source.kind != FieldSource::Kind::absent) table.Fail("rows", fmt::format("{{{}}} is given by a key too", step.name));
    source = {FieldSource::Kind::capture, {}, ""};
  }
}

char ReadCharacter(TableReader& table, std::string_view key, char fallback) {
  const auto text = table.Text(key, std::string(1, fallback));
  if (text.size() != 1) table.Fail(key, "expected one character");
  return text.size() == 1 ? text.front() : fallback;
}

Result<ReadSpec> ReadReader(const std::string& name, TableReader table) {
  ReadSpec spec;
  spec.name = name;
  spec.format = static_cast<BodyFormat>(table.Choice("format", kFormatNames));
  spec.unzip = table.Text("unzip", "");
  spec.separator = ReadCharacter(table, "separator", ',');
  for (std::size_t i = 0; i < kFieldNames.size(); ++i) spec.fields[i] = ReadField(table, kFieldNames[i]);
  ReadRowPath(table, spec);
  for (const auto field : {Field::date, Field::base, Field::quote, Field::rate}) {
    const auto index = static_cast<std::size_t>(field);
    if (spec.fields[index].kind == FieldSource::Kind::absent) table.Fail("", fmt::format("nothing gives the field \"{}\"", kFieldNames[index]));
  }
  auto pattern = DatePattern::Make(table.Text("date_format", "%Y-%m-%d"));
  if (!pattern) table.Fail("date_format", pattern.error().message());
  if (pattern) spec.date_pattern = std::move(*pattern);
  spec.decimal_point = ReadCharacter(table, "decimal_point", '.');
  spec.thousands = table.Text("thousands", "");
  if (spec.thousands.find(spec.decimal_point) != std::string::npos) table.Fail("thousands", "it holds the decimal point");
  spec.no_rate = table.Texts("no_rate", {"", "N/A"});
  spec.codes = table.TextMap("codes");
  for (const auto& [label, code] : spec.codes) {
    if (const auto read = rates::CurrencyCode::Parse(code); !read) table.Fail("codes", read.error().message());
  }
  for (auto& text : table.Texts("ignore_codes")) spec.ignore_codes.insert(std::move(text));
  ReadRules(table, "keep", true, spec.rules);
  ReadRules(table, "skip", false, spec.rules);
  spec.may_be_empty = table.Boolean("may_be_empty", false);
  RETURN_IF_ERROR(table.Finish());
  return spec;
}

std::vector<std::pair<std::string, std::string>> Pairs(std::map<std::string, std::string> texts) { return {texts.begin(), texts.end()}; }

Result<EndpointSpec> ReadEndpoint(TableReader table) {
  EndpointSpec spec;
  spec.name = table.Text("name");
  spec.method = table.Text("method", "GET");
  spec.url = table.Text("url");
  spec.query = Pairs(table.TextMap("query"));
  spec.headers = Pairs(table.TextMap("headers"));
  spec.body = table.Text("body", "");
  spec.reader = table.Text("reader");
  spec.coverage = static_cast<Coverage>(table.Choice("covers", kCoverageNames, 0));
  if (spec.coverage == Coverage::last_days) spec.last_days = static_cast<int>(table.Integer("days", 1, 36'500));
  spec.loop = static_cast<Loop>(table.Choice("loop", kLoopNames, 0));
  RETURN_IF_ERROR(table.Finish());
  return spec;
}

void ReadIdentity(TableReader& table, Spec& spec) {
  spec.name = table.Text("name");
  if (const auto named = lake::CheckSourceName(spec.name); !named) table.Fail("name", named.error().message());
  spec.title = table.Text("title");
  spec.website = table.Text("website", "");
  spec.terms = table.Text("terms", "");
  spec.home_currency = table.Text("home_currency");
  if (const auto code = rates::CurrencyCode::Parse(spec.home_currency); !code) table.Fail("home_currency", code.error().message());
  spec.calendar_name = table.Text("calendar", "weekdays");
  auto calendar = rates::Calendar::Named(spec.calendar_name);
  if (!calendar) table.Fail("calendar", calendar.error().message());
  if (calendar) spec.calendar = std::move(*calendar);
  spec.publication_hour_utc = static_cast<int>(table.Integer("publication_hour_utc", 0, 23, 0));
  const auto first_day = table.Day("first_day");
  if (!first_day) table.Fail("first_day", "is missing; it is a date such as 1999-01-04");
  spec.first_day = first_day.value_or(Date());
  spec.revision_window_days = static_cast<int>(table.Integer("revision_window_days", 0, 36'500, 14));
  spec.enabled = table.Boolean("enabled", false);
  spec.parameters = table.TextMap("parameters");
}

}  // namespace

const ReadSpec* Spec::FindReader(std::string_view reader) const {
  const auto found = std::ranges::find(readers, reader, &ReadSpec::name);
  return found == readers.end() ? nullptr : &*found;
}

Result<Spec> ParseSpec(std::string_view toml, const std::string& file) {
  ASSIGN_OR_RETURN(const auto document, ParseToml(toml, file));
  TableReader table(document, file, "");
  Spec spec;
  ReadIdentity(table, spec);
  for (auto& [name, reader] : table.NamedTables("read")) {
    ASSIGN_OR_RETURN(auto read, ReadReader(name, std::move(reader)));
    spec.readers.push_back(std::move(read));
  }
  for (auto& endpoint : table.Tables("endpoint")) {
    ASSIGN_OR_RETURN(auto read, ReadEndpoint(endpoint));
    if (spec.FindReader(read.reader) == nullptr) table.Fail("endpoint", fmt::format("there is no [read.{}]", read.reader));
    spec.endpoints.push_back(std::move(read));
  }
  if (spec.endpoints.empty()) table.Fail("endpoint", "is missing; a source is asked at one [[endpoint]] at least");
  RETURN_IF_ERROR(table.Finish());
  return spec;
}

}  // namespace fxlake::sources
