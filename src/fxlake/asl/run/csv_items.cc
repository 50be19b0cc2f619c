// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/csv_items.h"

#include <set>

namespace fxlake::asl {
namespace {

class RowReader {
 public:
  RowReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // False at the end of the text.
  bool Next(std::vector<std::string>& fields) {
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
    if (at_ >= text_.size()) return false;
    fields.clear();
    while (true) {
      fields.push_back(Field());
      if (at_ >= text_.size()) return true;
      const char end = text_[at_++];
      if (end == delimiter_) continue;
      if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      return true;
    }
  }

 private:
  std::string Field() {
    std::string field;
    if (at_ < text_.size() && text_[at_] == '"') {
      for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"') {
          if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
          ++at_;
        }
        field += text_[at_];
      }
      at_ = std::min(at_ + 1, text_.size());
    }
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r')
      field += text_[at_++];
    return field;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Json::Array> ReadCsvItems(std::string_view text, char delimiter,
                                        std::vector<std::string> headers, std::size_t most) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  RowReader rows(text, delimiter);
  Json::Array items;
  if (headers.empty() && !rows.Next(headers)) return items;
  if (std::set(headers.begin(), headers.end()).size() != headers.size()) return std::nullopt;
  std::vector<std::string> fields;
  while (items.size() < most && rows.Next(fields)) {
    Json::Object row;
    row.reserve(headers.size());
    for (std::size_t i = 0; i < headers.size(); ++i) {
      row.emplace_back(headers[i], i < fields.size() ? Json(std::move(fields[i])) : Json(""));
    }
    items.emplace_back(std::move(row));
  }
  return items;
}

}  // namespace fxlake::asl
