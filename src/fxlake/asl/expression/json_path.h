// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/asl/expression/path_step.h"
#include "fxlake/asl/expression/scope.h"
#include "fxlake/base/result.h"

namespace fxlake::asl {

enum class PathRoot { input, context, variable };  // $, $$, $name

// A JSONPath as AWS Step Functions accepts it; parsed once, evaluated often. A definite path names at most
// one place; any other path yields an array of all matches, possibly empty. Immutable; thread-safe.
class JsonPath {
 public:
  // invalid_input, with the position and what was expected.
  static Result<JsonPath> Parse(std::string_view text);
  static JsonPath Whole();  // $

  // Why there is no value: a definite path has no match (`element`: its last step is past the end of an
  // array), its variable is not assigned, or the path examines too many values.
  struct Absent {
    enum class Kind { value, element, variable, budget } kind = Kind::value;
  };
  std::expected<Json, Absent> Find(Scope& scope) const;
  // As above, for a required value: States.Runtime with AWS's wording. `field` names the field that holds the
  // path.
  Evaluated<Json> Evaluate(Scope& scope, std::string_view field) const;

  // The input, context object or variable that this path starts from, as text for messages.
  std::string InputText(const Scope& scope) const;

  PathRoot root() const { return root_; }
  const std::string& variable() const { return variable_; }
  const PathBody& body() const { return body_; }
  bool definite() const { return definite_; }
  bool whole_input() const { return root_ == PathRoot::input && body_.steps.empty() && !body_.function; }
  const std::string& text() const { return text_; }

 private:
  bool IsPastEnd(const Json& from) const;

  std::string text_;
  PathRoot root_ = PathRoot::input;
  std::string variable_;
  PathBody body_;
  bool definite_ = true;
};

// Whether the steps name at most one place.
bool IsDefinite(const PathBody& body);

// The place that definite steps lead to, or nullptr.
const Json* FollowSteps(const std::vector<PathStep>& steps, std::size_t count, const Json& from);

// All places that steps lead to from `from`, in the order of Jayway JsonPath; false when the node budget is
// exhausted.
bool CollectSteps(const std::vector<PathStep>& steps, std::size_t count, const Json& from, Scope& scope,
                  std::vector<const Json*>& found);

// Characters of a variable name, "$name". Unicode letters are not classified: every byte above 127 is
// allowed.
bool IsVariableStart(char c);
bool IsVariablePart(char c);

}  // namespace fxlake::asl
