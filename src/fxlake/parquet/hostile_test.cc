// SPDX-License-Identifier: Apache-2.0
// Damaged and malicious files yield an error or a value, never a crash, a hang or excessive memory.
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "fxlake/parquet/codec.h"
#include "fxlake/parquet/compact_writer.h"
#include "fxlake/parquet/footer.h"
#include "fxlake/parquet/page_header.h"
#include "fxlake/parquet/reader.h"
#include "fxlake/parquet/writer.h"

namespace fxlake::parquet {
namespace {

std::string SmallFile() {
  WriterOptions options;
  options.page_rows = 40;
  Writer writer({{{"text", Type::String()}, {"rate", Type::Decimal(18, 10)}, {"day", Type::Date()}}},
                options);
  RowGroup rows{{StringColumn{{}, {"AUD", "JPY", "USD"}}, Int64Column(), Int32Column()}};
  for (std::uint32_t i = 0; i < 90; ++i) {
    std::get<StringColumn>(rows.columns[0]).codes.push_back(i % 3);
    std::get<Int64Column>(rows.columns[1]).push_back(std::int64_t{i} * 1'000'003);
    std::get<Int32Column>(rows.columns[2]).push_back(static_cast<std::int32_t>(i / 3));
  }
  return *WriteTable(writer, std::vector<RowGroup>{rows, rows}, {{"key", "value"}});
}

// Reads everything. Limits keep a damaged row count from costing time.
Result<std::uint64_t> ReadAll(std::string_view bytes) {
  ReadLimits limits;
  limits.row_group_rows = 100'000;
  ASSIGN_OR_RETURN(const auto reader, Reader::Open(bytes, limits));
  std::uint64_t rows = 0;
  for (std::size_t group = 0; group < reader.row_group_count(); ++group) {
    for (std::size_t column = 0; column < reader.schema().fields.size(); ++column)
      (void)reader.range(group, column);
    ASSIGN_OR_RETURN(const auto read, reader.ReadRowGroup(group));
    for (const auto& column : read.columns) {
      if (RowCount(column) != reader.row_count(group)) return Internal("a column of another length");
      const auto* strings = std::get_if<StringColumn>(&column);
      for (const auto code : strings != nullptr ? strings->codes : std::vector<std::uint32_t>()) {
        if (code >= strings->dictionary.size()) return Internal("a code outside of its dictionary");
      }
    }
    rows += read.row_count();
  }
  return rows;
}

// A value, or one of the two errors that a reader may return.
void ExpectTame(const std::string& bytes, const std::string& what) {
  const auto read = ReadAll(bytes);
  if (read) return;
  const auto kind = read.error().kind();
  EXPECT_TRUE(kind == ErrorKind::corrupt || kind == ErrorKind::invalid_input)
      << what << ": " << read.error().message();
}

TEST(Hostile, EveryTruncation) {
  const auto whole = SmallFile();
  ASSERT_EQ(*ReadAll(whole), 180U);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto read = ReadAll(std::string(whole, 0, size));
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().kind(), ErrorKind::corrupt) << size;
  }
}

TEST(Hostile, EveryByteChanged) {
  const auto whole = SmallFile();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int change : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF, 0x7F}) {
      auto changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ change);
      ExpectTame(changed, "byte " + std::to_string(at) + " ^ " + std::to_string(change));
    }
  }
}

TEST(Hostile, PagesAreCoveredByTheirCrc) {
  const auto whole = SmallFile();
  const auto reader = Reader::Open(whole);
  const auto rates = reader->ReadRowGroup(0)->int64s(1);
  int refused = 0;
  for (std::size_t at = 4; at < 300; ++at) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto opened = Reader::Open(changed);
    const auto read = opened->ReadRowGroup(0);
    refused += read ? 0 : 1;
    if (read) {
      EXPECT_EQ(read->int64s(1), rates) << at;
    }
  }
  EXPECT_GT(refused, 200);
}

TEST(Hostile, ManyBytesChanged) {
  const auto whole = SmallFile();
  // NOLINTNEXTLINE(bugprone-random-generator-seed): the same numbers in every run
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    auto changed = whole;
    for (auto left = random() % 8 + 1; left > 0; --left)
      changed[random() % changed.size()] = static_cast<char>(random());
    ExpectTame(changed, "round " + std::to_string(round));
  }
}

// A file of one column and one page with arbitrary claims.
struct Claims {
  Type type = Type::Int64();
  PageHeader page;
  Codec codec = Codec::none;
  std::string body;
  std::string dictionary;  // "": none
  std::int64_t rows = 1;
};

std::string Claim(Claims claims) {
  std::string bytes(kMagic);
  Chunk chunk;
  if (!claims.dictionary.empty()) {
    PageHeader header;
    header.type = PageType::dictionary;
    header.values = 1;
    header.uncompressed_bytes = header.compressed_bytes = static_cast<std::int32_t>(claims.dictionary.size());
    AppendPageHeader(header, bytes);
    bytes += claims.dictionary;
    chunk.dictionary_offset = 4;
  }
  chunk.physical = LayoutOf(claims.type).physical;
  chunk.codec = claims.codec;
  chunk.values = claims.rows;
  chunk.data_offset = static_cast<std::int64_t>(bytes.size());
  if (claims.page.compressed_bytes == 0)
    claims.page.compressed_bytes = static_cast<std::int32_t>(claims.body.size());
  if (claims.page.uncompressed_bytes == 0)
    claims.page.uncompressed_bytes = static_cast<std::int32_t>(claims.body.size());
  AppendPageHeader(claims.page, bytes);
  bytes += claims.body;
  chunk.compressed_bytes = static_cast<std::int64_t>(bytes.size() - 4);
  Footer footer;
  footer.schema = {{{"column", claims.type}}};
  footer.row_groups = {{claims.rows, {chunk}}};
  std::string end;
  AppendFooter(footer, end);
  bytes += end;
  const auto size = static_cast<std::uint32_t>(end.size());
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  return bytes + std::string(kMagic);
}

void CheckCorrupt(const std::string& bytes, std::string_view words) {
  const auto read = [&]() -> Result<RowGroup> {
    ASSIGN_OR_RETURN(const auto reader, Reader::Open(bytes));
    return reader.ReadRowGroup(0);
  }();
  ASSERT_FALSE(read) << words;
  EXPECT_EQ(read.error().kind(), ErrorKind::corrupt);
  EXPECT_NE(read.error().message().find(words), std::string::npos) << read.error().message();
}

TEST(Hostile, Claims) {
  const std::string one(8, '\1');
  Claims claims;
  claims.page.values = 1;
  claims.body = one;
  EXPECT_EQ(ReadAll(Claim(claims)), 1U) << "the honest form of them all";
  const auto check = [&](auto change, std::string_view words) {
    auto lying = claims;
    change(lying);
    CheckCorrupt(Claim(lying), words);
  };
  constexpr auto kMost = std::numeric_limits<std::int32_t>::max();
  check([](Claims& c) { c.page.uncompressed_bytes = kMost; }, "larger than");
  check([](Claims& c) { c.page.compressed_bytes = kMost; }, "longer than the rest of its column");
  check([](Claims& c) { c.page.compressed_bytes = -1; }, "negative");
  check([](Claims& c) { c.page.values = 2; }, "more values than their column");
  check([](Claims& c) { c.page.values = 2, c.rows = 2; }, "numbers end too early");
  check([](Claims& c) { c.page.values = kMost, c.rows = kMost; }, "more than 4194304 rows");
  check([](Claims& c) { c.rows = std::numeric_limits<std::int64_t>::max(); }, "more than 4194304 rows");
  check([](Claims& c) { c.rows = -1; }, "row counts");
  check([](Claims& c) { c.page.values = 0; }, "page header");
  check([](Claims& c) { c.page.encoding = Encoding::rle_dictionary, c.body = "\1\2\1"; },
        "in a dictionary of 0 entries");
  check(
      [](Claims& c) {
        c.page.encoding = Encoding::rle_dictionary, c.body = "\1\2\1", c.dictionary = std::string(8, '\0');
      },
      "code 1 in a dictionary of 1");
  check([](Claims& c) { c.page.encoding = Encoding::rle_dictionary, c.body = "\x28\2\1"; },
        "numbers of 40 bits");
  check([](Claims& c) { c.type = Type::String(), c.body = "\xFF\xFF\xFF\xFF"; }, "longer than its page");
  check([](Claims& c) { c.type = Type::String(), c.body = std::string("\1\0\0\0\xFF", 5); }, "not UTF-8");
  check([](Claims& c) { c.page.crc = 1; }, "CRC");
  check([](Claims& c) { c.codec = Codec::zstd; }, "zstd");
  check([](Claims& c) { c.codec = Codec::snappy; }, "snappy");
  check([](Claims& c) { c.codec = Codec::gzip; }, "gzip");
}

TEST(Hostile, DecompressionBomb) {
  Compressor compressor(19);
  const std::string zeros(std::size_t{64} << 20, '\0');
  Claims claims;
  claims.codec = Codec::zstd;
  claims.body = *compressor.Compress(zeros);
  EXPECT_LT(claims.body.size(), 10'000U);
  claims.page.values = 1;
  claims.page.uncompressed_bytes = 8;
  CheckCorrupt(Claim(claims), "zstd");
  claims.page.uncompressed_bytes = static_cast<std::int32_t>(zeros.size());
  const auto bytes = Claim(claims);
  ReadLimits limits;
  limits.page_bytes = zeros.size() - 1;
  EXPECT_EQ(Reader::Open(bytes, limits)->ReadRowGroup(0).error().kind(), ErrorKind::corrupt);
  limits.page_bytes = zeros.size();
  EXPECT_TRUE(Reader::Open(bytes, limits)->ReadRowGroup(0));
  limits.row_group_bytes = zeros.size();
  EXPECT_EQ(Reader::Open(bytes, limits)->ReadRowGroup(0).error().kind(), ErrorKind::corrupt);
}

TEST(Hostile, ManyColumnsTakeNoTimeThatGrowsWithTheirSquare) {
  Schema schema;
  for (int column = 0; column < 100'000; ++column)
    schema.fields.push_back({std::to_string(column), Type::Int64()});
  Writer writer(schema);
  const auto bytes = *WriteTable(writer, {});
  EXPECT_EQ(Reader::Open(bytes)->schema().fields.size(), 100'000U);
}

TEST(Hostile, DictionaryOfManyEmptyTexts) {
  Compressor compressor(1);
  const std::string zeros(std::size_t{100} << 20, '\0');
  Claims claims;
  claims.type = Type::String();
  claims.codec = Codec::zstd;
  claims.body = *compressor.Compress(zeros);
  claims.page.type = PageType::dictionary;
  claims.page.values = 25 << 20;
  claims.page.uncompressed_bytes = static_cast<std::int32_t>(zeros.size());
  ReadLimits limits;
  limits.row_group_bytes = std::uint64_t{200} << 20;
  const auto bytes = Claim(claims);
  const auto read = Reader::Open(bytes, limits)->ReadRowGroup(0);
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message().find("larger than"), std::string::npos) << read.error().message();
}

TEST(Hostile, Ends) {
  const auto whole = SmallFile();
  CheckCorrupt("", "0 bytes is not a Parquet file");
  CheckCorrupt("PAR1PAR1", "8 bytes is not a Parquet file");
  CheckCorrupt("PAR1\xFF\xFF\xFF\xFFPAR1", "footer is longer than the file");
  CheckCorrupt(std::string("PAR1\0\0\0\0PAR1", 12), "ends too early");
  CheckCorrupt("<html>Service unavailable</html>", "does not end in PAR1");
  CheckCorrupt(whole + "\n", "does not end in PAR1");
  ReadLimits limits;
  limits.footer_bytes = 10;
  EXPECT_EQ(Reader::Open(whole, limits).error().kind(), ErrorKind::corrupt);
}

TEST(Hostile, SourcesThatGiveLess) {
  const auto whole = SmallFile();
  const auto shorter = Reader::Open(
      Source{whole.size(), [&](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
               return whole.substr(offset, length - 1);
             }});
  ASSERT_FALSE(shorter);
  EXPECT_EQ(shorter.error().kind(), ErrorKind::corrupt);
  const auto away =
      Reader::Open(Source{whole.size(), [](std::uint64_t, std::uint64_t) -> Result<std::string> {
                            return Unavailable("no answer");
                          }});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().message(), "reading a Parquet file: no answer");
}

}  // namespace
}  // namespace fxlake::parquet
