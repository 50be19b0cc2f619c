// SPDX-License-Identifier: Apache-2.0
// Files of other writers (DuckDB 1.5.5, pyarrow 26.0.1, Polars 2.1.0), kept in tests/data/parquet.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "fxlake/parquet/reader.h"

namespace fxlake::parquet {
namespace {

std::string FileBytes(const std::string& name) {
  std::ifstream file(std::filesystem::path(FXLAKE_ROOT) / "tests/data/parquet" / name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::string> Texts(const StringColumn& column) {
  std::vector<std::string> texts;
  texts.reserve(column.codes.size());
  for (const auto code : column.codes) texts.push_back(column.dictionary[code]);
  return texts;
}

TEST(Foreign, SixRates) {
  const auto check = [](const std::string& name) {
    SCOPED_TRACE(name);
    const auto bytes = FileBytes(name);
    const auto reader = Reader::Open(bytes);
    ASSERT_TRUE(reader) << reader.error().message();
    EXPECT_EQ(reader->schema(), (Schema{{{"base_currency", Type::String()},
                                         {"target_currency", Type::String()},
                                         {"rate", Type::Decimal(18, 10)},
                                         {"date", Type::Date()},
                                         {"recorded_at", Type::Timestamp()},
                                         {"raw_object", Type::String()}}}));
    ASSERT_EQ(reader->row_count(), 6U);
    const auto rows = reader->ReadRowGroup(0);
    ASSERT_TRUE(rows) << rows.error().message();
    EXPECT_EQ(Texts(rows->strings(0)), std::vector<std::string>(6, "EUR"));
    EXPECT_EQ(Texts(rows->strings(1)), (std::vector<std::string>{"AUD", "JPY", "USD", "AUD", "JPY", "USD"}));
    EXPECT_EQ(rows->int64s(2), (Int64Column{16'500'000'000, 1'860'300'000'000, 11'684'000'000, 16'511'000'000,
                                            1'859'000'000'000, -1}));
    EXPECT_EQ(rows->int32s(3), (Int32Column{20'557, 20'557, 20'557, 20'558, 20'558, 20'558}));
    EXPECT_EQ(rows->int64s(4), Int64Column(6, 1'776'095'760'000'000));
    EXPECT_EQ(Texts(rows->strings(5)), std::vector<std::string>(6, "raw/a.xml"));
    const auto check_range = [&](std::size_t column, const ValueRange& expected) {
      if (const auto range = reader->range(0, column)) {
        EXPECT_EQ(*range, expected) << column;
      }
    };
    check_range(1, {"AUD", "USD"});
    check_range(2, {-1, 1'860'300'000'000});
    check_range(3, {20'557, 20'558});
  };
  check("duckdb-snappy.parquet");
  check("duckdb-v2-zstd.parquet");
  check("polars-zstd.parquet");
  check("pyarrow-delta-none.parquet");
  check("pyarrow-snappy.parquet");
  check("pyarrow-v2-gzip-plain.parquet");
  check("pyarrow-zstd-integers.parquet");
  const auto bytes = FileBytes("pyarrow-snappy.parquet");
  EXPECT_TRUE(Reader::Open(bytes)->range(0, 2)) << "ranges of decimals in fixed bytes are understood";
}

TEST(Foreign, RejectedByName) {
  const auto check = [](const std::string& name, std::string_view words) {
    SCOPED_TRACE(name);
    const auto bytes = FileBytes(name);
    const auto read = [&]() -> Result<RowGroup> {
      ASSIGN_OR_RETURN(const auto reader, Reader::Open(bytes));
      return reader.ReadRowGroup(0);
    }();
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind(), ErrorKind::invalid_input);
    EXPECT_TRUE(read.error().message().ends_with(words)) << read.error().message();
  };
  check("refused-brotli.parquet", "column \"base_currency\": the codec BROTLI is not supported");
  check("refused-double.parquet", "column \"rate\": the type DOUBLE is not supported");
  check("refused-encrypted-column.parquet", "encrypted columns are not supported");
  check("refused-encrypted-footer.parquet", "encrypted files are not supported");
  check("refused-nested.parquet", "column \"rates\": nested columns are not supported");
  check("refused-null.parquet", "column \"rate\": nulls are not supported");
  check("refused-stream-split.parquet",
        "column \"rate\": the encoding BYTE_STREAM_SPLIT of FIXED_LEN_BYTE_ARRAY is not supported");
}

}  // namespace
}  // namespace fxlake::parquet
