// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/v2_query.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "fxlake/base/text.h"
#include "fxlake/rates/currency.h"
#include "fxlake/rates/minor_unit.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 8> kKnown = {"base", "quotes", "providers", "date",
                                                    "from", "to",     "group",     "expand"};

const std::string* Find(const std::vector<Parameter>& parameters, std::string_view name) {
  const auto found = std::find_if(parameters.rbegin(), parameters.rend(),
                                  [&](const Parameter& p) { return p.name == name; });
  return found == parameters.rend() || !found->has_value ? nullptr : &found->value;
}

Result<void> CheckNames(const std::vector<Parameter>& parameters) {
  std::vector<std::string> unknown;
  for (const auto& parameter : parameters) {
    if (std::ranges::find(kKnown, parameter.name) == kKnown.end() && !Contains(unknown, parameter.name))
      unknown.push_back(parameter.name);
  }
  if (!unknown.empty()) return InvalidInput(fmt::format("unknown parameter: {}", fmt::join(unknown, ", ")));
  return {};
}

Result<void> ReadDates(const std::vector<Parameter>& parameters, V2Query& query) {
  const auto read = [&](std::string_view name, std::optional<Date>& date) {
    const auto* text = Find(parameters, name);
    if (text == nullptr) return true;
    const auto parsed = Date::Parse(*text);
    if (parsed) date = *parsed;
    return parsed.has_value();
  };
  if (!read("date", query.date) || !read("from", query.from) || !read("to", query.to))
    return InvalidInput("invalid date");
  if (query.date && (query.from || query.to)) return InvalidInput("conflicting params");
  return {};
}

Result<void> ReadShape(const std::vector<Parameter>& parameters, V2Query& query) {
  if (const auto* group = Find(parameters, "group")) {
    const auto name = LowerCase(*group);
    if (name != "week" && name != "month") return InvalidInput("invalid group");
    query.group = name == "week" ? Bucket::week : Bucket::month;
  }
  if (const auto* expand = Find(parameters, "expand")) {
    std::vector<std::string> unknown;
    for (const auto& part : SplitList(LowerCase(*expand))) {
      if (part != "providers") unknown.push_back(part);
    }
    if (!unknown.empty()) return InvalidInput(fmt::format("invalid expand: {}", fmt::join(unknown, ",")));
    query.expand_providers = !SplitList(*expand).empty();
  }
  return {};
}

Result<void> ReadCurrencies(const std::vector<Parameter>& parameters, V2Query& query) {
  std::vector<std::string> invalid;
  const auto read = [&](const std::string& text) {
    const auto code = rates::CurrencyCode::Parse(text);
    if (!code || rates::FindCurrency(*code) == nullptr) invalid.push_back(text);
    return code ? *code : rates::CurrencyCode();
  };
  if (const auto* base = Find(parameters, "base")) query.base = read(rates::UpperCaseCode(*base));
  if (const auto* quotes = Find(parameters, "quotes")) {
    query.quotes.emplace();
    for (const auto& quote : SplitList(*quotes)) query.quotes->push_back(read(rates::UpperCaseCode(quote)));
  }
  if (!invalid.empty()) return InvalidInput(fmt::format("invalid currency: {}", fmt::join(invalid, ",")));
  return {};
}

}  // namespace

bool V2Query::Wants(rates::CurrencyCode quote) const {
  return !quotes || std::ranges::find(*quotes, quote) != quotes->end();
}

std::vector<const Provider*> V2Query::ProvidersIn(const Snapshot& snapshot) const {
  std::vector<const Provider*> selected;
  for (const auto& provider : snapshot.providers) {
    const auto is_named = [&](const std::string& key) {
      return key == provider.key || Contains(provider.sources, LowerCase(key));
    };
    if (!providers || std::ranges::any_of(*providers, is_named)) selected.push_back(&provider);
  }
  return selected;
}

Result<V2Query> ReadV2Query(const std::vector<Parameter>& parameters) {
  V2Query query;
  RETURN_IF_ERROR(CheckNames(parameters));
  RETURN_IF_ERROR(ReadDates(parameters, query));
  RETURN_IF_ERROR(ReadShape(parameters, query));
  RETURN_IF_ERROR(ReadCurrencies(parameters, query));
  if (const auto* providers = Find(parameters, "providers")) {
    query.providers.emplace();
    for (auto& key : SplitList(UpperCase(*providers))) {
      if (!Contains(*query.providers, key)) query.providers->push_back(std::move(key));
    }
  }
  return query;
}

}  // namespace fxlake::server
