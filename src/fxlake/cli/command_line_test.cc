// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/command_line.h"

#include <gtest/gtest.h>

namespace fxlake::cli {
namespace {

TEST(CommandLine, MarksWordsThatAreNoOptions) {
  const auto check = [](std::vector<const char*> typed, const std::vector<std::string>& expected,
                        const std::vector<bool>& marked) {
    typed.insert(typed.begin(), "fxlake");
    const auto words = MarkedWords(static_cast<int>(typed.size()), typed.data());
    ASSERT_EQ(words.size(), expected.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      EXPECT_EQ(WithoutMark(words[i]), expected[i]);
      EXPECT_EQ(IsMarked(words[i]), marked[i]) << expected[i];
    }
  };
  check({}, {}, {});
  check({"convert", "--json"}, {"convert", "--json"}, {false, false});
  check({"--", "--json", "x", "--"}, {"--json", "x", "--"}, {true, false, true});
  check({"-5", "-.5", "-5,000.00", "-", "-x", "-.x"}, {"-5", "-.5", "-5,000.00", "-", "-x", "-.x"},
        {true, true, true, false, false, false});
  check({"\x01x"}, {"\x01x"}, {true});
}

}  // namespace
}  // namespace fxlake::cli
