// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/custom_sql.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "fxlake/base/text.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::quality {
namespace {

bool IsWordPart(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

// The length of the quoted text or comment at the start of `sql`; 0 when there is none.
std::size_t OpaqueLength(std::string_view sql) {
  const auto until = [&](std::string_view end, std::size_t from) {
    const std::size_t found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
  };
  // A doubled quote inside a text ends it and begins the next, with the same result here.
  if (sql[0] == '\'' || sql[0] == '"') return until(sql.substr(0, 1), 1);
  if (sql.starts_with("--")) return until("\n", 2);
  if (sql.starts_with("/*")) return until("*/", 2);
  return 0;
}

// Calls word(text) for each word and other(text) for everything else, in order.
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
        if (EqualsIgnoringCase(first, "primary")) {
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
      sql,
      [&](std::string_view word) {
        found = found || EqualsIgnoringCase(word.substr(0, word.find('.')), name);
      },
      [](std::string_view) {});
  return found;
}

bool IsWhole(std::string_view sql) {
  bool whole = true;
  int depth = 0;
  Walk(
      sql, [](std::string_view) {},
      [&](std::string_view other) {
        const char first = other[0];
        depth += first == '(' ? 1 : first == ')' ? -1 : 0;
        const bool is_quoted = first == '\'' || first == '"';
        const bool is_open = (is_quoted && (other.size() == 1 || other.back() != first)) ||
                             other.starts_with("--") ||
                             (other.starts_with("/*") && (other.size() < 4 || !other.ends_with("*/")));
        whole = whole && depth >= 0 && !is_open && first != ';';
      });
  return whole && depth == 0;
}

std::optional<RowCountSql> AsRowCount(std::string_view sql) {
  constexpr std::array<std::string_view, 7> kBeginning = {"select", "count", "(", "*", ")", "from", ""};
  std::vector<std::string_view> parts;  // words and symbols up to the relation, and the rest
  Walk(
      sql, [&](std::string_view word) { parts.push_back(word); },
      [&](std::string_view other) {
        if (!std::isspace(static_cast<unsigned char>(other[0]))) parts.push_back(other);
      });
  if (parts.size() < kBeginning.size()) return std::nullopt;
  for (std::size_t i = 0; i + 1 < kBeginning.size(); ++i) {
    if (!EqualsIgnoringCase(parts[i], kBeginning[i])) return std::nullopt;
  }
  const auto relation = parts[kBeginning.size() - 1];
  if (!std::ranges::all_of(relation, [](char c) { return IsWordPart(c) && c != '.'; })) return std::nullopt;
  if (parts.size() == kBeginning.size()) return RowCountSql{std::string(relation), ""};
  const auto where = parts[kBeginning.size()];
  if (!EqualsIgnoringCase(where, "where") || parts.size() == kBeginning.size() + 1) return std::nullopt;
  const auto condition = sql.substr(static_cast<std::size_t>(where.data() - sql.data()) + where.size());
  constexpr std::array<std::string_view, 11> kMore = {"select", "group",  "having",   "order",
                                                      "limit",  "offset", "union",    "fetch",
                                                      "window", "except", "intersect"};
  if (std::ranges::any_of(kMore, [&](std::string_view word) { return Names(condition, word); }))
    return std::nullopt;
  if (!IsWhole(condition)) return std::nullopt;
  return RowCountSql{std::string(relation), std::string(condition)};
}

}  // namespace fxlake::quality
