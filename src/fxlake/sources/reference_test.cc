// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "fxlake/sources/spec.h"

// The examples of docs/reference/sources.md are source files, or parts of one.
namespace fxlake::sources {
namespace {

const std::string kSource = "name = \"bank\"\ntitle = \"A bank\"\nhome_currency = \"EUR\"\nfirst_day = 1999-01-04\n";
const std::string kEndpoint = "[[endpoint]]\nname = \"one\"\nurl = \"https://bank.example\"\nreader = \"rows\"\n";
const std::string kReader = "[read.rows]\nformat = \"json\"\nrows = \"*\"\ndate = \"d\"\nbase = \"b\"\nquote = \"q\"\nrate = \"r\"\n";
const std::string kList = "[list.currency]\nvalues = \"USD\"\n";

// The example as a whole source file.
std::string Whole(const std::string& kind, const std::string& example) {
  if (kind == "source") return example;
  if (kind == "endpoint") return kSource + kReader + kList + "[[endpoint]]\n" + example;
  if (kind == "list") return kSource + kReader + kEndpoint + "[list.currency]\n" + example;
  if (kind == "read") return kSource + kEndpoint + "[read.rows]\n" + example;
  return "no such kind of example: " + kind;
}

TEST(Reference, EveryExampleIsParsed) {
  std::ifstream stream(std::filesystem::path(FXLAKE_ROOT) / "docs/reference/sources.md", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const std::string kFence = "```toml ";
  std::multiset<std::string> kinds;
  for (auto at = text.find(kFence); at != std::string::npos; at = text.find(kFence, at)) {
    const auto line_end = text.find('\n', at);
    const auto kind = text.substr(at + kFence.size(), line_end - at - kFence.size());
    at = text.find("```", line_end);
    ASSERT_NE(at, std::string::npos) << "an example does not end";
    const auto example = text.substr(line_end + 1, at - line_end - 1);
    const auto spec = ParseSpec(Whole(kind, example), "sources.md");
    EXPECT_TRUE(spec) << spec.error().message() << "\n" << example;
    kinds.insert(kind);
  }
  for (const auto* kind : {"source", "endpoint", "list", "read"}) EXPECT_GE(kinds.count(kind), 1U) << kind;
}

}  // namespace
}  // namespace fxlake::sources
