// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/expression.h"

#include <gtest/gtest.h>

#include "fxlake/jsonata/environment_for_test.h"

namespace fxlake::jsonata {
namespace {

constexpr std::string_view kOrder =
    R"({"id":7,"price":1.10,"lines":[{"sku":"a","n":2},{"sku":"b","n":3},{"sku":"a","n":5}],
  "one":[{"sku":"z"}],"deep":{"deeper":{"v":1}}})";

std::string Shown(const std::expected<std::optional<Json>, Problem>& result) {
  if (!result) return result.error().code + " at " + std::to_string(result.error().position);
  return *result ? (*result)->Dump() : "undefined";
}

std::string Evaluated(std::string_view text, std::string_view input = kOrder, const Limits& limits = {}) {
  static const FunctionSet kFunctions;
  const auto expression = Expression::Parse(text, kFunctions);
  if (!expression) return expression.error().code + " at " + std::to_string(expression.error().position);
  EnvironmentForTest environment;
  return Shown(expression->Evaluate(*Json::Parse(input), environment, limits));
}

struct Row {
  std::string_view expression;
  std::string_view result;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& [expression, result] : rows) EXPECT_EQ(Evaluated(expression), result) << expression;
}

TEST(Expression, PathsAndSequences) {
  Check({
      {"id", "7"},
      {"price", "1.10"},  // passes through as it is written
      {"price + 0", "1.1"},
      {"lines.sku", R"(["a","b","a"])"},
      {"one.sku", R"("z")"},
      {"one.sku[]", R"(["z"])"},
      {"lines[n > 2].sku", R"(["b","a"])"},
      {"lines[-1].n", "5"},
      {"lines[[0..1]].n", "[2,3]"},
      {"**.v", "1"},
      {"deep.*.v", "1"},
      {"lines^(>n).n", "[5,3,2]"},
      {"lines{sku: $sum(n)}", R"({"a":7,"b":3})"},
      {"lines#$i.{'i': $i, 'sku': sku}", R"([{"i":0,"sku":"a"},{"i":1,"sku":"b"},{"i":2,"sku":"a"}])"},
      {"lines@$l.$l.n", "[2,3,5]"},
      {"deep.deeper.v.{'id': %.%.%.id}", R"({"id":7})"},
      {"absent.sku", "undefined"},
      {"$ ~> |lines|{'n': n * 10}, 'sku'| ~> $lookup('lines')", R"([{"n":20},{"n":30},{"n":50}])"},
  });
}

TEST(Expression, FunctionsAndClosures) {
  Check({
      {"($f := function($x) { $x * 2 }; $f(4))", "8"},
      {"($add := function($a, $b) { $a + $b }; $inc := $add(1, ?); $inc(2))", "3"},
      {"($twice := function($f) { function($x) { $f($f($x)) } }; $twice(function($x) { $x + 3 })(1))", "7"},
      {"[1..4] ~> $map(function($v) { $v * $v }) ~> $sum()", "30"},
      {"$uppercase('straße')", R"("STRASSE")"},
      {"$length('h\\u00e9\\uD83D\\uDE00')", "3"},
      {"$replace('265USD', /([0-9]+)USD/, '$$$1')", R"("$265")"},
      {"$match('ab12', /[a-z]+(\\d+)/).groups", R"(["12"])"},
      {"$formatNumber(12345.6, '#,###.00')", R"("12,345.60")"},
      {"$formatInteger(2789, 'w')", R"("two thousand, seven hundred and eighty-nine")"},
      {"$parseInteger('twelve thousand, four hundred and seventy-six', 'w')", "12476"},
      {"$fromMillis(1510067557121, '[M01]/[D01]/[Y0001] [h#1]:[m01][P]')", R"("11/07/2017 3:12pm")"},
      {"$toMillis('2017-11-07T15:12:37.121Z')", "1510067557121"},
      {"$toMillis('7 November 2017', '[D] [MNn] [Y]')", "1510012800000"},
      {"$now('[Y0001]-[M01]-[D01]')", R"("2025-11-28")"},
      {"$sort([3,1,2])", "[1,2,3]"},
      {"$type($sum)", R"("function")"},
      {"null ?? 1", "null"},
      {"absent ?? 1", "1"},
      {"'' ?: 'x'", R"("x")"},
      {"1/0", R"("Infinity")"},
  });
}

TEST(Expression, ProblemsSayWhatAndWhere) {
  Check({
      {"1 +", "S0207 at 3"},
      {"(1", "S0203 at 2"},
      {"1 2", "S0201 at 3"},
      {"'x", "S0101 at 2"},
      {"/a(/", "S0302 at 4"},
      {"/(?R)/", "S0303 at 6"},
      {"a.1", "S0213 at 3"},
      {"1 := 2", "S0212 at 4"},
      {"%", "S0217 at 1"},
      {"'a' + 1", "T2001 at 5"},
      {"1 + 'a'", "T2002 at 3"},
      {"'é' + 1", "T2001 at 5"},
      {"$uppercase(3)", "T0410 at 11"},
      {"$absent(1)", "T1006 at 8"},
      {"sum(1)", "T1005 at 4"},
      {"1 < 'a'", "T2009 at 3"},
      {"[1..1e9]", "D2014 at 4"},
      {"$error('x')", "D3137 at 7"},
      {"$formatNumber(1, 'x')", "D3085 at 14"},
  });
}

TEST(Expression, HostileExpressionsEndWithinTheLimits) {
  const Limits limits{.steps = 2'000'000, .memory = 64U << 20};
  const std::vector<std::string> expressions = {
      "($f := function($x) { 1 + $f($x) }; $f(1))",
      "($f := function($x) { $f($x) }; $f(1))",
      "($f := function($x, $n) { $n = 0 ? $x : $f($x & $x, $n - 1) }; $f('0123456789', 60))",
      "($f := function($x, $n) { $n = 0 ? $x : $f($append($x, $x), $n - 1) }; $f([1, 2, 3], 60))",
      "($f := function($x, $n) { $n = 0 ? $x : $f([$x], $n - 1) }; $f([], 1000000))",
      "($f := function($x, $n) { $n = 0 ? $x : $f([[$x]], $n - 1) }; $f([], 100000))",
      "$pad('', 1000000000000)",
      "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/)",
      "[1..10000000].[1..10000000]",
  };
  for (const auto& expression : expressions)
    EXPECT_EQ(Evaluated(expression, "{}", limits).substr(0, 5), "U1001") << expression;
  EXPECT_EQ(Evaluated(std::string(100'000, '(')).substr(0, 5), "S0500");
  EXPECT_EQ(Evaluated("1" +
                      [] {
                        std::string text;
                        for (int i = 0; i < 100'000; ++i) text += "+1";
                        return text;
                      }())
                .substr(0, 5),
            "S0500");
}

TEST(Expression, TailCallsNeedNoStack) {
  EXPECT_EQ(Evaluated("($f := function($n, $sum) { $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(100000, 0))"),
            "5000050000");
}

TEST(Expression, ASortWithSenselessAnswersEnds) {
  EXPECT_EQ(Evaluated("$count($sort([1..1000], function($a, $b) { $random() > 0.5 }))"), "1000");
}

}  // namespace
}  // namespace fxlake::jsonata
