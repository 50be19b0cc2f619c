// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "fxlake/base/text.h"
#include "fxlake/quality/parse_operand.h"
#include "fxlake/quality/rule_type.h"

namespace fxlake::quality {
namespace {

// "text" or ["a", "b"]; returns whether it is a list.
Result<bool> SkipTexts(TokenReader& reader) {
  const bool is_list = reader.Take("[");
  do {
    if (reader.Peek().kind != TokenKind::text) return reader.Unexpected("a quoted text");
    reader.Next();
  } while (is_list && reader.Take(","));
  if (is_list) RETURN_IF_ERROR(reader.Expect("]", "texts are separated by commas"));
  return is_list;
}

struct DictionaryKey {
  std::string_view name;
  bool is_list;
};

Result<void> SkipDictionary(TokenReader& reader, std::string_view section,
                            const std::vector<DictionaryKey>& keys) {
  if (!reader.Take(section)) return {};
  for (const char* part : {"=", "{"})
    RETURN_IF_ERROR(reader.Expect(part, "a dictionary has the form { \"key\": \"value\" }"));
  do {
    const Token key = reader.Peek();
    const auto known = std::ranges::find(keys, key.value, &DictionaryKey::name);
    if (key.kind != TokenKind::text || known == keys.end())
      return ErrorAt(key,
                     fmt::format("expected \"{}\" in {}, found {}", keys.front().name, section, Name(key)));
    reader.Next();
    RETURN_IF_ERROR(reader.Expect(":", "a dictionary has the form { \"key\": \"value\" }"));
    ASSIGN_OR_RETURN(const bool is_list, SkipTexts(reader));
    if (known->is_list && !is_list)
      return ErrorAt(key, fmt::format("\"{}\" must be a list of texts", known->name));
  } while (reader.Take(","));
  return reader.Expect("}", "entries are separated by commas");
}

// with bins = 20, rebin = false
Result<void> SkipSettings(TokenReader& reader) {
  if (!reader.Take("with")) return {};
  do {
    if (!reader.Peek().IsName()) return reader.Unexpected("a setting such as bins = 20");
    reader.Next();
    RETURN_IF_ERROR(reader.Expect("=", "a setting has the form bins = 20"));
    if (!reader.Peek().IsName() && reader.Peek().kind != TokenKind::number)
      return reader.Unexpected("a number, true or false");
    reader.Next();
  } while (reader.Peek().Is(",") && reader.Peek(2).Is("=") && reader.Take(","));
  return {};
}

// $name inside a text is not replaced, so a text that looks like a variable is a mistake.
Result<void> CheckNamesNone(const Token& text, const ParseScope& scope) {
  for (const auto& [name, variable] : scope.variables) {
    if (text.value.contains("$" + name))
      return ErrorAt(
          text, fmt::format("a variable cannot contain another variable: ${} is not replaced here", name));
  }
  return {};
}

}  // namespace

Result<void> SkipMetadata(TokenReader& reader) {
  RETURN_IF_ERROR(SkipDictionary(reader, "Metadata", {{"Version", false}}));
  return SkipDictionary(reader, "DataSources", {{"Primary", false}, {"AdditionalDataSources", true}});
}

Result<void> ReadVariables(TokenReader& reader, ParseScope& scope) {
  while (reader.Peek().IsName() && reader.Peek(1).Is("=")) {
    const Token name = reader.Next();
    reader.Next();
    Variable variable;
    variable.is_list = reader.Take("[");
    do {
      const Token start = reader.Peek();
      ASSIGN_OR_RETURN(ReadValue value, ReadOperand(reader, scope));
      if (value.kind != Compared::texts && value.kind != Compared::nothing)
        return ErrorAt(start, "the value of a variable must be quoted texts");
      RETURN_IF_ERROR(CheckNamesNone(start, scope));
      variable.values.push_back(std::move(value.operand));
    } while (variable.is_list && reader.Take(","));
    if (variable.is_list) RETURN_IF_ERROR(reader.Expect("]", "texts are separated by commas"));
    if (!scope.variables.emplace(name.value, std::move(variable)).second)
      return ErrorAt(name, fmt::format("variable {} is already defined", name.value));
  }
  return {};
}

Result<int> SkipAnalyzers(TokenReader& reader, RuleReader& rules) {
  for (const char* part : {"=", "["})
    RETURN_IF_ERROR(reader.Expect(part, "analyzers have the form Analyzers = [ ... ]"));
  if (reader.Take("]")) return 0;
  int count = 0;
  do {
    const Token type = reader.Peek();
    if (!type.IsName()) return reader.Unexpected("an analyzer such as RowCount");
    reader.Next();
    ASSIGN_OR_RETURN(const auto parameters, rules.ReadParameters());
    if (!IsAnalyzer(type.value, parameters.size()))
      return ErrorAt(type, fmt::format("there is no analyzer {} with {}", type.value,
                                       Counted(parameters.size(), "parameter")));
    if (type.value == "Distribution") RETURN_IF_ERROR(SkipSettings(reader));
    ++count;
  } while (reader.Take(","));
  RETURN_IF_ERROR(reader.Expect("]", "analyzers are separated by commas"));
  return count;
}

}  // namespace fxlake::quality
