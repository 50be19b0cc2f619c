// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/format_arrow.h"

#include <gtest/gtest.h>

#include <cstring>
#include <optional>
#include <vector>

#include "fxlake/query/flat_buffer.h"

// That other programs read the streams is for tests/arrow_test.py.
namespace fxlake::query {
namespace {

using Kind = ArrowType::Kind;

void CheckType(std::string type, ValueKind kind, const ArrowType& expected) {
  const auto found = ArrowTypeOf({.name = "x", .type = type, .kind = kind});
  ASSERT_TRUE(found.has_value()) << type;
  EXPECT_EQ(*found, expected) << type;
}

TEST(FormatArrowTest, GivesEachTypeItsOwn) {
  CheckType("DECIMAL(18,10)", ValueKind::decimal, {.kind = Kind::decimal, .precision = 18, .scale = 10});
  CheckType("DECIMAL(5, 2)", ValueKind::decimal, {.kind = Kind::decimal, .precision = 5, .scale = 2});
  CheckType("DECIMAL(9)", ValueKind::decimal, {.kind = Kind::decimal, .precision = 9});
  CheckType("DECIMAL", ValueKind::decimal, {.kind = Kind::decimal, .precision = 38, .scale = 18});
  CheckType("UHUGEINT", ValueKind::integer, {.kind = Kind::decimal, .precision = 38});
  CheckType("USMALLINT", ValueKind::integer, {.kind = Kind::integer, .bits = 16, .is_signed = false});
  CheckType("", ValueKind::integer, {.kind = Kind::integer, .bits = 64});
  CheckType("FLOAT", ValueKind::real, {.kind = Kind::real, .bits = 32});
  CheckType("TIMESTAMP WITH TIME ZONE", ValueKind::timestamp, {.kind = Kind::timestamp, .utc = true});
  CheckType("TIMESTAMP(3) WITH TIME ZONE", ValueKind::timestamp, {.kind = Kind::timestamp, .utc = true});
  CheckType("TIMESTAMP_NS", ValueKind::timestamp, {.kind = Kind::timestamp, .nanoseconds = true});
  CheckType("INTEGER[]", ValueKind::other, {.kind = Kind::text});
  EXPECT_FALSE(ArrowTypeOf({.name = "x", .type = "DECIMAL(39,2)", .kind = ValueKind::decimal}).has_value());
}

// One value of a column, as the bytes of `Number`, or nothing where it was refused.
template <typename Number>
std::optional<Number> ValueOf(const ArrowType& type, std::string_view text) {
  ArrowColumn column("x", type);
  if (!column.Append(text)) return std::nullopt;
  const auto bytes = column.Buffers().back();
  Number number = {};
  EXPECT_EQ(bytes.size(), sizeof(number));
  std::memcpy(&number, bytes.data(), std::min(bytes.size(), sizeof(number)));
  return number;
}

TEST(FormatArrowTest, KeepsEveryDigitOrRefuses) {
  const ArrowType rate{.kind = Kind::decimal, .precision = 18, .scale = 10};
  EXPECT_EQ(ValueOf<__int128>(rate, "1.1684"), 11'684'000'000);
  EXPECT_EQ(ValueOf<__int128>(rate, "-0.0000000001"), -1);
  EXPECT_EQ(ValueOf<__int128>(rate, "99999999.9999999999"), 999'999'999'999'999'999);
  EXPECT_EQ(ValueOf<__int128>(rate, "0"), 0);
  for (const auto* text : {"100000000", "0.00000000001", "1e5", "x", "1.2.3"})
    EXPECT_EQ(ValueOf<__int128>(rate, text), std::nullopt) << text;
  const ArrowType date{.kind = Kind::date};
  EXPECT_EQ(ValueOf<std::int32_t>(date, "1970-01-02"), 1);
  EXPECT_EQ(ValueOf<std::int32_t>(date, "infinity"), std::nullopt);
  const ArrowType micros{.kind = Kind::timestamp, .utc = true},
      nanos{.kind = Kind::timestamp, .nanoseconds = true};
  EXPECT_EQ(ValueOf<std::int64_t>(micros, "1970-01-01T00:00:01.000002Z"), 1'000'002);
  EXPECT_EQ(ValueOf<std::int64_t>(nanos, "1970-01-01T00:00:01.000002003"), 1'000'002'003);
  EXPECT_EQ(ValueOf<std::int64_t>(nanos, "9999-01-01T00:00:00"), std::nullopt);
  EXPECT_EQ(ValueOf<std::uint8_t>({.kind = Kind::integer, .bits = 8, .is_signed = false}, "255"), 255);
  EXPECT_EQ(ValueOf<std::int16_t>({.kind = Kind::integer, .bits = 16}, "-2"), -2);
  EXPECT_EQ(ValueOf<double>({.kind = Kind::real, .bits = 64}, "1e+22"), 1e22);
}

TEST(FormatArrowTest, MarksNulls) {
  ArrowColumn column("x", {.kind = Kind::text});
  const std::vector<std::optional<std::string_view>> texts = {"ab", std::nullopt, ""};
  for (const auto& text : texts) ASSERT_TRUE(column.Append(text).has_value());
  EXPECT_EQ(column.nulls(), 1);
  const auto buffers = column.Buffers();
  ASSERT_EQ(buffers.size(), 3U);
  EXPECT_EQ(buffers[0], std::string_view("\x05"));
  EXPECT_EQ(buffers[1], std::string_view("\0\0\0\0\2\0\0\0\2\0\0\0\2\0\0\0", 16));
  EXPECT_EQ(buffers[2], "ab");
}

TEST(FormatArrowTest, PlacesFieldsByTheirSize) {
  FlatBuffer buffer;
  const auto table = buffer.AddTable({FlatBuffer::Byte(7), FlatBuffer::Absent(), FlatBuffer::Long(9)});
  EXPECT_EQ(table.at % 8, 0U);
  EXPECT_EQ(table.fields[2] % 8, 0U);
  EXPECT_EQ(buffer.bytes()[table.fields[0]], 7);
  EXPECT_EQ(buffer.bytes()[table.fields[2]], 9);
  EXPECT_EQ(static_cast<unsigned char>(buffer.bytes()[0]), table.at);
}

}  // namespace
}  // namespace fxlake::query
