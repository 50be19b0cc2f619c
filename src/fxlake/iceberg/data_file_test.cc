// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/data_file.h"

#include <gtest/gtest.h>

#include "fxlake/parquet/writer.h"

namespace fxlake::iceberg {
namespace {

using parquet::Type;

TEST(Bounds, AreIcebergsSingleValues) {
  const auto check = [](const Type& type, const parquet::Value& value, const std::string& hex) {
    std::string digits;
    for (const char c : EncodeBound(type, value)) {
      constexpr char kDigits[] = "0123456789abcdef";
      digits += kDigits[static_cast<unsigned char>(c) >> 4];
      digits += kDigits[c & 15];
    }
    EXPECT_EQ(digits, hex);
  };
  check(Type::String(), "EUR", "455552");
  check(Type::Date(), 20'557, "4d500000");
  check(Type::Date(), -1, "ffffffff");
  check(Type::Timestamp(), 1'776'095'760'000'000, "00a4dc84594f0600");
  // The fewest bytes that keep the sign: https://iceberg.apache.org/spec/#binary-single-value-serialization
  check(Type::Decimal(18, 10), 0, "00");
  check(Type::Decimal(18, 10), 127, "7f");
  check(Type::Decimal(18, 10), 128, "0080");
  check(Type::Decimal(18, 10), -128, "80");
  check(Type::Decimal(18, 10), -129, "ff7f");
  check(Type::Decimal(18, 10), 11'684'000'000, "02b86bb100");
  check(Type::Decimal(18, 10), INT64_MAX, "7fffffffffffffff");
  check(Type::Decimal(18, 10), INT64_MIN, "8000000000000000");
}

TEST(DataFile, IsDescribedByItsStatistics) {
  const TableSchema schema{{{{"rate", Type::Decimal(18, 10), 3}, {"date", Type::Date(), 4}}}, "", "date", {}};
  parquet::Writer writer(schema.columns);
  const parquet::RowGroup first{{parquet::Int64Column{5, 300}, parquet::Int32Column{7, 8}}};
  const parquet::RowGroup second{{parquet::Int64Column{-1}, parquet::Int32Column{9}}};
  const auto bytes = *parquet::WriteTable(writer, std::vector{first, second});
  const auto file = DescribeFile(schema, bytes);
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_EQ(file->rows, 3);
  EXPECT_EQ(file->bytes, static_cast<std::int64_t>(bytes.size()));
  EXPECT_EQ(file->lower_bounds, (std::map<int, std::string>{{3, "\xFF"}, {4, EncodeInt(7)}}));
  EXPECT_EQ(file->upper_bounds, (std::map<int, std::string>{{3, "\x01\x2C"}, {4, EncodeInt(9)}}));
  const TableSchema other{{{{"rate", Type::Decimal(18, 9), 3}, {"date", Type::Date(), 4}}}, "", "date", {}};
  EXPECT_FALSE(DescribeFile(other, bytes));
  EXPECT_FALSE(DescribeFile(schema, bytes.substr(0, bytes.size() - 1)));
}

}  // namespace
}  // namespace fxlake::iceberg
