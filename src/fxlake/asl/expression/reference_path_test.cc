// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/reference_path.h"

#include <gtest/gtest.h>

namespace fxlake::asl {
namespace {

// `input` with 9 at `path`.
std::string Put(std::string_view path, std::string_view input) {
  const auto reference = ReferencePath::Parse(path);
  if (!reference) return "refused";
  const auto result = reference->Put(*Json::Parse(input), Json(9));
  return result ? result->Dump() : result.error().error;
}

TEST(ReferencePath, PutsAValue) {
  EXPECT_EQ(Put("$", R"({"a":1})"), "9");
  EXPECT_EQ(Put("$.b", R"({"a":1})"), R"({"a":1,"b":9})");
  EXPECT_EQ(Put("$.a", R"({"a":1})"), R"({"a":9})");
  EXPECT_EQ(Put("$.b.c", R"({"a":1})"), R"({"a":1,"b":{"c":9}})");
  EXPECT_EQ(Put("$['b c']", "{}"), R"({"b c":9})");
  EXPECT_EQ(Put("$.l[1].x", R"({"l":[1,{}]})"), R"({"l":[1,{"x":9}]})");
  EXPECT_EQ(Put("$[0]", "[1,2]"), "[9,2]");
}

TEST(ReferencePath, FailsWhereAnotherValueBlocksThePath) {
  for (const auto& [path, input] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"$.a", "1"},
                                                                            {"$.a", "\"text\""},
                                                                            {"$.a", "[1]"},
                                                                            {"$.a.b", R"({"a":1})"},
                                                                            {"$.a[0]", R"({"a":{}})"},
                                                                            {"$[2]", "[1,2]"},
                                                                            {"$.a", "null"}}) {
    EXPECT_EQ(Put(path, input), "States.ResultPathMatchFailure") << path << " in " << input;
  }
}

TEST(ReferencePath, RejectsOtherPaths) {
  for (const std::string_view path : {"a", "$.a[*]", "$..a", "$.a[1:]", "$.a[0,1]", "$.a[-1]", "$['a','b']",
                                      "$.a[?(@.b)]", "$.a.length()", "$$.a", "$a"}) {
    EXPECT_EQ(Put(path, "{}"), "refused") << path;
  }
}

TEST(ReferencePath, LeavesTheOriginalAlone) {
  const auto input = *Json::Parse(R"({"a":{"b":1}})");
  EXPECT_EQ(ReferencePath::Parse("$.a.c")->Put(input, Json(2))->Dump(), R"({"a":{"b":1,"c":2}})");
  EXPECT_EQ(input.Dump(), R"({"a":{"b":1}})");
}

}  // namespace
}  // namespace fxlake::asl
