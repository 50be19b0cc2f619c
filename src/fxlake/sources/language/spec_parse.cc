// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/spec_parse.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/nearest.h"
#include "fxlake/base/text.h"
#include "fxlake/lake/keys.h"
#include "fxlake/rates/currency_code.h"
#include "fxlake/sources/language/read_calendar.h"
#include "fxlake/sources/language/read_plausibility.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {
namespace {

constexpr std::string_view kStatusWords[] = {"verified", "unverified"};

// Whether the text consists of these characters only.
bool Consists(std::string_view text, std::string_view of) {
  return text.find_first_not_of(of) == std::string_view::npos;
}

void ReadPublisher(TableReader& table, Spec& spec) {
  constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                             kKey = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  const auto key = UpperCase(spec.name);
  spec.provider = table.Text("provider", key);
  if (spec.provider != key && (spec.provider.empty() || !Consists(spec.provider, kKey)))
    table.Fail("provider", "expected capital letters and digits, such as \"ECB\"");
  spec.country = table.Text("country", "");
  if (!spec.country.empty() && (spec.country.size() != 2 || !Consists(spec.country, kCapitals)))
    table.Fail("country", "expected a code of two capital letters, such as \"CH\", or \"EU\"");
  spec.category = static_cast<Category>(table.Choice("category", kCategoryNames, 0));
}

void ReadIdentity(TableReader& table, Spec& spec) {
  spec.name = table.Text("name");
  if (const auto named = lake::CheckSourceName(spec.name); !named)
    table.Fail("name", named.error().message());
  spec.title = table.Text("title");
  ReadPublisher(table, spec);
  spec.website = table.Text("website", "");
  spec.terms = table.Text("terms", "");
  spec.home_currency = table.Text("home_currency");
  if (const auto code = rates::CurrencyCode::Parse(spec.home_currency); !code)
    table.Fail("home_currency", code.error().message());
  spec.calendar = ReadCalendar(table, spec.name);
  spec.calendar_name = spec.calendar.name();
  spec.publication_hour_utc = static_cast<int>(table.Integer("publication_hour_utc", 0, 23, 0));
  const auto first_day = table.Day("first_day");
  if (!first_day) table.Fail("first_day", "is missing; expected a date such as 1999-01-04");
  spec.first_day = first_day.value_or(Date());
  table.Has("ended");
  spec.ended = table.Day("ended");
  const auto days_ahead = table.Integer("days_ahead", 0, 400, -1);
  if (days_ahead >= 0) spec.days_ahead = static_cast<int>(days_ahead);
  spec.revision_window_days = static_cast<int>(table.Integer("revision_window_days", 0, 36'500, 14));
  spec.enabled = table.Boolean("enabled", false);
  table.Note("status", ValueShape::text);
  const bool is_stated = table.Has("status");
  const auto status =
      table.Choice("status", kStatusWords, 0) == 0 ? SourceStatus::verified : SourceStatus::unverified;
  if (is_stated) spec.status = status;
  spec.license = table.Text("license", "");
  spec.robots = table.Text("robots", "");
  spec.parameters = table.TextMap("parameters");
  spec.secrets = table.TextMap("secrets");
  spec.pause_ms = static_cast<int>(table.Integer("pause_ms", 0, 600'000, 0));
  spec.timeout_seconds = static_cast<int>(table.Integer("timeout_seconds", 1, 3'600, 60));
  if (spec.status == SourceStatus::unverified && spec.enabled)
    table.Fail("enabled", "a source that is not verified must not be enabled; it runs only when it is named");
}

void ReadTls(TableReader& table, env::TlsOptions& tls) {
  const auto* found = table.Find("tls");
  if (found == nullptr) return;
  auto inner = table.Inner("tls", *found);
  tls.old_versions = inner.Boolean("old_versions", false);
  tls.weak_ciphers = inner.Boolean("weak_ciphers", false);
  tls.certificate = inner.Text("certificate", "");
  if (!tls.certificate.empty() && !tls.certificate.contains("-----BEGIN CERTIFICATE-----"))
    inner.Fail("certificate", "expected a certificate in PEM format");
  if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
}

// Combines several readers of one response into one.
void JoinReaders(TableReader& table, const EndpointSpec& endpoint, Spec& spec) {
  std::vector<ReadSpec> parts;
  for (const auto& name : endpoint.readers) {
    const auto* part = spec.FindReader(name);
    if (part == nullptr) {
      std::vector<std::string_view> names;
      for (const auto& reader : spec.readers) names.push_back(reader.name);
      return table.Fail("endpoint", fmt::format("there is no [read.{}]{}", name, DidYouMean(name, names)));
    }
    parts.push_back(*part);
  }
  if (parts.size() < 2 || spec.FindReader(endpoint.reader) != nullptr) return;
  ReadSpec together = parts.front();
  together.name = endpoint.reader;
  together.parts = std::move(parts);
  together.first_part_only = endpoint.first_reader_only;
  spec.readers.push_back(std::move(together));
}

}  // namespace

Date Spec::NewestPossible(Instant recorded_at) const {
  const auto day = recorded_at.date();
  return days_ahead ? day + *days_ahead : calendar.Next(day);
}

const ReadSpec* Spec::FindReader(std::string_view reader) const {
  const auto found = std::ranges::find(readers, reader, &ReadSpec::name);
  return found == readers.end() ? nullptr : &*found;
}

const ListSpec* Spec::FindList(std::string_view list) const {
  const auto found = std::ranges::find(lists, list, &ListSpec::name);
  return found == lists.end() ? nullptr : &*found;
}

Result<Spec> ParseSpec(std::string_view toml, const std::string& file) {
  return ParseSpecNoting(toml, file, nullptr);
}

Result<Spec> ParseSpecNoting(std::string_view toml, const std::string& file, KeyShapes* shapes) {
  ASSIGN_OR_RETURN(const auto document, ParseToml(toml, file));
  TableReader table(document, file, "", shapes);
  Spec spec;
  ReadIdentity(table, spec);
  ReadTls(table, spec.tls);
  spec.plausibility = ReadPlausibility(table);
  for (auto& [name, reader] : table.NamedTables("read")) {
    auto read = ReadReader(name, std::move(reader));
    if (!read) table.Adopt(read.error());
    if (read && read->open_days) read->open_days = spec.calendar;
    if (read) spec.readers.push_back(std::move(*read));
  }
  for (auto& [name, list] : table.NamedTables("list")) {
    auto read = ReadList(name, std::move(list));
    if (!read) table.Adopt(read.error());
    if (read) spec.lists.push_back(std::move(*read));
  }
  for (auto& endpoint : table.Tables("endpoint")) {
    auto read = ReadEndpoint(endpoint);
    if (!read) table.Adopt(read.error());
    if (!read) continue;
    for (const auto& list : read->for_each) {
      if (spec.FindList(list) == nullptr) table.Fail("endpoint", fmt::format("there is no [list.{}]", list));
    }
    JoinReaders(table, *read, spec);
    spec.endpoints.push_back(std::move(*read));
  }
  for (const auto& endpoint : spec.endpoints) {
    for (const auto& other : endpoint.also) {
      const bool is_there =
          other != endpoint.name &&
          std::ranges::find(spec.endpoints, other, &EndpointSpec::name) != spec.endpoints.end();
      if (!is_there) table.Fail("endpoint", fmt::format("`also` names an unknown endpoint: \"{}\"", other));
    }
  }
  if (spec.endpoints.empty()) table.Fail("endpoint", "is missing; a source needs at least one [[endpoint]]");
  RETURN_IF_ERROR(table.Finish());
  return spec;
}

}  // namespace fxlake::sources
