// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/avro.h"

#include <gtest/gtest.h>

#include "fxlake/iceberg/avro_file.h"

namespace fxlake::iceberg {
namespace {

using namespace std::string_literals;

Json Parsed(const char* text) { return *Json::Parse(text); }

// The bytes are those of Avro's specification, and mean the same value when they are read.
void Check(const char* schema, const char* value, const std::string& bytes) {
  SCOPED_TRACE(std::string(schema) + " " + value);
  std::string written;
  const auto done = AppendAvro(Parsed(schema), Parsed(value), written);
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(written, bytes);
  std::string_view rest = bytes;
  const auto read = ReadAvro(Parsed(schema), rest);
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(*read, Parsed(value));
  EXPECT_TRUE(rest.empty());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    std::string_view cut(bytes.data(), size);
    EXPECT_FALSE(ReadAvro(Parsed(schema), cut)) << size;
  }
}

TEST(Avro, ValuesGoThereAndBack) {
  Check(R"("null")", "null", "");
  Check(R"("boolean")", "true", "\1");
  Check(R"("int")", "0", "\0"s);
  Check(R"("int")", "-1", "\1");
  Check(R"("int")", "1", "\2");
  Check(R"("long")", "-64", "\x7F");
  Check(R"("long")", "64", "\x80\1");
  Check(R"("long")", "9223372036854775807", "\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
  Check(R"("long")", "-9223372036854775808", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
  Check(R"("string")", R"("foo")", "\6foo");
  Check(R"({"type":"bytes"})", R"("")", "\0"s);
  Check(R"(["null","string"])", R"("a")", "\2\2a");
  Check(R"(["null","string"])", "null", "\0"s);
  Check(R"({"type":"array","items":"long"})", "[3,27]", "\4\6\x36\0"s);
  Check(R"({"type":"array","items":"long"})", "[]", "\0"s);
  Check(R"({"type":"record","name":"r","fields":[{"name":"a","type":"long"},{"name":"b","type":"string"}]})",
        R"({"a":27,"b":"foo"})", "\x36\6foo");
}

void CheckRefused(const char* schema, const char* value) {
  std::string written;
  EXPECT_FALSE(AppendAvro(Parsed(schema), Parsed(value), written)) << schema << value;
}

TEST(Avro, ValuesOfAnotherTypeAreRefused) {
  CheckRefused(R"("int")", "2147483648");
  CheckRefused(R"("long")", "1.5");
  CheckRefused(R"("long")", R"("1")");
  CheckRefused(R"("string")", "null");
  CheckRefused(R"(["null","long"])", R"("a")");
  CheckRefused(R"({"type":"record","fields":[{"name":"a","type":"long"}]})", "{}");
  CheckRefused(R"("uuid")", "1");
}

TEST(Avro, FilesGoThereAndBack) {
  const auto schema = Parsed(R"({"type":"record","name":"r","fields":[{"name":"a","type":"long"}]})");
  for (const std::size_t records : {0, 1, 1000}) {
    AvroFile file{.metadata = {{"format-version", "2"}, {"own", "\xFF\0x"s}}, .records = {}};
    for (std::size_t i = 0; i < records; ++i) file.records.push_back(JsonObject({{"a", i * 7}}));
    const auto bytes = WriteAvroFile(schema, file);
    ASSERT_TRUE(bytes) << bytes.error().message();
    EXPECT_EQ(*WriteAvroFile(schema, file), *bytes) << "the same records give the same bytes";
    const auto read = ReadAvroFile(*bytes);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->metadata, file.metadata);
    EXPECT_EQ(read->records.size(), records);
    EXPECT_TRUE(read->records == file.records);
    // Cut where no block ends it is no file.
    for (std::size_t size = 0; records > 0 && size < bytes->size(); ++size) {
      const auto cut = ReadAvroFile(std::string_view(*bytes).substr(0, size));
      EXPECT_TRUE(!cut || cut->records.empty()) << size;
    }
  }
}

TEST(Avro, EveryChangedByteIsFound) {
  const auto schema = Parsed(R"({"type":"record","name":"r","fields":[{"name":"a","type":"long"}]})");
  AvroFile file{.metadata = {{"format-version", "2"}}, .records = {}};
  for (int i = 0; i < 50; ++i) file.records.push_back(JsonObject({{"a", i * 7}}));
  const auto bytes = *WriteAvroFile(schema, file);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int bit : {1, 16}) {
      auto changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ bit);
      const auto read = ReadAvroFile(changed);
      EXPECT_TRUE(!read || (read->records == file.records && read->metadata == file.metadata)) << i;
    }
  }
}

TEST(Avro, FilesThatAreNotReadSayWhy) {
  const auto error = [](const std::string& bytes) {
    const auto read = ReadAvroFile(bytes);
    return read ? "read" : read.error().message();
  };
  EXPECT_EQ(error("PAR1"), "reading Avro: it is no container file");
  const auto file = *WriteAvroFile(Parsed(R"({"type":"array","items":"null"})"), {});
  auto snappy = file;
  snappy.replace(snappy.find("deflate"), 7, "snappyy");
  EXPECT_EQ(error(snappy), "reading Avro: the codec \"snappyy\" is not read");
}

}  // namespace
}  // namespace fxlake::iceberg
