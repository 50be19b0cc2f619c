// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "fxlake/parquet/compact_reader.h"
#include "fxlake/parquet/compact_writer.h"

namespace fxlake::parquet {
namespace {

using Field = CompactReader::Field;

// A structure of one number (field 1), one text (2), a list of numbers (3) and a boolean (20).
struct Said {
  std::int64_t number = 0;
  std::string text;
  std::vector<std::int32_t> list;
  bool truth = false;
  friend bool operator==(const Said&, const Said&) = default;
};

Result<Said> Read(std::string_view bytes) {
  Said said;
  CompactReader in(bytes);
  in.Struct([&](Field field) {
    switch (field.id) {
      case 1: said.number = in.I64(field); break;
      case 2: said.text = in.Binary(field); break;
      case 3: in.List(field, Wire::i32, [&] { said.list.push_back(in.I32Element()); }); break;
      case 20: said.truth = in.Bool(field); break;
      default: in.Skip(field);
    }
  });
  RETURN_IF_ERROR(in.Check());
  return said;
}

std::string Write(const Said& said) {
  std::string bytes;
  CompactWriter out(bytes);
  out.I64(1, said.number);
  out.Binary(2, said.text);
  out.I32List(3, said.list);
  out.Bool(20, said.truth);
  out.Stop();
  return bytes;
}

TEST(Compact, ReadsWhatItWrites) {
  for (const auto number :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63}, std::int64_t{64}, std::int64_t{-65},
        std::int64_t{1} << 40, std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::int64_t>::max()}) {
    for (const std::size_t size : {0, 1, 14, 15, 200}) {
      const Said said{number, std::string(size, 'x'), std::vector<std::int32_t>(size, -7), number > 0};
      EXPECT_EQ(Read(Write(said)), said) << number << ", " << size;
    }
  }
}

TEST(Compact, BytesOfTheProtocol) {
  // A field header is step << 4 | type, or, for a step above 15, the type and then the field; numbers are
  // zigzag.
  EXPECT_EQ(Write({150, "ab", {-1, 1}, true}), std::string("\x16\xAC\x02\x18\x02"
                                                           "ab\x19\x25\x01\x02\x01\x28\x00",
                                                           14));
  EXPECT_EQ(Read(std::string("\x01\x28\x00", 3))->truth, true) << "a long head";
}

TEST(Compact, SkipsWhatItDoesNotKnow) {
  using namespace std::string_literals;
  const auto byte = "\x43\x07"s, number = "\x17"s + "12345678", set = "\x1A\x25\x02\x04"s,
             map = "\x1B\x01\x85\x01k\x02"s, empty_map = "\x1B\x00"s;
  const auto structure = "\x1C\x15\x02\x00"s, truths = "\x19\x21\x01\x02"s,
             uuid = "\x1D"s + "0123456789abcdef", structures = "\x19\x2C\x15\x02\x00\x00"s;
  const auto unknown = byte + number + set + map + empty_map + structure + truths + uuid + structures;
  EXPECT_EQ(Read(unknown + "\x81\x00"s), (Said{0, "", {}, true}));
  for (std::size_t size = 0; size < unknown.size(); ++size)
    EXPECT_FALSE(Read(unknown.substr(0, size))) << size;
}

TEST(Compact, Refuses) {
  const auto check = [](const std::string& bytes, std::string_view words) {
    const auto said = Read(bytes);
    ASSERT_FALSE(said) << words;
    EXPECT_EQ(said.error().kind(), ErrorKind::corrupt);
    EXPECT_NE(said.error().message().find(words), std::string::npos) << said.error().message();
  };
  check("", "ends too early");
  check("\x16", "ends too early");
  check("\x16\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", "more than 64 bits");
  check(
      "\x28\x05"
      "abcd",
      "longer than the remaining bytes");
  check("\x39\xF5\xFF\xFF\xFF\xFF\x0F\x02", "longer than the remaining bytes");
  check("\x39\x16\x02", "differs from the format");
  check("\x18", "differs from the format");
  check("\x1E", "type is unknown");
  check(std::string("\x49\xF0\x7F\x00", 4), "type is unknown");
  check(std::string(1000, '\x5C'), "nested too deep");
  check(std::string("\x59\x19", 2) + std::string(1000, '\x19'), "nested too deep");
  check("\x09\xFF\xFF\xFF\xFF\x0F", "out of range");
  const auto whole = Write({1 << 20, "text", {1, 2, 3}, true});
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(Read(whole.substr(0, size))) << size;
}

TEST(Compact, NumbersThatDoNotFit) {
  CompactReader in("\x16\x80\x80\x80\x80\x20");
  in.Struct([&](Field field) { EXPECT_EQ(in.I32(field), 0); });
  EXPECT_FALSE(in.ok());
}

}  // namespace
}  // namespace fxlake::parquet
