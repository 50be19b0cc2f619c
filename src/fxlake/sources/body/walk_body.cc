// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fxlake/base/text.h"
#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {
namespace {

// Converts one document per line to an array of documents.
std::string ArrayOfLines(std::string_view body) {
  std::string array = "[";
  while (!body.empty()) {
    const auto line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
    if (IsBlank(line)) continue;
    if (array.size() > 1) array += ",\n";
    array += line;
  }
  return array + "]";
}

Result<void> WalkStreamOrTree(std::string body, RowProgram& program, const OnRow& on_row,
                              const OnRun& on_run) {
  if (program.needs_tree) return WalkJsonTree(body, program, on_row);
  const auto one_by_one = [&on_row](const RowRun& run) {
    for (const auto& member : run.members) {
      run.Fill(member);
      on_row(run.cells);
    }
  };
  return WalkJson(std::move(body), program, on_row, on_run ? on_run : OnRun(one_by_one));
}

}  // namespace

Result<void> Walk(const BodySpec& spec, std::string body, RowProgram& program, const OnRow& on_row,
                  const OnRun& on_run) {
  switch (spec.format) {
    case BodyFormat::json: return WalkStreamOrTree(std::move(body), program, on_row, on_run);
    case BodyFormat::json_lines: return WalkStreamOrTree(ArrayOfLines(body), program, on_row, on_run);
    case BodyFormat::xml: return WalkXml(std::move(body), program, on_row);
    case BodyFormat::csv: return WalkCsv(spec, body, program, on_row);
    case BodyFormat::html: return WalkHtml(spec, body, program, on_row);
    case BodyFormat::xlsx: return WalkXlsx(spec, body, program, on_row);
    case BodyFormat::xls: return WalkXls(spec, body, program, on_row);
    case BodyFormat::sdmx_json: return WalkSdmxJson(spec, body, program, on_row);
    case BodyFormat::json_stat: return WalkJsonStat(spec, body, program, on_row);
    case BodyFormat::text: return WalkText(spec, body, program, on_row);
    case BodyFormat::pdf: return WalkPdf(spec, body, program, on_row);
  }
  return Internal("a body format without a walker");
}

}  // namespace fxlake::sources
