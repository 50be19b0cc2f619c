// SPDX-License-Identifier: Apache-2.0
// Whole workflows from tests/workflows: a Definition, Mocks in MockConfigFile form, Objects of the store, and
// Runs, each with the case, the input and the expectation.
#include <gtest/gtest.h>

#include <filesystem>

#include "fxlake/asl/run/mocks.h"
#include "fxlake/asl/run/run_for_test.h"
#include "fxlake/env/local_files.h"
#include "fxlake/env/memory_store.h"

namespace fxlake::asl {
namespace {

Json ReadJson(const std::filesystem::path& path) {
  auto json = Json::Parse(env::ReadFile(path).value_or(""));
  return json ? *json : Json();
}

void Check(const Json& workflow, const Json& expected_run, const std::string& name) {
  RunForTest run;
  env::MemoryStore store;
  if (const auto* objects = workflow.Find("Objects")) {
    for (const auto& [key, text] : objects->object())
      ASSERT_TRUE(store.Put(key, text.string(), env::Always()));
  }
  run.objects = &store;
  std::unique_ptr<MockTaskRunner> mocks;
  if (const auto* config = workflow.Find("Mocks")) {
    auto read = MockTaskRunner::Read(config->Dump(), "", expected_run.StringAt("case").value());
    ASSERT_TRUE(read) << name << ": " << read.error().message();
    mocks = *std::move(read);
    run.tasks = mocks.get();
  }
  const auto reported = run.Run(workflow.Find("Definition")->Dump(), expected_run.Find("input")->Dump());
  const auto& expected = *expected_run.Find("expect");
  EXPECT_EQ(NameOf(run.result.status), expected.StringAt("status").value()) << name << ": " << reported;
  if (const auto* output = expected.Find("output")) {
    EXPECT_EQ(run.result.output.Dump(), output->Dump()) << name;
  }
  if (const auto* error = expected.Find("error")) {
    EXPECT_EQ(run.result.error, error->string()) << name;
  }
  if (const auto* cause = expected.Find("cause")) {
    EXPECT_EQ(run.result.cause, cause->string()) << name;
  }
  if (const auto* seconds = expected.Find("seconds")) {
    EXPECT_EQ(run.Seconds(), seconds->AsDouble()) << name;
  }
}

TEST(Workflows, EndAsExpected) {
  int runs = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(FXLAKE_ROOT) + "/tests/workflows")) {
    if (entry.path().extension() != ".json" || entry.path().stem().extension() == ".mocks") continue;
    const auto workflow = ReadJson(entry.path());
    ASSERT_NE(workflow.Find("Runs"), nullptr) << entry.path();
    for (const auto& run : workflow.Find("Runs")->array()) {
      Check(workflow, run, entry.path().filename().string() + " " + run.StringAt("case").value_or(""));
      ++runs;
    }
  }
  EXPECT_GE(runs, 8);
}

}  // namespace
}  // namespace fxlake::asl
