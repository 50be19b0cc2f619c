// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "fxlake/parquet/delta_read.h"
#include "fxlake/parquet/footer.h"
#include "fxlake/parquet/hybrid.h"

namespace fxlake::parquet {
namespace {

using Numbers = std::vector<std::uint32_t>;

std::string Hybrid(const Numbers& values, int width) {
  std::string bytes;
  AppendHybrid(values, width, bytes);
  return bytes;
}

Result<Numbers> ReadBack(std::string_view bytes, int width, std::size_t count) {
  Numbers values(count);
  RETURN_IF_ERROR(ReadHybrid(bytes, width, values));
  return values;
}

TEST(Hybrid, BytesOfTheFormat) {
  // The example of the format's specification: 0 to 7 in three bits each.
  EXPECT_EQ(Hybrid({0, 1, 2, 3, 4, 5, 6, 7}, 3), "\x03\x88\xC6\xFA");
  EXPECT_EQ(Hybrid(Numbers(100, 4), 3), "\xC8\x01\x04");
  EXPECT_EQ(Hybrid(Numbers(16, 300), 9), "\x20\x2C\x01");
  EXPECT_EQ(Hybrid({}, 1), "");
}

TEST(Hybrid, ReadsWhatItWrites) {
  // NOLINTNEXTLINE(bugprone-random-generator-seed): the same numbers in every run
  std::mt19937 random(7);
  for (int width = 1; width <= 32; ++width) {
    for (const std::size_t longest_run : {1, 3, 20, 200}) {
      Numbers values;
      while (values.size() < 1000) {
        const auto value = static_cast<std::uint32_t>(random()) >> (32 - width);
        values.insert(values.end(), random() % longest_run + 1, value);
        const auto bytes = Hybrid(values, width);
        ASSERT_EQ(ReadBack(bytes, width, values.size()), values)
            << width << " bits, " << values.size() << " values";
      }
      const auto bytes = Hybrid(values, width);
      EXPECT_LE(bytes.size(), (values.size() + 7) / 8 * static_cast<std::size_t>(width) + 16)
          << "no larger than packed alone";
      EXPECT_FALSE(ReadBack(bytes.substr(0, bytes.size() / 2), width, values.size()));
    }
  }
}

TEST(Hybrid, Refuses) {
  EXPECT_FALSE(ReadBack("", 1, 1));
  EXPECT_FALSE(ReadBack("\x02", 1, 1)) << "a run without its value";
  EXPECT_FALSE(ReadBack("\x03\x88\xC6", 3, 8)) << "a packed group cut off";
  EXPECT_FALSE(ReadBack("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 1, 1)) << "a header without end";
  EXPECT_FALSE(ReadBack(std::string(1000, '\0'), 0, 1)) << "runs of nothing";
  EXPECT_FALSE(ReadBack("\x02\x01", 33, 1));
  EXPECT_EQ(ReadBack("\xFE\xFF\xFF\xFF\x0F\x01", 1, 3), (Numbers{1, 1, 1}))
      << "a run is not longer than its page";
}

Result<std::vector<std::int64_t>> Delta(std::string_view bytes, std::size_t count) {
  std::vector<std::int64_t> values(count);
  ASSIGN_OR_RETURN(const auto taken, ReadDelta(bytes, values));
  if (taken > bytes.size()) return Internal("took more than there was");
  return values;
}

TEST(Delta, Reads) {
  using namespace std::string_literals;
  const auto head = "\x80\x01\x04"s;  // blocks of 128 in four
  // The examples of the format's specification: deltas 1; and 7 5 3 1 2 3 4 5 with deltas of at least -2 in
  // two bits.
  EXPECT_EQ(Delta(head + "\x05\x02\x02\0\0\0\0"s, 5), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(Delta(head + "\x08\x0E\x03\x02\0\0\0\xC0\x3F\0\0\0\0\0\0"s, 8),
            (std::vector<std::int64_t>{7, 5, 3, 1, 2, 3, 4, 5}));
  EXPECT_EQ(Delta(head + "\x01\x03"s, 1), (std::vector<std::int64_t>{-2}));
}

TEST(Delta, Refuses) {
  using namespace std::string_literals;
  const auto head = "\x80\x01\x04"s;
  for (const auto& bytes :
       {""s, head, head + "\x05\x02\x02"s, head + "\x06\x02\x02\0\0\0\0"s, head + "\x05\x02\x02\x41\0\0\0"s,
        head + "\x05\x02\x02\x08\0\0\0\x01"s, "\0\x04\x05\x02\x02\0\0\0\0"s,
        "\x80\x01\0\x05\x02\x02\0\0\0\0"s, "\x80\x01\x03\x05\x02\x02\0\0\0\0"s,
        "\x80\x80\x80\x80\x80\x01\x04\x05\x02\x02\0\0\0\0"s}) {
    EXPECT_FALSE(Delta(bytes, 5)) << testing::PrintToString(bytes);
  }
}

TEST(BigEndian, Decodes) {
  using namespace std::string_literals;
  const auto check = [](const std::string& bytes, std::optional<std::int64_t> expected) {
    EXPECT_EQ(DecodeBigEndian(bytes), expected);
  };
  check("\x01\x00"s, 256);
  check("\xFF"s, -1);
  check("\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, std::numeric_limits<std::int64_t>::max());
  check("\x00\x00\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, std::numeric_limits<std::int64_t>::max());
  check("\xFF\x80\x00\x00\x00\x00\x00\x00\x00"s, std::numeric_limits<std::int64_t>::min());
  check(""s, std::nullopt);
  check("\x00\x80\x00\x00\x00\x00\x00\x00\x00"s, std::nullopt);
  check("\x01\x00\x00\x00\x00\x00\x00\x00\x00"s, std::nullopt);
}

}  // namespace
}  // namespace fxlake::parquet
