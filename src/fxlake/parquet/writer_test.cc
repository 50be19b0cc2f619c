// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/writer.h"

#include <gtest/gtest.h>

#include "fxlake/parquet/reader.h"

namespace fxlake::parquet {
namespace {

Result<std::string> Write(const Schema& schema, const std::vector<RowGroup>& row_groups,
                          const WriterOptions& options = {}) {
  Writer writer(schema, options);
  return WriteTable(writer, row_groups);
}

void CheckRejected(const Result<std::string>& written, std::string_view words) {
  ASSERT_FALSE(written) << words;
  EXPECT_EQ(written.error().kind(), ErrorKind::invalid_input);
  EXPECT_NE(written.error().message().find(words), std::string::npos) << written.error().message();
}

TEST(Writer, RejectsSchemasAndOptions) {
  const auto check = [](const Schema& schema, std::string_view words) {
    CheckRejected(Write(schema, {}), words);
  };
  check({}, "at least one column");
  check({{{"", Type::Int64()}}}, "empty or not UTF-8");
  check({{{"\xFF", Type::Int64()}}}, "empty or not UTF-8");
  check({{{"a", Type::Int64()}, {"b", Type::Date()}, {"a", Type::Date()}}}, "two columns are named \"a\"");
  check({{{"a", Type::Decimal(19, 10)}}}, "decimal(19,10)");
  check({{{"a", Type::Decimal(0, 0)}}}, "decimal(0,0)");
  check({{{"a", Type::Decimal(5, 6)}}}, "decimal(5,6)");
  WriterOptions options;
  options.page_rows = 0;
  CheckRejected(Write({{{"a", Type::Int64()}}}, {}, options), "pages of 0 rows");
  options.page_rows = 1;
  options.sorted_by = {1};
  CheckRejected(Write({{{"a", Type::Int64()}}}, {}, options), "sorted by column 1");
}

TEST(Writer, RejectsRows) {
  const Schema schema = {{{"text", Type::String()}, {"rate", Type::Decimal(4, 2)}, {"day", Type::Date()}}};
  const StringColumn text{{0}, {"a"}};
  const auto check = [&](std::vector<Column> columns, std::string_view words) {
    CheckRejected(Write(schema, {{std::move(columns)}}), words);
  };
  EXPECT_TRUE(Write(schema, {{{text, Int64Column{9999}, Int32Column{1}}}}));
  check({}, "0 columns for a table of 3");
  check({text, Int64Column{1}}, "2 columns for a table of 3");
  check({text, Int32Column{1}, Int32Column{1}}, "column \"rate\" does not hold values of type decimal(4,2)");
  check({Int64Column{1}, Int64Column{1}, Int32Column{1}},
        "column \"text\" does not hold values of type string");
  check({text, Int64Column{1}, Int64Column{1}}, "column \"day\" does not hold values of type date");
  check({text, Int64Column{1, 2}, Int32Column{1}},
        "column \"rate\" and the first column have different numbers of rows");
  check({StringColumn{{1}, {"a"}}, Int64Column{1}, Int32Column{1}},
        "column \"text\": code 1 in a dictionary of 1 entries");
  check({StringColumn{{0}, {}}, Int64Column{1}, Int32Column{1}}, "code 0 in a dictionary of 0 entries");
  check({StringColumn{{0}, {"\xC3("}}, Int64Column{1}, Int32Column{1}}, "text is not UTF-8");
  check({text, Int64Column{10'000}, Int32Column{1}}, "more digits than decimal(4,2): 10000 units");
  check({text, Int64Column{-10'000}, Int32Column{1}}, "more digits than decimal(4,2): -10000 units");
}

TEST(Writer, NeedsAFile) {
  Writer writer({{{"a", Type::Int64()}}});
  EXPECT_EQ(writer.WriteRowGroup({}).error().kind(), ErrorKind::internal);
  EXPECT_EQ(writer.Finish().error().kind(), ErrorKind::internal);
  CheckRejected(
      [&]() -> Result<std::string> {
        RETURN_IF_ERROR(writer.Begin([](std::string_view) -> Result<void> { return {}; }));
        RETURN_IF_ERROR(writer.Finish({{"key", "\xFF"}}));
        return "";
      }(),
      "metadata");
}

TEST(Writer, DoesNotFinishWhatFailed) {
  Writer writer({{{"a", Type::Int64()}}});
  std::string bytes;
  ASSERT_TRUE(writer.Begin(AppendTo(bytes)));
  EXPECT_FALSE(writer.WriteRowGroup({{Int32Column{1}}}));
  EXPECT_FALSE(writer.Finish());
  EXPECT_TRUE(WriteTable(writer, {})) << "the next file is another matter";
}

TEST(Writer, ReportsWhatTheSinkReturns) {
  const RowGroup rows{{Int64Column{1, 2, 3}}};
  for (int good = 0; good < 3; ++good) {
    Writer writer({{{"a", Type::Int64()}}});
    int calls = 0;
    const auto sink = [&](std::string_view) -> Result<void> {
      if (calls++ == good) return Unavailable("no space left");
      return {};
    };
    const auto written = [&]() -> Result<void> {
      RETURN_IF_ERROR(writer.Begin(sink));
      RETURN_IF_ERROR(writer.WriteRowGroup(rows));
      return writer.Finish();
    }();
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().message(), "writing a Parquet file: no space left");
  }
}

TEST(Writer, GivesUpAFileForTheNext) {
  Writer writer({{{"a", Type::Int64()}}});
  const std::vector<RowGroup> rows = {{{Int64Column{1, 2, 3}}}};
  const auto alone = *WriteTable(writer, rows);
  std::string given_up;
  ASSERT_TRUE(writer.Begin(AppendTo(given_up)));
  ASSERT_TRUE(writer.WriteRowGroup({{Int64Column{4}}}));
  EXPECT_EQ(*WriteTable(writer, rows), alone);
  EXPECT_FALSE(Reader::Open(given_up));
}

}  // namespace
}  // namespace fxlake::parquet
