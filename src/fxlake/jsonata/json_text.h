// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/jsonata/value.h"

namespace fxlake::jsonata {

class Evaluator;

// A value as JSON; nullopt for undefined and for functions. Members that are functions are left out. Fails
// the evaluator when it is nested too deeply. A number that JSON cannot hold is its name as a text:
// "Infinity", "NaN".
std::optional<Json> ToJson(const Value& value, Evaluator& evaluator);

// What $string gives: texts as they are, JSON of everything else, in which numbers have at most 15 digits.
std::string ToText(const Value& value, bool pretty, Evaluator& evaluator);

// A value in a message: short JSON.
std::string Shown(const Value& value, Evaluator& evaluator);

}  // namespace fxlake::jsonata
