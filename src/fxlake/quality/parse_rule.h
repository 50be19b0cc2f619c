// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

// Parses the single rules of one document.
class RuleReader {
 public:
  RuleReader(std::string_view document, TokenReader& reader, ParseScope& scope)
      : document_(document), reader_(reader), scope_(scope) {}

  // A rule without parentheses, up to its tags; the caller that combines rules parses labels.
  Result<Rule> Read();
  // The parameters at this position: quoted texts, names and $variables, each after an optional `of` or
  // `and`.
  Result<std::vector<std::string>> ReadParameters();
  // The source text since `start`, on one line.
  std::string TextSince(const Token& start) const;

 private:
  Result<void> ReadComparisonOf(Rule& rule);
  Result<void> ReadWhere(Rule& rule);
  Result<void> ReadTag(Rule& rule);

  std::string_view document_;
  TokenReader& reader_;
  ParseScope& scope_;
};

}  // namespace fxlake::quality
