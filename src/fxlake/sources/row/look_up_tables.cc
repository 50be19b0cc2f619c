// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row/look_up_tables.h"

#include <fmt/format.h>

#include "fxlake/base/json.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {
namespace {

using Table = std::map<std::string, std::string>;
using Variables = std::map<std::string, std::string>;

// Calls `take` for every source with a look-up, including nested ones.
template <typename Take>
void EachLookUp(const FieldSource& source, const Take& take) {
  if (source.kind == FieldSource::Kind::look_up) take(source);
  for (const auto& part : source.parts) EachLookUp(part, take);
}

bool IsPlace(const FieldSource& source) { return source.text.starts_with('/'); }

Result<Table> OfList(const FieldSource& source, const Variables& variables) {
  const auto found = variables.find(ListVariable(source.text));
  if (found == variables.end())
    return InvalidInput(fmt::format("the request came without the list \"{}\"", source.text));
  ASSIGN_OR_RETURN(const auto items, Json::Parse(found->second));
  Table table;
  if (!items.is_array()) return table;
  for (const auto& item : items.array()) {
    ASSIGN_OR_RETURN(const auto key, item.StringAt(source.key).In("looking up in the list " + source.text));
    ASSIGN_OR_RETURN(auto value, item.StringAt(source.take).In("looking up in the list " + source.text));
    table.emplace(NormalLabel(key), std::move(value));
  }
  return table;
}

Result<FieldSource> AtPath(const std::string& text) {
  ASSIGN_OR_RETURN(auto path, ParseFieldPath(text));
  return FieldSource{.kind = FieldSource::Kind::path, .path = std::move(path)};
}

Result<Table> OfPlace(const BodySpec& body, const FieldSource& source, const std::string& document) {
  auto place = body;
  place.banners.clear();
  ASSIGN_OR_RETURN(place.rows, ParseRowPath(std::string_view(source.text).substr(1)));
  ASSIGN_OR_RETURN(const auto key, AtPath(source.key));
  ASSIGN_OR_RETURN(const auto take, AtPath(source.take));
  const FieldSource* const sources[] = {&key, &take};
  ASSIGN_OR_RETURN(auto program, Compile(place, sources, {}));
  // Any node may be a row here.
  program.needs_tree = true;
  Table table;
  RETURN_IF_ERROR(Walk(place, document, program, [&](const Cells& cells) {
    if (cells[0] && cells[1]) table.emplace(NormalLabel(*cells[0]), *cells[1]);
  }));
  if (table.empty()) return InvalidInput(fmt::format("nothing to look up at {}", source.text));
  return table;
}

}  // namespace

std::string ListVariable(std::string_view list) { return fmt::format("list {}", list); }

std::vector<std::string> ListsLookedUpIn(std::span<const FieldSource* const> sources) {
  std::vector<std::string> lists;
  for (const auto* source : sources) {
    EachLookUp(*source, [&](const FieldSource& look_up) {
      if (!IsPlace(look_up)) lists.push_back(look_up.text);
    });
  }
  return lists;
}

bool LooksUpInDocument(std::span<const FieldSource* const> sources) {
  bool looks_up = false;
  for (const auto* source : sources)
    EachLookUp(*source, [&](const FieldSource& look_up) { looks_up = looks_up || IsPlace(look_up); });
  return looks_up;
}

Result<void> FillLookUpTables(const BodySpec& body, std::span<const FieldSource* const> sources,
                              const std::string& document, const Variables& variables, RowProgram& program) {
  Result<void> outcome;
  for (const auto* source : sources) {
    EachLookUp(*source, [&](const FieldSource& look_up) {
      auto table = IsPlace(look_up) ? OfPlace(body, look_up, document) : OfList(look_up, variables);
      if (!table) {
        outcome = table.error();
      } else {
        program.look_up_tables[&look_up] = std::move(*table);
      }
    });
  }
  return outcome;
}

}  // namespace fxlake::sources
