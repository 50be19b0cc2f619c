// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/expression.h"

#include <gtest/gtest.h>

#include "fxlake/asl/expression/evaluation_context_for_test.h"
#include "fxlake/asl/expression/intrinsic.h"

namespace fxlake::asl {
namespace {

constexpr std::string_view kInput =
    R"({"a":[1,2,2.0,"2",[1],[1.0],{"k":1}],"s":"text","o":{"x":1,"y":[]},"t":{"y":2,"z":3},"n":1.5,"no":null,"yes":true,
  "json":"{\"b\":[1]}","big":9223372036854775807,"list":[1,2,3,4,5]})";

std::string Value(std::string_view text) {
  const auto expression = Expression::Parse(text);
  if (!expression) return "refused";
  const auto input = *Json::Parse(kInput);
  const EvaluationContextForTest evaluation_context;
  Scope scope{input, evaluation_context};
  const auto value = expression->Evaluate(scope, "v.$");
  return value ? value->Dump() : value.error().error;
}

struct Row {
  std::string_view text;
  std::string_view value;
};

void Check(std::initializer_list<Row> rows) {
  for (const auto& row : rows) EXPECT_EQ(Value(row.text), row.value) << row.text;
}

TEST(Expression, Arrays) {
  Check({
      {"States.Array()", "[]"},
      {"States.Array(1, -2.5, 'it\\'s', true, null, $.s)", R"([1,-2.5,"it's",true,null,"text"])"},
      {"States.ArrayContains($.a, 1.0)", "true"},
      {"States.ArrayContains($.a, 3)", "false"},
      {"States.ArrayGetItem($.list, 1)", "2"},
      {"States.ArrayGetItem($.list, 5)", "States.IntrinsicFailure"},
      {"States.ArrayGetItem($.list, 0.5)", "States.IntrinsicFailure"},
      {"States.ArrayLength($.a)", "7"},
      {"States.ArrayLength($.s)", "States.IntrinsicFailure"},
      {"States.ArrayPartition($.list, 2)", "[[1,2],[3,4],[5]]"},
      {"States.ArrayPartition($.list, 1.5)", "[[1,2],[3,4],[5]]"},
      {"States.ArrayPartition($.list, 0)", "States.IntrinsicFailure"},
      {"States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]"},
      {"States.ArrayRange(5, 1, -2)", "[5,3,1]"},
      {"States.ArrayRange(1.1, 2, 1)", "[1,2]"},
      {"States.ArrayRange(1, 5, 0)", "States.IntrinsicFailure"},
      {"States.ArrayRange(1, 1001, 1)", "States.IntrinsicFailure"},
      {"States.ArrayRange(-9223372036854775807, $.big, 1)", "States.IntrinsicFailure"},
      {"States.ArrayUnique($.a)", R"([1,2,"2",[1],{"k":1}])"},
  });
  EXPECT_EQ(Value("States.ArrayLength(States.ArrayRange(1, 1000, 1))"), "1000");
}

TEST(Expression, Texts) {
  Check({
      {"States.Format('plain')", R"("plain")"},
      {"States.Format('{} and {}', $.s, 1)", R"("text and 1")"},
      {"States.Format('{}', $.no)", R"("null")"},
      {"States.Format('{}', $.yes)", R"("true")"},
      {"States.Format('{}', $.o)", R"("{x=1, y=[]}")"},
      {"States.Format('\\{\\} {} \\\\', 1)", R"("{} 1 \\")"},
      {"States.Format('{}')", "States.IntrinsicFailure"},
      {"States.Format('{}', 1, 2)", "States.IntrinsicFailure"},
      {"States.Format('a\\b')", "refused"},
      {"States.Format('{}', 'a\\\"b')", "refused"},
      {"States.StringSplit('1,2,3', ',')", R"(["1","2","3"])"},
      {"States.StringSplit(',,a.b,', ',.')", R"(["a","b"])"},
      {"States.StringSplit('a€b', '€')", R"(["a","b"])"},
      {"States.StringSplit(',', ',')", "[]"},
      {"States.Base64Encode('Data to encode')", R"("RGF0YSB0byBlbmNvZGU=")"},
      {"States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", R"("Data to encode")"},
      {"States.Base64Decode(States.Base64Encode(''))", R"("")"},
      {"States.Base64Decode('no base64!')", "States.IntrinsicFailure"},
      {"States.Base64Decode('/////w==')", "States.IntrinsicFailure"},
      {"States.Hash('input data', 'SHA-1')", R"("aaff4a450a104cd177d28d18d74485e8cae074b7")"},
      {"States.Hash('ABC', 'MD5')", R"("902fbdd2b1df0c4f70b4a5d23525e932")"},
      {"States.Hash('ABC', 'SHA256')", "States.IntrinsicFailure"},
  });
}

TEST(Expression, JsonNumbersAndNames) {
  Check({
      {"States.JsonMerge($.o, $.t, false)", R"({"x":1,"y":2,"z":3})"},
      {"States.JsonMerge($.o, $.t, true)", "States.IntrinsicFailure"},
      {"States.JsonMerge($.o, $.a, false)", "States.IntrinsicFailure"},
      {"States.JsonToString($.o)", R"("{\"x\":1,\"y\":[]}")"},
      {"States.StringToJson($.json)", R"({"b":[1]})"},
      {"States.StringToJson('{\"a\": \"false\"}')", R"({"a":"false"})"},
      {"States.StringToJson(' ')", "null"},
      {"States.StringToJson('{')", "States.IntrinsicFailure"},
      {"States.MathAdd(1.5, 1.51)", "4"},
      {"States.MathAdd(-1.5, -1.51)", "-3"},
      {"States.MathAdd(States.ArrayLength($$.Execution.Input.machines), -1)", "1"},
      {"States.MathAdd($.big, 1)", "States.IntrinsicFailure"},
      {"States.MathAdd('1', 1)", "refused"},
      {"States.MathAdd($.s, 1)", "States.IntrinsicFailure"},
      {"States.MathRandom(1, null)", "refused"},
      {"States.ArrayRange(1, true, 1)", "refused"},
      {"States.MathRandom(3, 4)", "3"},
      {"States.MathRandom(4, 4)", "States.IntrinsicFailure"},
  });
  EXPECT_EQ(Value("States.MathRandom(1, 1000000, 7)"), Value("States.MathRandom(1, 1000000, 7)"));
  EXPECT_EQ(Value("States.UUID()").size(), 38U);
  EXPECT_EQ(Intrinsics().size(), 18U);
}

TEST(Expression, Paths) {
  Check({
      {"$.o.x", "1"},
      {"$answer", "42"},
      {"$.nope", "States.Runtime"},
      {"$.list[9]", "null"},
      {"States.Format('{}', $.list[9])", "States.Runtime"},
      {"States.Format('{}', $.nope)", "States.Runtime"},
      {"States.Array($.a[?(@ == ')')], $['s'])", R"([[],"text"])"},
      {"  States.Array( 1 , 2 ) ", "[1,2]"},
  });
}

TEST(Expression, RejectsWhatIsNoCall) {
  for (const std::string_view text :
       {"", "plain", "States.Nope()", "States.Array", "States.Array(", "States.Array(1", "States.Array(1 2)",
        "States.Array(,)", "States.Array('a)", "States.Array(a)", "States.Array(\"a\")", "States.Array([1])",
        "States.UUID(1)", "States.Hash('a')", "States.UUID() x", "States.Array($.a[)", "States.Array($)x"}) {
    EXPECT_EQ(Value(text), "refused") << text;
  }
  std::string nested = "1";
  for (int depth = 0; depth < 10; ++depth) nested = "States.Array(" + nested + ")";
  EXPECT_NE(Value(nested), "refused");
  EXPECT_EQ(Value("States.Array(" + nested + ")"), "refused");
}

TEST(Expression, WordsFailuresAsAwsDoes) {
  const auto expression = Expression::Parse("States.Format('{}', States.Format('{}', $.nope))");
  const auto input = *Json::Parse(R"({"other":1})");
  const EvaluationContextForTest evaluation_context;
  Scope scope{input, evaluation_context};
  EXPECT_EQ(expression->Evaluate(scope, "v.$").error().cause,
            "The function 'States.Format('{}', States.Format('{}', $.nope))' had the following error: The "
            "JsonPath argument for the field "
            "'$.nope' could "
            "not be found in the input '{\"other\":1}'");
  EXPECT_EQ(
      Expression::Parse("$.nope")->Evaluate(scope, "v.$").error().cause,
      "The JSONPath '$.nope' specified for the field 'v.$' could not be found in the input '{\"other\":1}'");
}

TEST(Expression, EndsOnFunctionsThatExplode) {
  const std::string text = "States.JsonToString($)";
  std::string all = text;
  for (int i = 0; i < 2000; ++i) all += ", " + text;
  const auto expression = Expression::Parse("States.Array(" + all + ")");
  ASSERT_TRUE(expression);
  const Json input(std::string(250'000, 'x'));
  const EvaluationContextForTest evaluation_context;
  Scope scope{input, evaluation_context};
  EXPECT_EQ(expression->Evaluate(scope, "v.$").error().error, "States.DataLimitExceeded");
}

}  // namespace
}  // namespace fxlake::asl
