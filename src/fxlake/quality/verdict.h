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
  int number = 0;  // position of the rule in its set, from 1
  std::string rule;
  std::string observed;  // for an error: its reason
  std::string expected;
  Outcome outcome = Outcome::error;
  // the first failing rows, when they were requested: `source=ecb date=2026-04-14 ...`
  std::vector<std::string> rows = {};
};

// The result of a check.
struct QualityReport {
  std::vector<Verdict> verdicts;

  // Every rule passed, and there was at least one.
  bool passed() const;
  std::size_t Count(Outcome outcome) const;
  // Each rule that did not pass, with observed and expected values and failing rows, and a summary; with
  // `all`, also the rules that passed.
  std::string ToText(bool all = false) const;
  // {"passed": true, "rules": 12, "failed": 0, "errors": 0, "verdicts": [{"rule", "verdict", "observed",
  // "expected", "rows"}]}; "rows" is omitted when empty.
  Json ToJson() const;
};

// Parses the rows that a statement of CompileRules returned, from any engine: columns are found by name, in
// any order and case. corrupt unless there is exactly one row with a verdict for each of `rules` rules, so
// that a lost row never counts as passed.
Result<QualityReport> ReadVerdicts(const query::Table& table, std::size_t rules);

}  // namespace fxlake::quality
