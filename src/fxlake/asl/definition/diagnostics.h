// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/json.h"

namespace fxlake::asl {

enum class Severity {
  error,    // AWS would reject the definition
  warning,  // valid, but probably a mistake
};

// One finding about a definition.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;        // as in AWS's ValidateStateMachineDefinition: SCHEMA_VALIDATION_FAILED, ...
  std::string pointer;     // JSON pointer (RFC 6901) of the place; "" is the whole document
  std::string message;     // what is wrong
  std::string expected;    // what was expected there; may be ""
  std::string suggestion;  // the likely intended word; may be ""
};

// The diagnostics of one definition, at most kMost of them.
class Diagnostics {
 public:
  static constexpr std::size_t kMost = 100;

  void Add(std::string pointer, std::string message, std::string expected = {}, std::string suggestion = {});
  void Add(Diagnostic diagnostic);

  const std::vector<Diagnostic>& all() const { return all_; }
  bool Has(Severity severity) const;
  // The candidate closest to `word`, for a diagnostic that is about to be added; "" once the list is full, so
  // that untrusted definitions cannot cost unbounded time.
  std::string Suggest(std::string_view word, std::span<const std::string_view> candidates) const;

 private:
  std::vector<Diagnostic> all_;
};

// Extends a JSON pointer by one level.
std::string Below(const std::string& pointer, std::string_view key);
std::string Below(const std::string& pointer, std::size_t index);

Json ToJson(const Diagnostic& diagnostic);
// "/States/A/Next: there is no state \"B\"; did you mean \"C\"?"
std::string ToText(const Diagnostic& diagnostic);

}  // namespace fxlake::asl
