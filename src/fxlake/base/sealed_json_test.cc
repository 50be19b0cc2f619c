// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/sealed_json.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

TEST(SealedJson, IsReadAsItWasWritten) {
  const auto json = JsonObject({{"version", 3}, {"names", JsonObject({{"a", "b"}})}});
  const auto read = ParseSealed(SealedText(json));
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(*read, json);
  EXPECT_EQ(*ParseSealed(json.DumpPretty()), json) << "of an earlier version, without a seal";
}

TEST(SealedJson, EachChangedBitAndEachMissingEndIsSeen) {
  const auto text = SealedText(JsonObject({{"format", 1}, {"rows", 185}, {"day", "2026-04-14"}}));
  for (std::size_t at = 0; at < text.size(); ++at) {
    EXPECT_FALSE(ParseSealed(text.substr(0, at))) << at;
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = text;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      const auto read = ParseSealed(changed);
      EXPECT_FALSE(read) << "bit " << bit << " of byte " << at << ": " << changed;
    }
  }
}

}  // namespace
}  // namespace fxlake
