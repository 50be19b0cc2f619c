// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/request/read_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/sources/body/unpack.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/language/reading_budget.h"
#include "fxlake/sources/request/send_request.h"
#include "fxlake/sources/row/derived_cells.h"
#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;
using Items = std::vector<Texts>;

// A link as written in HTML or JSON.
std::string Plain(std::string_view text) {
  std::string plain(text);
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>("&amp;", "&"), {"\\/", "/"}}) {
    for (auto at = plain.find(from); at != std::string::npos; at = plain.find(from, at + to.size()))
      plain.replace(at, from.size(), to);
  }
  return plain;
}

Items Scrape(const ListSpec& list, std::string_view text) {
  Items items;
  std::size_t from = 0;
  while (const auto groups = list.pattern->Next(text, from)) {
    Texts item = {{list.name, Plain(groups->front())}};
    if (std::ranges::find(items, item) == items.end()) items.push_back(std::move(item));
  }
  return items;
}

Result<Items> ReadItems(const ListSpec& list, std::string document, const Texts& variables) {
  std::vector<const FieldSource*> sources;
  for (const auto& [name, source] : list.variables) sources.push_back(&source);
  ASSIGN_OR_RETURN(auto program, Compile(list.items, sources, variables));
  const NumberFormat numbers;
  const std::set<std::string> missing = {""};
  DerivedCells derived(numbers, missing);
  Items items;
  RETURN_IF_ERROR(Walk(list.items, std::move(document), program, [&](const Cells& filled) {
    const auto& cells = derived.Complete(program, filled);
    Texts item;
    std::size_t cell = 0;
    for (const auto& [name, source] : list.variables) item[name] = TrimBlanks(cells[cell++].value_or(""));
    if (std::ranges::find(items, item) == items.end()) items.push_back(std::move(item));
  }));
  return items;
}

Result<Items> ItemsIn(const ListSpec& list, env::HttpResponse& response, const Texts& variables) {
  if (!list.in_header.empty()) {
    std::string values;
    for (const auto& [name, value] : response.headers) {
      if (NormalLabel(name) == NormalLabel(list.in_header)) values += value + "\n";
    }
    return Scrape(list, values);
  }
  ASSIGN_OR_RETURN(auto document, Unpack(list.items, std::move(response.body)));
  if (list.pattern) return Scrape(list, document);
  return ReadItems(list, std::move(document), variables);
}

Result<Items> ReadList(env::HttpClient& http, const Spec& spec, const ListSpec& list,
                       const Texts& variables) {
  ASSIGN_OR_RETURN(const auto request, MakeHttp(spec, list, variables));
  ASSIGN_OR_RETURN(auto response, SendRequest(http, request));
  ASSIGN_OR_RETURN(auto items,
                   WithinBudget(response.body.size(), [&] { return ItemsIn(list, response, variables); }));
  for (auto& item : items) {
    for (auto& [name, value] : item) {
      if (value.find_first_of("/?=") != std::string::npos) value = response.Masked(value);  // a URL
    }
  }
  if (items.empty()) return InvalidInput(fmt::format("the response of {} has no items", request.url));
  LimitItems(list.limit, items);
  return items;
}

}  // namespace

Result<Lists> ReadLists(env::HttpClient& http, const Spec& spec, const Texts& parameters,
                        const RequestedRange& range) {
  Lists lists;
  Texts variables = {{"from", range.from.ToString()},
                     {"to", range.to.ToString()},
                     {"date", range.to.ToString()},
                     {"first", range.from.ToString()},
                     {"last", range.to.ToString()}};
  variables.insert(parameters.begin(), parameters.end());
  variables.insert(spec.parameters.begin(), spec.parameters.end());
  const auto needed = ListsNeeded(spec, range);
  for (const auto& list : spec.lists) {
    if (list.is_given() || !needed.contains(list.name)) continue;
    ASSIGN_OR_RETURN(
        auto items,
        ReadList(http, spec, list, variables).In(fmt::format("reading the list \"{}\"", list.name)));
    for (const auto& [name, value] : items.front()) variables.insert_or_assign(name, value);
    lists.emplace(list.name, std::move(items));
  }
  return lists;
}

}  // namespace fxlake::sources
