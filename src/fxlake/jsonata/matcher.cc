// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/matcher.h"

#include <algorithm>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"

namespace fxlake::jsonata {
namespace {

// The byte at which UTF-16 unit `units` begins.
std::size_t OffsetOfUnit(std::string_view text, double units) {
  std::size_t at = 0;
  while (units > 0 && at < text.size()) {
    const auto length = CharacterLength(text, at);
    units -= length == 4 ? 2 : 1;
    at += length;
  }
  return at;
}

}  // namespace

bool Matcher::Next() {
  if (evaluator_.failed()) return false;
  const bool is_regex = next_.is_function() && next_.function().form == FunctionCell::Form::regex;
  return is_regex ? NextOfRegex() : NextOfFunction();
}

bool Matcher::NextOfRegex() {
  const std::string_view text = text_.string();
  if (!evaluator_.Spend()) return false;
  const auto found = next_.function().regex->Find(text, end_);
  if (!found) {
    if (found.error() == Regex::Failure::limit)
      evaluator_.Fail("U1001", {.value = "a regular expression tries too many ways"});
    return false;
  }
  if (found->start == found->end) {
    evaluator_.Fail("D1004");
    return false;
  }
  index_ += static_cast<double>(CountUtf16(text.substr(counted_, found->start - counted_)));
  counted_ = found->start;
  start_ = found->start;
  end_ = found->end;
  groups_.assign(found->groups.begin(), found->groups.end());
  return true;
}

bool Matcher::NextOfFunction() {
  object_ = began_ ? evaluator_.Apply(next_, {}, Value()) : evaluator_.Apply(next_, {text_}, Value());
  began_ = true;
  if (evaluator_.failed() || object_.is_undefined()) return false;
  const auto member = [&](std::string_view key) {
    return object_.is_object() ? object_.object().Find(key) : Value();
  };
  const auto start = member("start");
  const auto end = member("end");
  const auto groups = member("groups");
  if (!start.is_number() && !end.is_number() && !groups.is_array() && !member("next").is_function()) {
    evaluator_.Fail("T1010", {.token = std::string(function_)});
    return false;
  }
  const std::string_view text = text_.string();
  index_ = start.is_number() ? start.number() : 0;
  start_ = OffsetOfUnit(text, index_);
  end_ = std::max(start_, OffsetOfUnit(text, end.is_number() ? end.number() : 0));
  const auto match = member("match");
  match_ = match.is_string() ? match.string() : "";
  groups_.clear();
  if (groups.is_array()) {
    for (const auto& group : groups.items()) groups_.push_back(group.is_string() ? group.string() : "");
  }
  next_ = member("next");
  return true;
}

std::string_view Matcher::match() const {
  if (!object_.is_undefined()) return match_;
  return std::string_view(text_.string()).substr(start_, end_ - start_);
}

Value Matcher::object() const {
  if (!object_.is_undefined()) return object_;
  auto& heap = evaluator_.heap();
  auto made = heap.Object();
  made.object().Set("match", heap.String(std::string(match())));
  made.object().Set("start", Value(index_));
  made.object().Set("end", Value(index_ + static_cast<double>(CountUtf16(match()))));
  auto groups = heap.Array();
  for (const auto& group : groups_) groups.array().Push(heap.String(group));
  made.object().Set("groups", std::move(groups));
  return made;
}

}  // namespace fxlake::jsonata
