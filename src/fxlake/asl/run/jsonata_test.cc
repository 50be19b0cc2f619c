// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "fxlake/asl/run/run_for_test.h"

// States whose query language is JSONata.
namespace fxlake::asl {
namespace {

std::string One(const std::string& state) {
  return R"({"QueryLanguage":"JSONata","StartAt":"A","States":{"A":)" + state + "}}";
}

std::string Pass(const std::string& output) {
  return One(R"({"Type":"Pass","End":true,"Output":)" + output + "}");
}

struct Row {
  std::string definition;
  std::string input;
  std::string result;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& row : rows)
    EXPECT_EQ(RunForTest().Run(row.definition, row.input), row.result) << row.definition;
}

std::string Failed(const std::string& cause) {
  return "FAILED States.QueryEvaluationError An error occurred while executing the state 'A' (entered at the "
         "event id "
         "#2). The JSONata expression " +
         cause;
}

TEST(Jsonata, DataFlow) {
  Check({
      {Pass(R"("{% $states.input.value + 1 %}")"), R"({"value":1})", "SUCCEEDED 2"},
      {Pass(R"({"a":["{%$states.input.n%}",{"b":"{% 1+1 %}"}],"c":"no {% 1 %} expression"})"),
       R"({"n":1.10})", R"(SUCCEEDED {"a":[1.10,{"b":2}],"c":"no {% 1 %} expression"})"},
      {Pass(R"("{% $states.context.State.Name & $states.context.Execution.Name %}")"), "{}",
       R"(SUCCEEDED "Atest")"},
      {One(R"({"Type":"Pass","End":true})"), R"({"a":1})", R"(SUCCEEDED {"a":1})"},
      {One(R"({"Type":"Succeed","Output":"{% $states.input.a %}"})"), R"({"a":1})", "SUCCEEDED 1"},
      {Pass(R"({"v":"{% $states.input.bar %}"})"), R"({"bar":null})", R"(SUCCEEDED {"v":null})"},
      {Pass(R"("{% 1/0 %}")"), "{}", R"(SUCCEEDED "Infinity")"},
      {Pass(R"({"v":["{% $states.input.absent %}"]})"), "{}",
       Failed("'$states.input.absent' specified for the field 'Output/v[0]' returned nothing (undefined).")},
      {Pass(R"("{% 'a' + 1 %}")"), "{}",
       Failed("''a' + 1' specified for the field 'Output' threw an error during evaluation. T2001: The left "
              "side of "
              "the \"+\" operator must evaluate to a number")},
      {One(R"({"Type":"Wait","Seconds":"{% 'x' %}","End":true})"), "{}",
       Failed("''x'' specified for the field 'Seconds' returned an unexpected result type. Expected "
              "'number', but was "
              "'string' for value: \"x\"")},
      {One(R"({"Type":"Fail","Error":"{% 'E' & $states.input.n %}","Cause":"{% 'c' %}"})"), R"({"n":1})",
       "FAILED E1 c"},
  });
}

TEST(Jsonata, FunctionsThatAwsAdds) {
  Check({
      {Pass(R"("{% $partition([1..5], 2.9) %}")"), "{}", "SUCCEEDED [[1,2],[3,4],[5]]"},
      {Pass(R"("{% $range(0, 10, 5) %}")"), "{}", "SUCCEEDED [0,5,10]"},
      {Pass(R"("{% $range(-1.7, 2, 1) %}")"), "{}", "SUCCEEDED [-1,0,1,2]"},
      {Pass(R"("{% $range(3, 3, 1) %}")"), "{}", "SUCCEEDED 3"},
      {Pass(R"("{% $hash('input data', 'SHA-1') %}")"), "{}",
       R"(SUCCEEDED "aaff4a450a104cd177d28d18d74485e8cae074b7")"},
      {Pass(R"("{% $random(42) %}")"), "{}", "SUCCEEDED 0.7275636800328681"},
      {Pass(R"("{% $length($uuid()) %}")"), "{}", "SUCCEEDED 36"},
      {Pass(R"("{% $parse('{\"a\":[1]}').a[0] %}")"), "{}", "SUCCEEDED 1"},
  });
}

TEST(Jsonata, VariablesAndMixedMachines) {
  Check({
      {R"j({"StartAt":"A","States":{
        "A":{"Type":"Pass","QueryLanguage":"JSONata","Assign":{"x":"{% $states.input.n * 2 %}","y":{"z":1}},"Next":"B"},
        "B":{"Type":"Pass","Parameters":{"x.$":"$x","y.$":"$y.z"},"ResultPath":"$.p","Next":"C"},
        "C":{"Type":"Pass","QueryLanguage":"JSONata","Output":{"sum":"{% $x + $states.input.p.y %}"},"End":true}}})j",
       R"({"n":2})", R"(SUCCEEDED {"sum":5})"},
      // Output and Assign see the variables as they were.
      {R"({"QueryLanguage":"JSONata","StartAt":"A","States":{
        "A":{"Type":"Pass","Assign":{"x":1},"Next":"B"},
        "B":{"Type":"Pass","Assign":{"x":"{% $x + 1 %}"},"Output":"{% $x %}","Next":"C"},
        "C":{"Type":"Pass","Output":"{% [$states.input, $x] %}","End":true}}})",
       "{}", "SUCCEEDED [1,2]"},
  });
}

TEST(Jsonata, Choice) {
  const std::string machine = R"({"QueryLanguage":"JSONata","StartAt":"A","States":{
    "A":{"Type":"Choice","Choices":[
      {"Condition":"{% $states.input.n > 5 %}","Output":{"big":true},"Assign":{"v":1},"Next":"B"},
      {"Condition":"{% $states.input.n > 2 %}","Next":"B"}],"Default":"B","Output":"small","Assign":{"v":3}},
    "B":{"Type":"Pass","Output":["{% $states.input %}","{% $exists($v) ? $v : 0 %}"],"End":true}}})";
  Check({
      {machine, R"({"n":6})", R"(SUCCEEDED [{"big":true},1])"},
      {machine, R"({"n":3})", R"(SUCCEEDED [{"n":3},0])"},
      {machine, R"({"n":1})", R"(SUCCEEDED ["small",3])"},
      {machine, R"({"n":"x"})",
       Failed("'$states.input.n > 5' specified for the field 'Choices[0]/Condition' threw an error during "
              "evaluation. "
              "T2009: The values \"x\" and 5 either side of operator \">\" must be of the same data type")},
  });
}

TEST(Jsonata, TasksRetryAndCatch) {
  RunForTest run;
  TasksForTest tasks([](const TaskRequest& request) -> Evaluated<Json> {
    if (request.parameters.Find("fail") != nullptr) return Failure{"E", "why"};
    return JsonObject({{"got", request.parameters}});
  });
  run.tasks = &tasks;
  const auto task = [](const std::string& arguments) {
    return R"({"QueryLanguage":"JSONata","StartAt":"A","States":{
      "A":{"Type":"Task","Resource":"arn:aws:states:::x:y","Arguments":)" +
           arguments + R"(,"TimeoutSeconds":"{% $states.input.t %}",
        "Output":"{% [$states.result.got.v, $states.input.t] %}",
        "Retry":[{"ErrorEquals":["E"],"MaxAttempts":1}],
        "Catch":[{"ErrorEquals":["States.ALL"],"Output":{"error":"{% $states.errorOutput.Error %}","in":"{% $states.input %}"},
                  "Assign":{"cause":"{% $states.errorOutput.Cause %}"},"Next":"B"}],"End":true},
      "B":{"Type":"Pass","Output":["{% $states.input %}","{% $cause %}"],"End":true}}})";
  };
  EXPECT_EQ(run.Run(task(R"({"v":"{% $states.input.t + 1 %}"})"), R"({"t":3})"), "SUCCEEDED [4,3]");
  EXPECT_EQ(tasks.requests.back().timeout_seconds, 3);
  EXPECT_EQ(run.Run(task(R"({"fail":true})"), R"({"t":3})"),
            R"(SUCCEEDED [{"error":"E","in":{"t":3}},"why"])");
  EXPECT_EQ(
      run.Run(task(R"({"v":"{% $states.input.none %}"})"), R"({"t":3})"),
      R"(SUCCEEDED [{"error":"States.QueryEvaluationError","in":{"t":3}},)"
      R"("An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression )"
      R"('$states.input.none' specified for the field 'Arguments/v' returned nothing (undefined)."])");
}

TEST(Jsonata, MapAndParallel) {
  Check({
      {One(R"({"Type":"Map","Items":"{% [1..3] %}","MaxConcurrency":"{% 2 %}","ItemSelector":{"v":"{% $states.context.Map.Item.Value * $states.input.k %}","i":"{% $states.context.Map.Item.Index %}"},
        "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","Output":"{% $states.input.v + $states.input.i %}","End":true}}},
        "Output":"{% $sum($states.result) %}","End":true})"),
       R"({"k":10})", "SUCCEEDED 63"},
      {One(R"({"Type":"Map","Items":{"a":1,"b":2},"ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true})"),
       "{}", R"(SUCCEEDED [{"Key":"a","Value":1},{"Key":"b","Value":2}])"},
      {One(R"({"Type":"Parallel","Arguments":{"n":"{% $states.input.n %}"},"Branches":[
          {"StartAt":"P","States":{"P":{"Type":"Pass","Output":"{% $states.input.n %}","End":true}}},
          {"StartAt":"Q","States":{"Q":{"Type":"Pass","Output":"{% $states.input.n + 1 %}","End":true}}}],
        "Output":"{% $states.result[1] %}","End":true})"),
       R"({"n":1})", "SUCCEEDED 2"},
  });
}

TEST(Jsonata, ValidationParsesEveryExpression) {
  const auto invalid = [](const std::string& text) {
    const auto result = RunForTest().Run(Pass(JsonQuote(text)));
    return result.starts_with("INVALID");
  };
  for (const auto* text :
       {"{% 1 + %}", "{% ( %}", "{%%}", "{%  %}", "{% $.x %}", "{% $$.x %}", "{% $ %}", "{% $eval('1') %}",
        "{% $nosuch(1) %}", "{% $states.input[ %}", "{% 'x %}", "{% 1 %", "% 1 %}", "{% a ?? b %}"})
    EXPECT_TRUE(invalid(text)) << text;
  for (const auto* text : {"{% $map([1], function($v) { $v }) %}", "{%1%}", "{% $states.input[$.n > 1] %}",
                           "{% $states.input.($) %}", "{% ($f := function($x) { $x }; $f(1)) %}",
                           "{% $states.context.Execution.Id %}"})
    EXPECT_FALSE(invalid(text)) << text;
}

}  // namespace
}  // namespace fxlake::asl
