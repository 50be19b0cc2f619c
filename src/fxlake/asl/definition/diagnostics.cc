// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/diagnostics.h"

#include <algorithm>

#include "fxlake/base/nearest.h"

namespace fxlake::asl {
namespace {

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::error: return "ERROR";
    case Severity::warning: return "WARNING";
  }
  return "";
}

}  // namespace

void Diagnostics::Add(std::string pointer, std::string message, std::string expected,
                      std::string suggestion) {
  Add({Severity::error, "SCHEMA_VALIDATION_FAILED", std::move(pointer), std::move(message),
       std::move(expected), std::move(suggestion)});
}

void Diagnostics::Add(Diagnostic diagnostic) {
  if (all_.size() < kMost || (diagnostic.severity == Severity::error && !Has(Severity::error)))
    all_.push_back(std::move(diagnostic));
}

bool Diagnostics::Has(Severity severity) const {
  return std::ranges::find(all_, severity, &Diagnostic::severity) != all_.end();
}

std::string Diagnostics::Suggest(std::string_view word, std::span<const std::string_view> candidates) const {
  static constexpr std::size_t kLongestWord = 80;
  return all_.size() >= kMost || word.size() > kLongestWord ? "" : std::string(Nearest(word, candidates));
}

std::string Below(const std::string& pointer, std::string_view key) {
  std::string below = pointer + "/";
  for (const char c : key) {
    if (c == '~') {
      below += "~0";
    } else if (c == '/') {
      below += "~1";
    } else {
      below += c;
    }
  }
  return below;
}

std::string Below(const std::string& pointer, std::size_t index) {
  return pointer + "/" + std::to_string(index);
}

Json ToJson(const Diagnostic& diagnostic) {
  auto json = JsonObject({{"severity", NameOf(diagnostic.severity)},
                          {"code", diagnostic.code},
                          {"pointer", diagnostic.pointer},
                          {"message", diagnostic.message}});
  if (!diagnostic.expected.empty()) json.Set("expected", diagnostic.expected);
  if (!diagnostic.suggestion.empty()) json.Set("suggestion", diagnostic.suggestion);
  return json;
}

std::string ToText(const Diagnostic& diagnostic) {
  std::string text =
      (diagnostic.pointer.empty() ? "definition" : diagnostic.pointer) + ": " + diagnostic.message;
  if (!diagnostic.expected.empty()) text += "; expected " + diagnostic.expected;
  if (!diagnostic.suggestion.empty()) text += "; did you mean " + JsonQuote(diagnostic.suggestion) + "?";
  return text;
}

}  // namespace fxlake::asl
