// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/map_activity.h"

#include <gtest/gtest.h>

#include "fxlake/asl/run/run_for_test.h"
#include "fxlake/env/memory_store.h"

namespace fxlake::asl {
namespace {

constexpr std::string_view kFailOnTwo =
    R"({"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$","NumericEquals":2,"Next":"F"}],"Default":"P"},
    "F":{"Type":"Fail","Error":"Two","Cause":"it is two"},"P":{"Type":"Pass","End":true}}})";

std::string Map(const std::string& fields,
                std::string processor = R"({"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}})",
                bool distributed = false) {
  if (distributed)
    processor.insert(1, R"("ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},)");
  return R"({"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":)" + processor +
         (fields.empty() ? "" : ",") + fields + R"(,"End":true}}})";
}

std::string Inline(const std::string& fields, std::string_view input, std::string_view processor = "") {
  return RunForTest().Run(processor.empty() ? Map(fields) : Map(fields, std::string(processor)), input);
}

std::string Distributed(
    const std::string& fields, std::string_view input,
    std::string_view processor = R"({"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}})") {
  return RunForTest().Run(Map(fields, std::string(processor), true), input);
}

TEST(MapActivity, GivesOutputsInTheOrderOfItems) {
  EXPECT_EQ(Inline(R"("Comment":"c")", "[]"), "SUCCEEDED []");
  EXPECT_EQ(Inline(R"("ItemsPath":"$.l")", R"({"l":[3,1,2]})"), "SUCCEEDED [3,1,2]");
  EXPECT_EQ(
      Inline(
          R"("ItemSelector":{"i.$":"$$.Map.Item.Index","v.$":"$$.Map.Item.Value","all.$":"$.n"},"ItemsPath":"$.l")",
          R"({"l":["a","b"],"n":7})"),
      R"(SUCCEEDED [{"i":0,"v":"a","all":7},{"i":1,"v":"b","all":7}])");
  EXPECT_EQ(Inline(R"("MaxConcurrency":2)", "[3,1,2]",
                   R"({"StartAt":"W","States":{"W":{"Type":"Wait","SecondsPath":"$","End":true}}})"),
            "SUCCEEDED [3,1,2]");
  EXPECT_EQ(Inline(R"("Comment":"c")", "[[1,2],[3]]",
                   R"({"StartAt":"N","States":{"N":{"Type":"Map","End":true,"ItemProcessor":
            {"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{"v.$":"$$.Map.Item.Value"},"End":true}}}}}})"),
            R"(SUCCEEDED [[{"v":1},{"v":2}],[{"v":3}]])");
}

TEST(MapActivity, IteratesOverThePairsOfAnObject) {
  constexpr std::string_view kInput = R"({"o":{"a":1,"b":[2]},"n":7})";
  constexpr std::string_view kPairs = R"([{"Key":"a","Value":1},{"Key":"b","Value":[2]}])";
  EXPECT_EQ(Inline(R"("ItemsPath":"$.o")", kInput), "SUCCEEDED " + std::string(kPairs));
  EXPECT_EQ(Distributed(R"("ItemsPath":"$.o")", kInput), "SUCCEEDED " + std::string(kPairs));
  EXPECT_EQ(Distributed(R"("ItemsPath":"$.o","ItemBatcher":{"MaxItemsPerBatch":2})", kInput),
            "SUCCEEDED [{\"Items\":" + std::string(kPairs) + "}]");
  EXPECT_EQ(
      Inline(
          R"("ItemsPath":"$.o","ItemSelector":{"k.$":"$$.Map.Item.Key","v.$":"$$.Map.Item.Value","n.$":"$.n"})",
          kInput),
      R"(SUCCEEDED [{"k":"a","v":1,"n":7},{"k":"b","v":[2],"n":7}])");
  EXPECT_EQ(Inline(R"("ItemsPath":"$.o")", R"({"o":{}})"), "SUCCEEDED []");
  env::MemoryStore store;
  ASSERT_TRUE(store.Put("bucket/key", R"({"a":1,"b":[2]})", env::Always()));
  RunForTest run;
  run.objects = &store;
  constexpr std::string_view kReader =
      R"("ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"JSON"{}},
      "Parameters":{"Bucket":"bucket","Key":"key"}})";
  const auto read = [&](const std::string& more, std::string_view input) {
    std::string reader(kReader);
    return run.Run(Map(reader.replace(reader.find("{}"), 2, more),
                       R"({"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}})", true),
                   input);
  };
  EXPECT_EQ(read("", "{}"), "SUCCEEDED " + std::string(kPairs));
  EXPECT_EQ(read(R"(,"MaxItemsPath":"$.n")", R"({"n":1})"), R"(SUCCEEDED [{"Key":"a","Value":1}])");
  EXPECT_EQ(read(R"(,"MaxItemsPath":"$.n")", R"({"n":-1})"),
            "FAILED States.ItemReaderFailed field MaxItems must be positive");
  EXPECT_TRUE(read(R"(,"MaxItemsPath":"$.n")", R"({"n":"x"})").starts_with("FAILED States.Runtime "));
}

TEST(MapActivity, SettingsMayComeFromVariables) {
  const auto run = [](const std::string& fields) {
    return RunForTest().Run(
        R"({"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"n":1},"Next":"M"},"M":{"Type":"Map","End":true,)" +
            fields +
            R"(,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},)" +
            std::string(kFailOnTwo.substr(1)) + "}}}",
        "[1,2,3]");
  };
  EXPECT_EQ(run(R"("ToleratedFailureCountPath":"$n")"), "SUCCEEDED [1,3]");
  EXPECT_TRUE(run(R"("ToleratedFailurePercentagePath":"$n")")
                  .starts_with("FAILED States.ExceedToleratedFailureThreshold"));
  EXPECT_EQ(run(R"("MaxConcurrencyPath":"$n","ToleratedFailureCount":1)"), "SUCCEEDED [1,3]");
  EXPECT_EQ(run(R"("ItemBatcher":{"MaxItemsPerBatchPath":"$n"})"),
            R"(SUCCEEDED [{"Items":[1]},{"Items":[2]},{"Items":[3]}])");
}

TEST(MapActivity, RunsAtMostSoManyAtOnce) {
  const auto seconds = [](const std::string& fields, std::string_view input) {
    RunForTest run;
    run.Run(Map(fields, R"({"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":10,"End":true}}})"), input);
    return run.Seconds();
  };
  EXPECT_EQ(seconds(R"("MaxConcurrency":1)", "[1,2,3,4]"), 40);
  EXPECT_EQ(seconds(R"("MaxConcurrency":2)", "[1,2,3,4]"), 20);
  EXPECT_EQ(seconds(R"("MaxConcurrency":0)", "[1,2,3,4]"), 10);
  EXPECT_EQ(seconds(R"("MaxConcurrencyPath":"$.m","ItemsPath":"$.l")", R"({"m":3,"l":[1,2,3,4]})"), 20);
}

TEST(MapActivity, FailsWithItsFirstFailure) {
  EXPECT_EQ(Inline(R"("Comment":"c")", "[1,2,3]", kFailOnTwo), "FAILED Two it is two");
  EXPECT_TRUE(Inline(R"("ItemsPath":"$.x")", R"({"x":5})").starts_with("FAILED States.Runtime "));
  EXPECT_TRUE(
      Inline(R"("MaxConcurrencyPath":"$.m")", R"({"m":"many"})").starts_with("FAILED States.Runtime "));
  EXPECT_TRUE(Inline(R"("ItemSelector":{"x.$":"$.none"},"ItemsPath":"$.l")", R"({"l":[1]})")
                  .starts_with("FAILED States.Runtime "));
}

TEST(MapActivity, ToleratesFailuresWhenDistributed) {
  EXPECT_EQ(
      Distributed(R"("Comment":"c")", "[1,2,3]", kFailOnTwo),
      "FAILED States.ExceedToleratedFailureThreshold The specified tolerated failure threshold was exceeded");
  EXPECT_EQ(Distributed(R"("ToleratedFailureCount":1)", "[1,2,3]", kFailOnTwo), "SUCCEEDED [1,3]");
  EXPECT_EQ(Distributed(R"("ToleratedFailurePercentage":34)", "[1,2,3]", kFailOnTwo), "SUCCEEDED [1,3]");
  EXPECT_EQ(Distributed(R"("ToleratedFailurePercentage":33)", "[1,2,3]", kFailOnTwo).substr(0, 45),
            "FAILED States.ExceedToleratedFailureThreshold");
  EXPECT_EQ(Distributed(R"("ToleratedFailureCountPath":"$.n","ItemsPath":"$.l")", R"({"n":1,"l":[2,4]})",
                        kFailOnTwo),
            "SUCCEEDED [4]");
  EXPECT_TRUE(Distributed(R"("ToleratedFailureCountPath":"$.n","ItemsPath":"$.l")", R"({"n":1.5,"l":[2]})")
                  .starts_with("FAILED States.Runtime "));
}

TEST(MapActivity, DistributedIterationsAreExecutionsOfTheirOwn) {
  RunForTest run;
  const auto result = run.Run(
      R"({"StartAt":"S","States":{"S":{"Type":"Pass","Assign":{"outer":1},"Next":"M"},"M":{"Type":"Map","Label":"L","End":true,"ItemProcessor":
      {"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"C","States":{
       "C":{"Type":"Choice","Choices":[{"Variable":"$outer","IsPresent":true,"Next":"F"}],"Default":"P"},"F":{"Type":"Fail"},
       "P":{"Type":"Pass","Parameters":{"input.$":"$$.Execution.Input","machine.$":"$$.StateMachine.Name"},"End":true}}}}}})",
      R"([{"a":1}])");
  EXPECT_EQ(result, R"(SUCCEEDED [{"input":{"a":1},"machine":"StateMachine/L"}])");
}

TEST(MapActivity, Batches) {
  EXPECT_EQ(Distributed(R"("ItemBatcher":{"MaxItemsPerBatch":2,"BatchInput":{"b.$":"$[0]"}})", "[1,2,3]"),
            R"(SUCCEEDED [{"BatchInput":{"b":1},"Items":[1,2]},{"BatchInput":{"b":1},"Items":[3]}])");
  EXPECT_EQ(Distributed(R"("ItemBatcher":{"MaxInputBytesPerBatch":40})",
                        R"(["aaaaaaaaaa","bbbbbbbbbb","cccccccccc"])"),
            R"(SUCCEEDED [{"Items":["aaaaaaaaaa","bbbbbbbbbb"]},{"Items":["cccccccccc"]}])");
}

TEST(MapActivity, WritesResults) {
  env::MemoryStore store;
  RunForTest run;
  run.objects = &store;
  const auto fields =
      R"("ToleratedFailureCount":1,"ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","Parameters":{"Bucket":"out","Prefix":"p"}})";
  ASSERT_TRUE(run.Run(Map(fields, std::string(kFailOnTwo), true), "[1,2,3]").starts_with("SUCCEEDED"));
  const auto key = run.result.output.Find("ResultWriterDetails")->StringAt("Key").value();
  const auto manifest = *Json::Parse(store.Get("out/" + key)->bytes);
  const auto& files = *manifest.Find("ResultFiles");
  const auto succeeded =
      *Json::Parse(store.Get("out/" + files.Find("SUCCEEDED")->array()[0].StringAt("Key").value())->bytes);
  ASSERT_EQ(succeeded.array().size(), 2U);
  EXPECT_EQ(succeeded.array()[1].StringAt("Output").value(), "3");
  const auto failed =
      *Json::Parse(store.Get("out/" + files.Find("FAILED")->array()[0].StringAt("Key").value())->bytes);
  EXPECT_EQ(failed.array()[0].StringAt("Error").value(), "Two");
  EXPECT_EQ(Distributed(R"("ResultWriter":{"WriterConfig":{"Transformation":"FLATTEN","OutputType":"JSON"}})",
                        "[[1,2],[3]]"),
            "SUCCEEDED [1,2,3]");
  EXPECT_EQ(Distributed(fields, "[1]"),
            "FAILED States.ResultWriterFailed there is no object store to write results to");
}

}  // namespace
}  // namespace fxlake::asl
