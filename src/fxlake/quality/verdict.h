// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/base/result.h"
#include "fxlake/query/engine.h"

namespace fxlake::quality {

enum class Outcome { pass, fail, error };

struct Verdict {
  int number = 0;  // place of the rule in its set, from 1
  std::string rule;
  std::string observed;  // of an error: its reason
  std::string expected;
  Outcome outcome = Outcome::error;
};

// What a check found.
struct QualityReport {
  std::vector<Verdict> verdicts;

  // Every rule passed, and there was one.
  bool passed() const;
  std::size_t Count(Outcome outcome) const;
  // A line for each rule and a summary; rules that did not pass say what was seen and expected.
  std::string ToText() const;
  // {"passed": true, "rules": 12, "failed": 0, "errors": 0, "verdicts": [{"rule", "verdict", "observed", "expected"}]}
  Json ToJson() const;
};

// From the rows that a statement of CompileRules gave, by whatever engine: columns are found by name, in any order and case.
// corrupt unless there is exactly one row for each of `rules` rules with a verdict: a lost row never passes for a good one.
Result<QualityReport> ReadVerdicts(const query::Table& table, std::size_t rules);

}  // namespace fxlake::quality
