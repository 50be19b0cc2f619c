// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/format_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/printable.h"
#include "fxlake/base/text.h"

namespace fxlake::query {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kGap = "  ";
constexpr std::string_view kRule = "─";

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// In characters, each assumed to be one column wide.
std::size_t Width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !IsContinuation(c); }));
}

// One line of at most `max_width` characters, without terminal control characters.
std::string OneLine(std::string_view value, std::size_t max_width) {
  const auto text = Printable(value);
  std::string line;
  std::size_t width = 0;
  const bool fits = Width(text) <= max_width;
  for (const char c : text) {
    if (!IsContinuation(c) && !fits && ++width >= max_width) return line.append(kEllipsis);
    line += c >= 0 && c < ' ' ? ' ' : c;
  }
  return line;
}

// Removes zeros past the second fractional digit: 1.1684000000 is 1.1684, 10.0000 is 10.00.
std::string_view WithoutIdleZeros(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return number;
  const std::size_t keep = std::min(number.size(), point + 3);
  return number.substr(0, std::max(number.find_last_not_of('0') + 1, keep));
}

bool IsNumber(ValueKind kind) {
  return kind == ValueKind::integer || kind == ValueKind::decimal || kind == ValueKind::real;
}

// Pads shorter fractions, so that the points of a column are aligned.
void AlignPoints(std::vector<std::string>& cells) {
  const auto fraction = [](const std::string& cell) {
    const std::size_t point = cell.find('.');
    return point == std::string::npos ? 0 : cell.size() - point;
  };
  std::size_t longest = 0;
  for (const std::string& cell : cells) longest = std::max(longest, fraction(cell));
  for (std::string& cell : cells) {
    if (!cell.empty()) cell.append(longest - fraction(cell), ' ');
  }
}

}  // namespace

Result<void> TableFormat::Begin(std::span<const Column> columns) {
  columns_.assign(columns.begin(), columns.end());
  cells_.resize(columns.size());
  return {};
}

Result<void> TableFormat::Rows(const RowBatch& batch) {
  const std::size_t room =
      options_.max_rows == 0 ? batch.rows : std::min(batch.rows, options_.max_rows - formatted_);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (std::size_t row = 0; row < room; ++row) {
      const std::string_view value = batch.columns[i].At(row).value_or("");
      cells_[i].push_back(columns_[i].kind == ValueKind::decimal ? std::string(WithoutIdleZeros(value))
                                                                 : OneLine(value, options_.max_width));
    }
  }
  formatted_ += room;
  omitted_ += batch.rows - room;
  return {};
}

Result<void> TableFormat::End() {
  if (columns_.empty()) return {};
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].kind == ValueKind::decimal) AlignPoints(cells_[i]);
    std::size_t width = Width(columns_[i].name);
    for (const std::string& cell : cells_[i]) width = std::max(width, Width(cell));
    widths.push_back(width);
  }

  std::string text;
  const auto line = [&](auto&& cell_of) {
    const std::size_t start = text.size();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string& cell = cell_of(i);
      const std::string blanks(widths[i] - Width(cell), ' ');
      text += i == 0 ? "" : kGap;
      text += IsNumber(columns_[i].kind) ? blanks + cell : cell + blanks;
    }
    text.resize(std::max(start, text.find_last_not_of(' ') + 1));
    text += '\n';
  };
  line([&](std::size_t i) -> const std::string& { return columns_[i].name; });
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    text += i == 0 ? "" : kGap;
    for (std::size_t n = 0; n < widths[i]; ++n) text += kRule;
  }
  text += '\n';
  for (std::size_t row = 0; row < formatted_; ++row)
    line([&](std::size_t i) -> const std::string& { return cells_[i][row]; });
  if (omitted_ != 0) text += fmt::format("{} {}\n", kEllipsis, Counted(omitted_, "more row"));
  return output_(text);
}

}  // namespace fxlake::query
