// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/language_schema.h"

#include <gtest/gtest.h>

#include "fxlake/env/local_files.h"

namespace fxlake::sources {
namespace {

// After a change of the language: `fxlake source schema > docs/reference/source.schema.json`.
TEST(LanguageSchema, IsTheOneThatIsPublished) {
  EXPECT_EQ(LanguageSchema().DumpPretty(),
            env::ReadFile(FXLAKE_ROOT "/docs/reference/source.schema.json").value_or(""));
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
