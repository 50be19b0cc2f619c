// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/find_char.h"

namespace fxlake::sources {

// Reads the records of a text (RFC 4180; lines may end in LF alone).
class CsvRecordReader {
 public:
  CsvRecordReader(std::string_view text, char separator)
      : at_(text.data()), end_(at_ + text.size()), separator_(separator) {}

  bool at_end() const { return at_ == end_; }
  // In which the last record begins, from 1.
  std::size_t line() const { return line_; }

  // The cells of the next record; false when a quoted cell does not end.
  bool Next(std::vector<std::string_view>& cells) {
    cells.clear();
    if (!unquoted_.empty()) unquoted_.clear();
    line_ = next_line_;
    while (true) {
      if (at_ != end_ && *at_ == '"') {
        std::string_view cell;
        if (!TakeQuoted(cell)) return false;
        cells.push_back(cell);
      } else {
        const char* const stop = FindEither(at_, end_, separator_, '\n');
        const bool has_return = stop != at_ && stop[-1] == '\r' && (stop == end_ || *stop == '\n');
        cells.emplace_back(at_, static_cast<std::size_t>(stop - at_) - (has_return ? 1 : 0));
        at_ = stop;
      }
      if (at_ == end_) return true;
      if (*at_++ != '\n') continue;
      ++next_line_;
      return true;
    }
  }

 private:
  bool TakeQuoted(std::string_view& cell) {
    std::string* text = nullptr;  // set when the cell has to be unescaped
    for (const char* begin = at_ + 1;;) {
      const auto* const quote =
          static_cast<const char*>(std::memchr(begin, '"', static_cast<std::size_t>(end_ - begin)));
      if (quote == nullptr) return false;
      const std::string_view part(begin, quote);
      next_line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
      at_ = quote + 1;
      const bool goes_on = at_ != end_ && *at_ == '"';
      if (goes_on && text == nullptr) text = &unquoted_.emplace_back();
      if (text != nullptr) text->append(part);
      cell = text == nullptr ? part : std::string_view(*text);
      if (!goes_on) break;
      text->push_back('"');
      begin = at_ + 1;
    }
    if (end_ - at_ >= 2 && at_[0] == '\r' && at_[1] == '\n') ++at_;
    return at_ == end_ || *at_ == separator_ || *at_ == '\n';
  }

  const char* at_;
  const char* end_;
  char separator_;
  std::size_t line_ = 0, next_line_ = 1;
  std::deque<std::string> unquoted_;
};

}  // namespace fxlake::sources
