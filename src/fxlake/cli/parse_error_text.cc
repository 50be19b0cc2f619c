// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/parse_error_text.h"

#include <CLI/CLI.hpp>
#include <string_view>

#include "fxlake/base/text.h"
#include "fxlake/cli/command_line.h"

namespace fxlake::cli {
namespace {

// The parser says "amount is required", "Could not convert: --limit = x", "--limit: 1 required INT missing",
// "--date: At Most 1 required but received 2" and "--json: too many inputs for a flag".
constexpr std::string_view kRequired = " is required";
constexpr std::string_view kConversion = "Could not convert: ";
constexpr std::string_view kBetween = " = ";
constexpr std::string_view kAtMost = "At Most";

std::string ConversionText(std::string_view text) {
  const auto between = text.find(kBetween);
  if (!text.starts_with(kConversion) || between == std::string_view::npos)
    return std::string(text.substr(0, text.find(':'))) + " does not take a value";
  const std::string name(text.substr(kConversion.size(), between - kConversion.size()));
  return name + " does not accept the value \"" + std::string(text.substr(between + kBetween.size())) + "\"";
}

}  // namespace

std::string ParseErrorText(const CLI::ParseError& error) {
  const auto text = WithoutMarks(error.what());
  const std::string kind = error.get_name();
  if (kind == "RequiredError" && text.ends_with(kRequired))
    return "missing argument " + UpperCase(text.substr(0, text.size() - kRequired.size()));
  if (kind == "ConversionError") return ConversionText(text);
  if (kind == "ArgumentMismatch") {
    const auto name = text.substr(0, text.find(':'));
    return name + (text.contains(kAtMost) ? " must not be given more than once" : " needs a value");
  }
  return text;
}

}  // namespace fxlake::cli
