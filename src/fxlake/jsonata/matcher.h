// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "fxlake/jsonata/value.h"

namespace fxlake::jsonata {

class Evaluator;

// The matches of a regular expression, or of a function that answers as one does, in a text.
class Matcher {
 public:
  Matcher(Evaluator& evaluator, const Value& pattern, const Value& text, std::string_view function)
      : evaluator_(evaluator), next_(pattern), text_(text), function_(function) {}

  // False when there is no further match, and when the evaluator failed.
  bool Next();

  // Of the match that Next found.
  std::size_t start() const { return start_; }  // bytes
  std::size_t end() const { return end_; }
  const std::vector<std::string>& groups() const { return groups_; }
  std::string_view match() const;
  double index() const { return index_; }  // in UTF-16 units
  // {match, start, end, groups, next}, as replacing functions take it.
  Value object() const;

 private:
  bool NextOfRegex();
  bool NextOfFunction();

  Evaluator& evaluator_;
  Value next_;
  Value text_;
  std::string_view function_;
  bool began_ = false;
  std::size_t start_ = 0;
  std::size_t end_ = 0;
  std::size_t counted_ = 0;  // bytes of which index_ counts the units
  double index_ = 0;
  std::string match_;  // as a function gave it
  std::vector<std::string> groups_;
  Value object_;
};

}  // namespace fxlake::jsonata
