// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/language_schema.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace fxlake::sources {
namespace {

// `fxlake source schema > docs/reference/source.schema.json` after a change of the language.
TEST(LanguageSchema, IsTheOneThatIsPublished) {
  std::ifstream stream(std::filesystem::path(FXLAKE_ROOT) / "docs/reference/source.schema.json",
                       std::ios::binary);
  const std::string published((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  EXPECT_EQ(LanguageSchema().DumpPretty(), published);
}

TEST(LanguageSchema, KnowsKeysOfEveryTable) {
  const auto schema = LanguageSchema();
  const auto check = [&](const char* table, const char* key) {
    const auto* definition = schema.Find("$defs")->Find(table);
    ASSERT_NE(definition, nullptr) << table;
    EXPECT_NE(definition->Find("properties")->Find(key), nullptr) << table << " " << key;
  };
  check("endpoint", "loop");
  check("endpoint_paging", "cursor");
  check("list", "pattern");
  check("read", "header_rows");
  check("read_skip", "matches");
  check("tls", "certificate");
}

}  // namespace
}  // namespace fxlake::sources
