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
  std::vector<std::string> rows =
      {};  // the first rows that fail it, when they were asked for: `source=ecb date=2026-04-14 ...`
};

// What a check found.
struct QualityReport {
  std::vector<Verdict> verdicts;

  // Every rule passed, and there was one.
  bool passed() const;
  std::size_t Count(Outcome outcome) const;
  // Each rule that did not pass, with what was seen and expected and the rows that fail it, and a summary;
  // with `all` the others, too.
  std::string ToText(bool all = false) const;
  // {"passed": true, "rules": 12, "failed": 0, "errors": 0, "verdicts": [{"rule", "verdict", "observed",
  // "expected", "rows"}]}; no "rows" when there are none
  Json ToJson() const;
};

// From the rows that a statement of CompileRules gave, by whatever engine: columns are found by name, in any
// order and case. corrupt unless there is exactly one row for each of `rules` rules with a verdict: a lost
// row never passes for a good one.
Result<QualityReport> ReadVerdicts(const query::Table& table, std::size_t rules);

}  // namespace fxlake::quality
