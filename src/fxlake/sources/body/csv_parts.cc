// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/body/csv_parts.h"

#include <algorithm>

#include "fxlake/sources/row/look_up_tables.h"

namespace fxlake::sources {
namespace {

bool RowsAreIndependent(const ReadSpec& spec, std::span<const FieldSource* const> sources,
                        std::string_view document) {
  const bool header_is_first =
      spec.has_header && spec.header.empty() && spec.header_place == 1 && spec.header_rows == 1;
  return spec.format == BodyFormat::csv && header_is_first && spec.banners.empty() && !spec.end &&
         spec.fold == 0 && !spec.transpose && spec.carry.empty() && spec.fill_down.empty() &&
         !LooksUpInDocument(sources) && !document.contains('"');
}

// Removes the lines up to and including the one that contains `at`.
std::string_view TakeLines(std::string_view& rest, std::size_t at) {
  const auto end = at < rest.size() ? rest.find('\n', at) : std::string_view::npos;
  const auto taken = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
  rest.remove_prefix(taken.size());
  return taken;
}

}  // namespace

CsvParts CutCsv(const ReadSpec& spec, std::span<const FieldSource* const> sources, std::string_view document,
                std::size_t bytes) {
  if (document.size() < 2 * bytes || !RowsAreIndependent(spec, sources, document)) return {};
  CsvParts cut;
  const auto first_character = document.find_first_not_of(" \t\r\n");
  cut.header = TakeLines(document, std::min(first_character, document.size()));
  for (std::size_t lines = 0; !document.empty();) {
    cut.lines_before.push_back(lines);
    cut.parts.push_back(TakeLines(document, bytes));
    lines += static_cast<std::size_t>(std::ranges::count(cut.parts.back(), '\n'));
  }
  return cut;
}

}  // namespace fxlake::sources
