// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/signature.h"

#include <algorithm>

#include "fxlake/jsonata/heap.h"

namespace fxlake::jsonata {
namespace {

// m is for missing.
char Letter(const Value& value) {
  switch (value.type()) {
    case Type::undefined: return 'm';
    case Type::null: return 'l';
    case Type::boolean: return 'b';
    case Type::number: return 'n';
    case Type::string: return 's';
    case Type::array: return 'a';
    case Type::object: return 'o';
    case Type::function: return 'f';
  }
  return 'm';
}

std::string_view NameOfType(char letter) {
  switch (letter) {
    case 'a': return "arrays";
    case 'b': return "booleans";
    case 'f': return "functions";
    case 'n': return "numbers";
    case 'o': return "objects";
    case 's': return "strings";
    default: return "values";
  }
}

// The end of the group that begins at text[at].
std::size_t EndOfGroup(std::string_view text, std::size_t at, char open, char close) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == open) ++depth;
    if (text[at] == close && --depth == 0) return at;
  }
  return text.size();
}

}  // namespace

std::expected<Signature, Problem> Signature::Parse(std::string_view text) {
  Signature signature;
  auto& parameters = signature.parameters_;
  for (std::size_t at = 1; at < text.size() && text[at] != ':' && text[at] != '>'; ++at) {
    const char c = text[at];
    Parameter parameter;
    parameter.type = c;
    switch (c) {
      case 's':
      case 'n':
      case 'b':
      case 'l':
      case 'o': parameter.types = std::string{c, 'm'}; break;
      case 'a': parameter.types = "asnblfom"; break;
      case 'f': parameter.types = "f"; break;
      case 'j': parameter.types = "asnblom"; break;
      case 'x': parameter.types = "asnblfom"; break;
      case '-':
        if (!parameters.empty()) parameters.back().context = parameters.back().optional = true;
        continue;
      case '?':
        if (!parameters.empty()) parameters.back().optional = true;
        continue;
      case '+':
        if (!parameters.empty()) parameters.back().repeated = true;
        continue;
      case '(': {
        const auto end = EndOfGroup(text, at, '(', ')');
        const auto choice = text.substr(at + 1, end - at - 1);
        if (choice.contains('<'))
          return std::unexpected(MakeProblem("S0402", at, {.value = std::string(choice)}));
        parameter.types = std::string(choice) + "m";
        at = end;
        break;
      }
      case '<': {
        if (parameters.empty() || (parameters.back().type != 'a' && parameters.back().type != 'f'))
          return std::unexpected(MakeProblem("S0401", at, {}));
        const auto end = EndOfGroup(text, at, '<', '>');
        if (parameters.back().type == 'a' && at + 1 < text.size()) parameters.back().subtype = text[at + 1];
        at = end;
        continue;
      }
      default: continue;
    }
    parameters.push_back(std::move(parameter));
  }
  return signature;
}

// How many arguments each parameter takes, the most that leave enough for those behind it.
bool Signature::Match(const std::string& given, std::size_t at, std::size_t parameter,
                      std::vector<std::size_t>& taken) const {
  if (parameter == parameters_.size()) return at == given.size();
  const auto& expected = parameters_[parameter];
  std::size_t most = 0;
  while (at + most < given.size() && (expected.repeated || most < 1) &&
         expected.types.contains(given[at + most]))
    ++most;
  for (std::size_t count = most + 1; count-- > (expected.optional ? 0U : 1U);) {
    taken[parameter] = count;
    if (Match(given, at + count, parameter + 1, taken)) return true;
  }
  return false;
}

std::size_t Signature::FirstWrong(const std::string& given) const {
  std::size_t at = 0;
  for (const auto& expected : parameters_) {
    const auto before = at;
    while (at < given.size() && (expected.repeated || at == before) && expected.types.contains(given[at]))
      ++at;
    if (at == before && !expected.optional) break;
  }
  return at;
}

std::expected<std::vector<Value>, Problem> Signature::Validate(std::vector<Value> arguments,
                                                               const Value& context,
                                                               std::string_view function, Heap& heap) const {
  std::string given;
  for (const auto& argument : arguments) given += Letter(argument);
  std::vector<std::size_t> taken(parameters_.size());
  const auto problem = [&](std::string_view code, std::size_t index, std::string_view type = "") {
    return std::unexpected(
        MakeProblem(code, 0, {.token = std::string(function), .index = index, .type = std::string(type)}));
  };
  if (!Match(given, 0, 0, taken)) return problem("T0410", FirstWrong(given) + 1);
  std::vector<Value> validated;
  validated.reserve(std::max(arguments.size(), parameters_.size()));
  std::size_t at = 0;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const auto& expected = parameters_[i];
    if (taken[i] == 0) {
      if (expected.context) {
        const auto& value = context.is_array() && context.array().outer ? context.items()[0] : context;
        if (!expected.types.contains(Letter(value))) return problem("T0411", at + 1);
        validated.push_back(value);
      } else {
        validated.push_back(at < arguments.size() ? arguments[at] : Value());
        ++at;
      }
      continue;
    }
    for (std::size_t n = 0; n < taken[i]; ++n, ++at) {
      auto argument = arguments[at];
      const char letter = given[at];
      if (expected.type == 'a' && letter != 'm') {
        bool fits = true;
        if (expected.subtype != '\0') {
          if (letter != 'a') {
            fits = letter == expected.subtype;
          } else if (!argument.items().empty()) {
            fits = std::ranges::all_of(argument.items(),
                                       [&](const Value& item) { return Letter(item) == expected.subtype; });
          }
        }
        if (!fits) return problem("T0412", at + 1, NameOfType(expected.subtype));
        if (letter != 'a') argument = heap.Array({std::move(argument)});
      }
      validated.push_back(std::move(argument));
    }
  }
  return validated;
}

}  // namespace fxlake::jsonata
