// SPDX-License-Identifier: Apache-2.0
// The example of docs/formats/parquet.md is what the writer writes.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "fxlake/parquet/writer.h"

namespace fxlake::parquet {
namespace {

// The bytes of the first fenced block after `heading`: hexadecimal at the start of each line, a comment after
// two spaces.
std::string ExampleBytes(const std::string& heading) {
  std::ifstream page(std::filesystem::path(FXLAKE_ROOT) / "docs/formats/parquet.md");
  std::string line, bytes;
  while (std::getline(page, line) && line != heading) continue;
  while (std::getline(page, line) && line != "```") continue;
  while (std::getline(page, line) && line != "```") {
    std::istringstream words(line.substr(0, line.find("  ")));
    for (std::string word; words >> word;) bytes.push_back(static_cast<char>(std::stoi(word, nullptr, 16)));
  }
  return bytes;
}

TEST(Format, WorkedExample) {
  Writer writer({{{"day", Type::Date()}}});
  const std::vector<RowGroup> rows = {{{Int32Column{20'557, 20'557, 20'557, 20'558}}}};
  const auto expected = ExampleBytes("## A worked example");
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(testing::PrintToString(*WriteTable(writer, rows)), testing::PrintToString(expected));
}

}  // namespace
}  // namespace fxlake::parquet
