// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/table_output.h"

#include "fxlake/base/text.h"

namespace fxlake::cli {

std::string Grouped(std::uint64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string GroupedCount(std::uint64_t count, std::string_view noun) {
  return Grouped(count) + " " + Plural(count, noun);
}

Result<void> PrintTable(Session& session, const query::Table& table, query::Format format) {
  query::RowBatch batch{.columns = std::vector<query::TextColumn>(table.columns.size()),
                        .rows = table.rows.size()};
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i]) {
        batch.columns[i].Append(*row[i]);
      } else {
        batch.columns[i].AppendNull();
      }
    }
  }
  const auto print = [&](std::string_view text) -> Result<void> {
    if (format == query::Format::table) {
      session.Print(text);
    } else {
      session.Write(text);
    }
    return {};
  };
  const auto sink = query::MakeFormat(format, print, {.max_width = 120});
  RETURN_IF_ERROR(sink->Begin(table.columns));
  RETURN_IF_ERROR(sink->Rows(batch));
  return sink->End();
}

Json RowsToJson(const query::Table& table) {
  Json rows = Json::EmptyArray();
  for (const auto& row : table.rows) {
    Json object = Json::EmptyObject();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto kind = table.columns[i].kind;
      const bool number = kind == query::ValueKind::integer || kind == query::ValueKind::decimal;
      object.Set(table.columns[i].name, !row[i]  ? Json()
                                        : number ? Json(Json::Number{*row[i]})
                                                 : Json(*row[i]));
    }
    rows.Append(std::move(object));
  }
  return rows;
}

}  // namespace fxlake::cli
