// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/command.h"

#include <gtest/gtest.h>

namespace fxlake::cloud {
namespace {

void Check(std::vector<std::string_view> words, std::string_view expected) {
  SCOPED_TRACE(words.empty() ? "nothing" : words.back());
  const auto command = ParseCommand(words, [] { return std::string(R"({"results": 1})"); });
  EXPECT_EQ(command ? command->step + " " + command->event.Dump() : command.error().message(), expected);
}

TEST(Command, IsAStepAndItsEvent) {
  Check({"transform", "--source", "ecb", "--execution", "nightly-1"},
        R"(transform {"source":"ecb","execution":"nightly-1"})");
  Check({"ingest", "--source", "ecb", "--from", "2026-01-01", "--to", "2026-02-01"},
        R"(ingest {"source":"ecb","from":"2026-01-01","to":"2026-02-01"})");
  Check({"validate", "--event", "-", "--execution", "e"}, R"(validate {"results":1,"execution":"e"})");
  Check({"ingest", "--event", R"({"source": "ecb"})"}, R"(ingest {"source":"ecb"})");

  Check({}, "the step is missing: expected ingest, transform or validate");
  Check({"rebuild"}, "unknown step \"rebuild\": expected ingest, transform or validate");
  Check({"ingest", "--sources", "ecb"}, "unknown option \"--sources\"");
  Check({"ingest", "ecb"}, "unknown option \"ecb\"");
  Check({"ingest", "--source"}, "the option --source needs a value");
  Check({"ingest", "--event", "[]"}, "reading --event: it is not a JSON object");
}

}  // namespace
}  // namespace fxlake::cloud
