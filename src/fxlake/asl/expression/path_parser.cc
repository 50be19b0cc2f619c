// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/path_parser.h"

#include <array>
#include <charconv>

#include "fxlake/asl/expression/path_filter.h"

namespace fxlake::asl {
namespace {

constexpr std::array<std::pair<std::string_view, PathFunction>, 11> kFunctions = {{
    {"length", PathFunction::length},
    {"size", PathFunction::size},
    {"min", PathFunction::min},
    {"max", PathFunction::max},
    {"avg", PathFunction::avg},
    {"sum", PathFunction::sum},
    {"stddev", PathFunction::stddev},
    {"keys", PathFunction::keys},
    {"first", PathFunction::first},
    {"last", PathFunction::last},
    {"index", PathFunction::index},
}};

class BodyReader {
 public:
  BodyReader(std::string_view text, std::size_t& at, bool open_ended)
      : text_(text), at_(at), open_ended_(open_ended) {}

  Result<PathBody> Read() {
    while (at_ < text_.size() && !body_.function) {
      if (text_[at_] == '.') {
        RETURN_IF_ERROR(Dotted());
      } else if (text_[at_] == '[') {
        RETURN_IF_ERROR(Bracket());
      } else if (open_ended_) {
        break;
      } else {
        return Fail("\".\" or \"[\"");
      }
    }
    if (at_ < text_.size() && !open_ended_) return Fail("the end of the path");
    if (!body_.steps.empty() && std::holds_alternative<DeepStep>(body_.steps.back()))
      return Fail("a name after \"..\"");
    return std::move(body_);
  }

 private:
  Error Fail(std::string_view expected) const {
    return InvalidInput("path " + JsonQuote(text_) + ": expected " + std::string(expected) + " at position " +
                        std::to_string(at_ + 1));
  }

  char Here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void SkipBlanks() {
    while (Here() == ' ') ++at_;
  }
  bool EndsName(char c) const {
    static constexpr std::string_view kInFilter = " ()&|=!<>~,]+*/\t\n";
    return c == '.' || c == '[' || c == '(' || c == '\0' || (open_ended_ && kInFilter.contains(c));
  }

  // The next byte of a name, or the character of an escape: JSON escapes, otherwise the character after the
  // backslash.
  std::string Character() {
    if (Here() != '\\' || at_ + 1 >= text_.size()) return {text_[at_++]};
    const char escaped = text_[++at_];
    if (std::string_view("bfnrtu").contains(escaped)) {
      // A character beyond U+FFFF consists of two escapes.
      const bool pair = escaped == 'u' && at_ + 5 < text_.size() && text_.substr(at_ + 5).starts_with("\\u");
      for (const std::size_t bytes : {pair ? 11 : escaped == 'u' ? 5 : 1, escaped == 'u' ? 5 : 1}) {
        const auto text = Json::Parse("\"\\" + std::string(text_.substr(at_, bytes)) + "\"");
        if (!text) continue;
        at_ += bytes;
        return text->string();
      }
    }
    ++at_;
    return {escaped};
  }

  Result<void> Dotted() {
    ++at_;
    if (Here() == '.') {
      ++at_;
      body_.steps.emplace_back(DeepStep());
    }
    if (Here() == '[') return {};  // $.['a'] is $['a']
    if (Here() == '*') {
      ++at_;
      body_.steps.emplace_back(WildcardStep());
      return {};
    }
    std::string name;
    while (!EndsName(Here())) {
      if (Here() == ' ') return Fail("no blank; write ['my name']");
      name += Character();
    }
    if (name.empty()) return Fail("a name");
    if (Here() == '(') return Function(name);
    body_.steps.emplace_back(NameStep{std::move(name)});
    return {};
  }

  Result<void> Function(std::string_view name) {
    for (const auto& [known, function] : kFunctions) {
      if (name != known) continue;
      ++at_;
      SkipBlanks();
      if (function == PathFunction::index) {
        ASSIGN_OR_RETURN(body_.function_argument, Integer());
        SkipBlanks();
      }
      if (Here() != ')') return Fail("\")\"");
      ++at_;
      body_.function = function;
      return {};
    }
    return Fail("a path function such as length(), not " + JsonQuote(name) + ",");
  }

  Result<void> Bracket() {
    ++at_;
    SkipBlanks();
    if (Here() == '\'' || Here() == '"') {
      RETURN_IF_ERROR(Names());
    } else if (Here() == '*') {
      ++at_;
      body_.steps.emplace_back(WildcardStep());
    } else if (Here() == '?') {
      ++at_;
      ASSIGN_OR_RETURN(auto filter, PathFilter::Parse(text_, at_));
      body_.steps.emplace_back(FilterStep{std::make_shared<const PathFilter>(std::move(filter))});
    } else {
      RETURN_IF_ERROR(Indexes());
    }
    SkipBlanks();
    if (Here() != ']') return Fail("\"]\"");
    ++at_;
    return {};
  }

  Result<void> Names() {
    std::vector<std::string> names;
    while (true) {
      SkipBlanks();
      const char quote = Here();
      if (quote != '\'' && quote != '"') return Fail("a quoted name");
      ++at_;
      std::string name;
      while (Here() != quote) {
        if (at_ >= text_.size()) return Fail("the closing quote");
        name += Character();
      }
      ++at_;
      names.push_back(std::move(name));
      SkipBlanks();
      if (Here() != ',') break;
      ++at_;
    }
    if (names.size() == 1) {
      body_.steps.emplace_back(NameStep{std::move(names.front())});
    } else {
      body_.steps.emplace_back(NamesStep{std::move(names)});
    }
    return {};
  }

  Result<std::int64_t> Integer() {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc()) return Fail("a whole number");
    at_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }

  Result<std::optional<std::int64_t>> SliceEnd() {
    SkipBlanks();
    if (Here() == ':' || Here() == ']') return std::optional<std::int64_t>();
    ASSIGN_OR_RETURN(const auto value, Integer());
    SkipBlanks();
    return std::optional(value);
  }

  Result<void> Indexes() {
    ASSIGN_OR_RETURN(const auto first, SliceEnd());
    if (Here() == ':') {
      ++at_;
      ASSIGN_OR_RETURN(const auto to, SliceEnd());
      if (Here() == ':') {  // Jayway parses a step but ignores it
        ++at_;
        RETURN_IF_ERROR(SliceEnd());
      }
      body_.steps.emplace_back(SliceStep{first, to});
      return {};
    }
    if (!first) return Fail("an index, a slice, a quoted name, * or ?");
    std::vector<std::int64_t> indexes = {*first};
    while (Here() == ',') {
      ++at_;
      SkipBlanks();
      ASSIGN_OR_RETURN(const auto next, Integer());
      indexes.push_back(next);
      SkipBlanks();
    }
    if (indexes.size() == 1) {
      body_.steps.emplace_back(IndexStep{*first});
    } else {
      body_.steps.emplace_back(IndexesStep{std::move(indexes)});
    }
    return {};
  }

  std::string_view text_;
  std::size_t& at_;
  bool open_ended_;
  PathBody body_;
};

}  // namespace

Result<PathBody> ParsePathBody(std::string_view text, std::size_t& at, bool open_ended) {
  return BodyReader(text, at, open_ended).Read();
}

}  // namespace fxlake::asl
