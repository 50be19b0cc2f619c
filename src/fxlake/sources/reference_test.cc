// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "fxlake/env/local_files.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/language/spec.h"

// The examples of docs/reference/sources.md and reading.md are source files, or parts of one, and read what
// the page shows.
namespace fxlake::sources {
namespace {

const std::string kSource =
    "name = \"bank\"\ntitle = \"A bank\"\nhome_currency = \"EUR\"\nfirst_day = 1999-01-04\nparameters = { "
    "key = \"\" }\n";
const std::string kEndpoint =
    "[[endpoint]]\nname = \"one\"\nurl = \"https://bank.example\"\nreader = \"rows\"\n";
const std::string kReader =
    "[read.rows]\nformat = \"json\"\nrows = \"*\"\ndate = \"d\"\nbase = \"b\"\nquote = \"q\"\nrate = \"r\"\n";
const std::string kList = "[list.currency]\nvalues = \"USD\"\n";

// The example as a complete source file.
std::string Whole(const std::string& kind, const std::string& example) {
  if (kind == "toml source") return example;
  if (kind == "toml endpoint") return kSource + kReader + kList + "[[endpoint]]\n" + example;
  if (kind == "toml list") return kSource + kReader + kEndpoint + "[list.currency]\n" + example;
  if (kind == "toml read") return kSource + kEndpoint + "[read.rows]\n" + example;
  return "no such kind of example: " + kind;
}

struct Block {
  std::string kind;  // "toml read", "text body" ...
  std::string text;
};

std::vector<Block> BlocksOf(const std::string& page) {
  const auto text = env::ReadFile(FXLAKE_ROOT "/docs/reference/" + page).value_or("");
  const std::string fence = "\n```";
  std::vector<Block> blocks;
  for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
    at += fence.size();
    const auto line_end = text.find('\n', at);
    const auto end = text.find(fence, line_end - 1);
    if (end == std::string::npos) {
      ADD_FAILURE() << "an example does not end";
      break;
    }
    blocks.push_back({text.substr(at, line_end - at), text.substr(line_end + 1, end - line_end)});
    at = end + fence.size();
  }
  return blocks;
}

// The rows of a body as the page shows them: sorted, one per line.
std::string Rows(const ReadSpec& reader, const std::string& body) {
  const auto outcome = ReadBody(reader, body, {{"date", "2026-04-14"}});
  if (!outcome) return "error: " + outcome.error().message();
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    lines.push_back(fmt::format("{},{},{},{}\n", row.date.ToString(), row.pair.base().ToString(),
                                row.pair.target().ToString(), row.rate.ToString()));
  }
  std::ranges::sort(lines);
  for (const auto& rejection : outcome->rejected) lines.push_back("refused: " + rejection.reason + "\n");
  std::string text;
  for (const auto& line : lines) text += line;
  return text;
}

TEST(Reference, EveryExampleIsReadAsThePageSays) {
  std::multiset<std::string> kinds;
  for (const auto* page : {"sources.md", "reading.md"}) {
    SCOPED_TRACE(page);
    Result<Spec> spec = NotFound("");
    std::string example, body;
    for (const auto& block : BlocksOf(page)) {
      kinds.insert(block.kind);
      if (block.kind == "text body") body = block.text;
      if (block.kind == "csv rows") {
        ASSERT_TRUE(spec) << example;
        EXPECT_EQ(Rows(*spec->FindReader("rows"), body), block.text) << example;
      }
      if (!block.kind.starts_with("toml ")) continue;
      example = block.text;
      spec = ParseSpec(Whole(block.kind, example), page);
      EXPECT_TRUE(spec) << spec.error().message() << "\n" << example;
    }
  }
  for (const auto* kind : {"toml source", "toml endpoint", "toml list"})
    EXPECT_GE(kinds.count(kind), 1U) << kind;
  EXPECT_GE(kinds.count("csv rows"), 25U);
  EXPECT_EQ(kinds.count("csv rows"), kinds.count("text body"));
}

}  // namespace
}  // namespace fxlake::sources
