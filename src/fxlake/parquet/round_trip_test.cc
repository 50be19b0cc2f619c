// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>

#include "fxlake/parquet/reader.h"
#include "fxlake/parquet/writer.h"

namespace fxlake::parquet {
namespace {

using Int64Limits = std::numeric_limits<std::int64_t>;
using Int32Limits = std::numeric_limits<std::int32_t>;

Schema AllTypes() {
  return {{{"text", Type::String()},
           {"rate", Type::Decimal(18, 10)},
           {"day", Type::Date()},
           {"at", Type::Timestamp()},
           {"number", Type::Int64()}}};
}

std::vector<std::string> Texts(const StringColumn& column) {
  std::vector<std::string> texts;
  texts.reserve(column.codes.size());
  for (const auto code : column.codes) texts.push_back(column.dictionary[code]);
  return texts;
}

void ExpectEqual(const Column& read, const Column& written) {
  ASSERT_EQ(read.index(), written.index());
  if (const auto* strings = std::get_if<StringColumn>(&read)) {
    EXPECT_EQ(Texts(*strings), Texts(std::get<StringColumn>(written)));
  } else {
    EXPECT_EQ(read, written);
  }
}

void Check(const Schema& schema, const std::vector<RowGroup>& row_groups, const WriterOptions& options = {}) {
  Writer writer(schema, options);
  const auto bytes = WriteTable(writer, row_groups, {{"made", "here"}, {"empty", ""}});
  ASSERT_TRUE(bytes) << bytes.error().message();
  EXPECT_EQ(*WriteTable(writer, row_groups, {{"made", "here"}, {"empty", ""}}), *bytes)
      << "the same table gives the same bytes";
  const auto reader = Reader::Open(*bytes);
  ASSERT_TRUE(reader) << reader.error().message();
  EXPECT_EQ(reader->schema(), schema);
  EXPECT_EQ(reader->metadata(), (KeyValues{{"made", "here"}, {"empty", ""}}));
  std::size_t rows = 0, at = 0;
  for (const auto& group : row_groups) {
    if (group.row_count() == 0) continue;
    const auto read = reader->ReadRowGroup(at++);
    ASSERT_TRUE(read) << read.error().message();
    ASSERT_EQ(read->columns.size(), group.columns.size());
    for (std::size_t i = 0; i < group.columns.size(); ++i) ExpectEqual(read->columns[i], group.columns[i]);
    rows += group.row_count();
  }
  EXPECT_EQ(reader->row_group_count(), at);
  EXPECT_EQ(reader->row_count(), rows);
}

RowGroup Rows(std::size_t count, std::size_t distinct) {
  StringColumn text;
  Int64Column rate, at, number;
  Int32Column day;
  for (std::size_t i = 0; i < distinct; ++i)
    text.dictionary.push_back("text " + std::to_string(i * 7919 % distinct));
  for (std::size_t i = 0; i < count; ++i) {
    text.codes.push_back(static_cast<std::uint32_t>(i * 31 % distinct));
    rate.push_back(static_cast<std::int64_t>(i * 1'000'003 % 999'999'999'999));
    day.push_back(static_cast<std::int32_t>(i / 31));
    at.push_back(1'776'000'000'000'000);
    number.push_back(static_cast<std::int64_t>(i % distinct) - 7);
  }
  return {{text, rate, day, at, number}};
}

TEST(RoundTrip, Sizes) {
  Check(AllTypes(), {});
  Check(AllTypes(), {Rows(0, 1)});
  for (const std::size_t rows : {1, 2, 7, 8, 9, 63, 64, 65, 1000, 19'999, 20'000, 20'001, 70'000}) {
    for (const std::size_t distinct : {1, 2, 3, 30, 300, 5000, 70'000}) {
      SCOPED_TRACE(std::to_string(rows) + " rows, " + std::to_string(distinct) + " values");
      Check(AllTypes(), {Rows(rows, distinct)});
    }
  }
}

TEST(RoundTrip, ColumnIds) {
  auto schema = AllTypes();
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    schema.fields[i].id = static_cast<std::int32_t>(i * 1000 + 1);
  Writer writer(schema);
  const auto bytes = WriteTable(writer, {{Rows(3, 2)}});
  ASSERT_TRUE(bytes);
  const auto reader = Reader::Open(*bytes);
  ASSERT_TRUE(reader) << reader.error().message();
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    EXPECT_EQ(reader->schema().fields[i].id, schema.fields[i].id);
  EXPECT_EQ(reader->ReadRowGroup(0)->int32s(2), (Int32Column{0, 0, 0}));
}

TEST(RoundTrip, RowGroupsAndPages) {
  WriterOptions small_pages;
  small_pages.page_rows = 100;
  small_pages.page_bytes = 333;
  small_pages.zstd_level = 9;
  Check(AllTypes(), {Rows(1000, 3), Rows(0, 1), Rows(1, 1), Rows(1234, 1234)}, small_pages);
}

TEST(RoundTrip, Extremes) {
  const StringColumn text{{0, 1, 2, 3, 4},
                          {"", std::string("\0\xC3\xA9", 3), "日本語 🏦", std::string(5000, 'x'), "plain"}};
  const Int64Column decimals = {999'999'999'999'999'999, -999'999'999'999'999'999, 0, 1, -1};
  const Int32Column days = {Int32Limits::min(), Int32Limits::max(), 0, -1, 1};
  const Int64Column numbers = {Int64Limits::min(), Int64Limits::max(), 0, -1, 1};
  Check(AllTypes(), {{{text, decimals, days, numbers, numbers}}});
  Check({{{"small", Type::Decimal(1, 1)}, {"whole", Type::Decimal(18, 0)}}},
        {{{Int64Column{9, -9}, Int64Column{1, 2}}}});
}

TEST(RoundTrip, BytesDependOnTheRowsAlone) {
  Writer writer({{{"text", Type::String()}}});
  const auto once =
      WriteTable(writer, std::vector<RowGroup>{{{StringColumn{{0, 1, 0, 1, 1, 1}, {"b", "a"}}}}});
  const auto other = WriteTable(
      writer, std::vector<RowGroup>{{{StringColumn{{4, 1, 2, 1, 1, 3}, {"unused", "a", "b", "a", "b"}}}}});
  EXPECT_EQ(*once, *other);
}

TEST(RoundTrip, Ranges) {
  Writer writer(AllTypes());
  const auto bytes = WriteTable(
      writer, std::vector<RowGroup>{{{StringColumn{{0, 1}, {"USD", "AUD", "0 unused"}}, Int64Column{5, -5},
                                      Int32Column{-1, 20'000}, Int64Column{7, 8}, Int64Column{-1, 1}}}});
  const auto reader = Reader::Open(*bytes);
  EXPECT_EQ(reader->range(0, 0), (ValueRange{"AUD", "USD"}));
  EXPECT_EQ(reader->range(0, 1), (ValueRange{-5, 5}));
  EXPECT_EQ(reader->range(0, 2), (ValueRange{-1, 20'000}));
  EXPECT_EQ(reader->range(0, 3), (ValueRange{7, 8}));
  EXPECT_EQ(reader->range(0, 4), (ValueRange{-1, 1}));
}

TEST(RoundTrip, ReadsSelectedColumnsByRange) {
  Writer writer(AllTypes());
  const auto group = Rows(200'000, 150'000);
  const auto bytes = *WriteTable(writer, std::vector<RowGroup>{group, group});
  std::vector<std::uint64_t> requested;
  const auto reader = Reader::Open(
      Source{bytes.size(), [&](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
               requested.push_back(length);
               return bytes.substr(offset, length);
             }});
  ASSERT_TRUE(reader) << reader.error().message();
  EXPECT_EQ(requested, std::vector<std::uint64_t>{64 << 10});
  const std::size_t wanted[] = {2, 0};
  const auto read = reader->ReadRowGroup(0, wanted);
  ASSERT_TRUE(read) << read.error().message();
  ASSERT_EQ(read->columns.size(), 2U);
  ExpectEqual(read->columns[0], group.columns[2]);
  ExpectEqual(read->columns[1], group.columns[0]);
  EXPECT_EQ(requested.size(), 3U) << "one request for each of two columns that lie apart";
  EXPECT_TRUE(reader->ReadRowGroup(1));
  EXPECT_EQ(requested.size(), 4U) << "one request for a whole row group";
}

}  // namespace
}  // namespace fxlake::parquet
