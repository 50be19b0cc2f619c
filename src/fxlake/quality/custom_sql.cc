// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/custom_sql.h"

#include <algorithm>
#include <cctype>

#include "fxlake/query/sql_text.h"

namespace fxlake::quality {
namespace {

bool IsWordPart(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// The length of the quoted text or comment that begins `sql`; 0 when none does.
std::size_t OpaqueLength(std::string_view sql) {
  const auto until = [&](std::string_view end, std::size_t from) {
    const std::size_t found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
  };
  // A doubled quote inside a text ends it and begins the next: the same to us.
  if (sql[0] == '\'' || sql[0] == '"') return until(sql.substr(0, 1), 1);
  if (sql.starts_with("--")) return until("\n", 2);
  if (sql.starts_with("/*")) return until("*/", 2);
  return 0;
}

// Calls word(text) for each word and other(text) for all else, in order.
template <typename Word, typename Other>
void Walk(std::string_view sql, Word word, Other other) {
  while (!sql.empty()) {
    std::size_t length = OpaqueLength(sql);
    if (length == 0 && IsWordPart(sql[0])) {
      length = static_cast<std::size_t>(std::ranges::find_if_not(sql, IsWordPart) - sql.begin());
      word(sql.substr(0, length));
    } else {
      length = std::max<std::size_t>(length, 1);
      other(sql.substr(0, length));
    }
    sql.remove_prefix(length);
  }
}

}  // namespace

std::string WithPrimary(std::string_view sql, std::string_view table) {
  std::string replaced;
  Walk(
      query::WithoutTerminator(sql),
      [&](std::string_view word) {
        const std::size_t point = word.find('.');
        const std::string_view first = word.substr(0, point);
        if (EqualIgnoringCase(first, "primary")) {
          replaced += table;
          word.remove_prefix(first.size());
        }
        replaced += word;
      },
      [&](std::string_view other) { replaced += other; });
  return replaced;
}

bool Names(std::string_view sql, std::string_view name) {
  bool found = false;
  Walk(
      sql, [&](std::string_view word) { found = found || EqualIgnoringCase(word.substr(0, word.find('.')), name); },
      [](std::string_view) {});
  return found;
}

}  // namespace fxlake::quality
