// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/json_path.h"

#include <gtest/gtest.h>

#include "fxlake/asl/expression/evaluation_context_for_test.h"

namespace fxlake::asl {
namespace {

constexpr std::string_view kStore = R"({
  "book": [
    {"title": "Sayings", "kind": "reference", "price": 8.95, "tags": ["old", "short"]},
    {"title": "Sword", "kind": "fiction", "price": 12.99},
    {"title": "Moby", "kind": "fiction", "isbn": "0-553", "price": 8.99, "tags": []}
  ],
  "bicycle": {"color": "red", "price": 19.95},
  "odd-name": {"a b": 1, "c.d": 2, "it's": 3},
  "nothing": null, "max": 10, "matrix": [[1, 2], [3, 4]]
})";

std::string Found(std::string_view path_text, std::string_view input_text = kStore) {
  const auto path = JsonPath::Parse(path_text);
  if (!path) return "refused";
  const auto input = *Json::Parse(input_text);
  const EvaluationContextForTest evaluation_context;
  Scope scope{input, evaluation_context};
  const auto found = path->Find(scope);
  if (found) return found->Dump();
  switch (found.error().kind) {
    case JsonPath::Absent::Kind::value: return "absent";
    case JsonPath::Absent::Kind::element: return "past the end";
    case JsonPath::Absent::Kind::variable: return "no variable";
    case JsonPath::Absent::Kind::budget: return "too much";
  }
  return "";
}

struct Row {
  std::string_view path;
  std::string_view found;
};

void Check(std::initializer_list<Row> rows) {
  for (const auto& row : rows) EXPECT_EQ(Found(row.path), row.found) << row.path;
}

TEST(JsonPath, DefinitePathsGiveOneValue) {
  Check({
      {"$.max", "10"},
      {"$['max']", "10"},
      {"$.['max']", "10"},
      {R"($["bicycle"]['color'])", R"("red")"},
      {"$.book[0].title", R"("Sayings")"},
      {"$.book[-1].title", R"("Moby")"},
      {"$.odd-name['a b']", "1"},
      {"$.odd-name['c.d']", "2"},
      {R"($.odd-name['it\'s'])", "3"},
      {R"($.odd-name.c\.d)", "2"},
      {R"($.odd-name.it\'s)", "3"},
      {R"($.\max)", "10"},
      {R"($['m\u0061x'])", "10"},
      {R"($.m\u0061x)", "10"},
      {"$.nothing", "null"},
      {"$.matrix[1][0]", "3"},
      {"$.bicycle['color','price']", R"({"color":"red","price":19.95})"},
      {"$.bicycle['color','wheels']", R"({"color":"red"})"},
      {"$.none", "absent"},
      {"$.max.deeper", "absent"},
      {"$.book[3]", "past the end"},
      {"$.book[3].title", "absent"},
      {"$.bicycle[0]", "absent"},
  });
}

TEST(JsonPath, IndefinitePathsGiveAList) {
  Check({
      {"$.book[*].price", "[8.95,12.99,8.99]"},
      {"$.book.*.title", R"(["Sayings","Sword","Moby"])"},
      {"$..price", "[8.95,12.99,8.99,19.95]"},
      {"$..tags[0]", R"(["old"])"},
      {"$..['color']", R"(["red"])"},
      {"$.matrix..[1]", "[[3,4],2,4]"},
      {"$.matrix[*][*]", "[1,2,3,4]"},
      {"$.matrix..*", "[[1,2],[3,4],1,2,3,4]"},
      {"$.book[0,2].title", R"(["Sayings","Moby"])"},
      {"$.book[1:].title", R"(["Sword","Moby"])"},
      {"$.book[:1].title", R"(["Sayings"])"},
      {"$.book[-2:].title", R"(["Sword","Moby"])"},
      {"$.book[0:9].price", "[8.95,12.99,8.99]"},
      {"$.book[*]['title','price']", R"(["Sayings",8.95,"Sword",12.99,"Moby",8.99])"},
      {"$.none[*]", "[]"},
      {"$.none[1:].x", "[]"},
      {"$.max[*]", "[]"},
  });
}

TEST(JsonPath, Filters) {
  Check({
      {"$.book[?(@.price < 10)].title", R"(["Sayings","Moby"])"},
      {"$.book[?(@.price<10&&@.kind=='fiction')].title", R"(["Moby"])"},
      {"$.book[?(@.kind == \"reference\" || @.price > 12)].title", R"(["Sayings","Sword"])"},
      {"$.book[?(!(@.kind == 'fiction'))].title", R"(["Sayings"])"},
      {"$.book[?(@.isbn)].title", R"(["Moby"])"},
      {"$.book[?(!@.isbn)].title", R"(["Sayings","Sword"])"},
      {"$.book[?(@.isbn != '0-553')].title", R"(["Sayings","Sword"])"},
      {"$.book[?(@.price <= $.max)].title", R"(["Sayings","Moby"])"},
      {"$.book[?(@.kind in ['reference','other'])].title", R"(["Sayings"])"},
      {"$.book[?(@.kind nin ['reference'])].price", "[12.99,8.99]"},
      {"$.book[?(@.tags contains 'old')].title", R"(["Sayings"])"},
      {"$.book[?(@.tags anyof ['short','long'])].title", R"(["Sayings"])"},
      {"$.book[?(@.tags subsetof ['short','old','x'])].title", R"(["Sayings","Moby"])"},
      {"$.book[?(@.tags noneof ['short'])].title", R"(["Moby"])"},
      {"$.book[?(@.tags size 2)].title", R"(["Sayings"])"},
      {"$.book[?(@.tags empty true)].title", R"(["Moby"])"},
      {"$.book[?(@.tags.length() == 2)].title", R"(["Sayings"])"},
      {"$.book[?(@['price'] >= 12.99)].title", R"(["Sword"])"},
      {"$.matrix[*][?(@ > 2)]", "[3,4]"},
      {"$.matrix[1][?(@ > 3)]", "[4]"},
      {"$..book[?(@.price == 8.95)].kind", R"(["reference"])"},
      {"$.book[?(@.price > '10')].title", R"(["Sword"])"},
  });
}

TEST(JsonPath, Functions) {
  Check({
      {"$.book.length()", "3"},
      {"$.bicycle.size()", "2"},
      {"$.bicycle.keys()", R"(["color","price"])"},
      {"$.book[*].price.max()", "12.99"},
      {"$..price.min()", "8.95"},
      {"$.matrix[0].sum()", "3"},
      {"$.matrix[0].avg()", "1.5"},
      {"$.matrix[0].stddev()", "0.5"},
      {"$.matrix[0].first()", "1"},
      {"$.matrix[0].last()", "2"},
      {"$.matrix[0].index(1)", "2"},
      {"$.max.length()", "absent"},
      {"$.book.sum()", "absent"},
  });
}

TEST(JsonPath, Roots) {
  Check({
      {"$$.State.Name", R"("S")"},
      {"$$.Execution.Input.machines[*]", "[1,2]"},
      {"$answer", "42"},
      {"$order.lines[1].sku", R"("b")"},
      {"$order['id']", "7"},
      {"$unknown", "no variable"},
      {"$$.Task.Token", "absent"},
  });
  EXPECT_EQ(Found("$", "[1]"), "[1]");
  EXPECT_EQ(Found("$[*]", "[1]"), "[1]");
}

TEST(JsonPath, RejectsWhatIsNoPath) {
  for (const std::string_view text : {"",
                                      "max",
                                      "bug$.a",
                                      " $.a",
                                      "$.",
                                      "$..",
                                      "$.a..",
                                      "$.a...b",
                                      "$.a b",
                                      "$a b",
                                      "$[",
                                      "$[]",
                                      "$['a'",
                                      "$['a]",
                                      "$[a]",
                                      "$[1",
                                      "$[1:x]",
                                      "$.a[?]",
                                      "$.a[?(]",
                                      "$.a[?()]",
                                      "$.a[?(@.b ==)]",
                                      "$.a[?(@.b == 'c)]",
                                      "$.a[?(@.b == 1]",
                                      "$.a[?(@.b =~ /x/)]",
                                      "$.a()",
                                      "$.a.nope()",
                                      "$.a.length().b",
                                      "$.a.index()",
                                      "States.UUID()"}) {
    EXPECT_EQ(Found(text), "refused") << text;
  }
}

TEST(JsonPath, EndsOnPathsThatExamineTooMuch) {
  std::string nested = "1";
  for (int depth = 0; depth < 400; ++depth) nested = "[" + nested + "]";
  EXPECT_EQ(Found("$..*..*..*..*..*", nested), "too much");
}

TEST(JsonPath, NamesMayHaveEscapes) {
  constexpr std::string_view kInput =
      R"({"\ud800\udf46":1,"t\tb":2,"foo@bar":{"baz[[":{"?pretty":3}},"a\"\"b":4,"\\":5})";
  const auto check = [&](std::string_view path, std::string_view found) {
    EXPECT_EQ(Found(path, kInput), found) << path;
  };
  check(R"($.\uD800\uDF46)", "1");
  check(R"($['\uD800\uDF46'])", "1");
  check(R"($['t\tb'])", "2");
  check(R"($.foo\@bar.baz\[\[.\?pretty)", "3");
  check(R"($['a\"\"b'])", "4");
  check(R"($['\\'])", "5");
  check(R"($.t\tc)", "absent");
  check(R"($['t\)", "refused");
  check(R"($.\uD8)", "absent");
}

TEST(JsonPath, FiltersCompareWithWordsWithoutQuotes) {
  constexpr std::string_view kInput = R"([{"code":"es","n":1},{"code":"fr","n":2},{"code":"pt-BR","n":3}])";
  const auto check = [&](std::string_view path, std::string_view found) {
    EXPECT_EQ(Found(path, kInput), found) << path;
  };
  check("$[?(@.code==es)].n", "[1]");
  check("$[?(@.code != es)].n", "[2,3]");
  check("$[?(@.code == es || @.code==pt-BR)].n", "[1,3]");
  check("$[?(@.n == true)].n", "[]");
  check("$[?(@.code == es fr)]", "refused");
  check("$[?(@.code == 5es)]", "refused");
}

}  // namespace
}  // namespace fxlake::asl
