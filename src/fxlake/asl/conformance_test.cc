// SPDX-License-Identifier: Apache-2.0
// Recorded outcomes of the real service and other conformance cases, if they are next to the repository. Data
// outside it cannot fail its tests elsewhere; tests/workflows always run.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "fxlake/asl/run/mocks.h"
#include "fxlake/asl/run/run_for_test.h"
#include "fxlake/env/memory_store.h"

namespace fxlake::asl {
namespace {

// "*" in `wanted` matches anything; two texts that contain JSON are compared as JSON.
bool Matches(const Json& wanted, const Json& got) {
  if (wanted.is_string() && wanted.string() == "*") return true;
  if (wanted.is_object() && got.is_object()) {
    if (wanted.object().size() != got.object().size()) return false;
    for (const auto& [key, value] : wanted.object()) {
      const auto* member = got.Find(key);
      if (member == nullptr || !Matches(value, *member)) return false;
    }
    return true;
  }
  if (wanted.is_array() && got.is_array()) {
    return std::ranges::equal(wanted.array(), got.array(),
                              [](const Json& a, const Json& b) { return Matches(a, b); });
  }
  if (wanted == got) return true;
  if (!wanted.is_string() || !got.is_string()) return false;
  const auto a = Json::Parse(wanted.string());
  const auto b = Json::Parse(got.string());
  return a && b && (a->is_object() || a->is_array()) && Matches(*a, *b);
}

Json TextOrNull(const Json* value) { return value == nullptr || value->is_null() ? Json("") : *value; }

// "" when the case ends as expected.
std::string Judge(const Json& test) {
  const auto& expect = *test.Find("expect");
  const auto* text = test.Find("definition_text");
  const auto definition_text = text != nullptr ? text->string() : test.Find("definition")->Dump();
  const auto type = test.StringAt("type").value_or("STANDARD") == "EXPRESS" ? WorkflowType::express
                                                                            : WorkflowType::standard;
  const auto definition = ReadDefinition(definition_text, type);
  if (const auto* valid = expect.Find("valid"))
    return definition.valid() == valid->boolean() ? "" : "the verdict differs";
  if (expect.StringAt("status").value() == "INVALID") return definition.valid() ? "accepted" : "";
  if (definition.machine == nullptr) return "refused: " + ToText(definition.diagnostics.all().front());
  RunForTest run;
  env::MemoryStore store;
  run.objects = &store;
  if (const auto* objects = test.Find("objects"); objects != nullptr && objects->is_object()) {
    for (const auto& [key, bytes] : objects->object()) {
      if (!store.Put(key, bytes.string(), env::Always())) return "the object " + key + " cannot be stored";
    }
  }
  std::unique_ptr<MockTaskRunner> mocks;
  if (const auto* config = test.Find("mocks"); config != nullptr && config->is_object()) {
    auto read = MockTaskRunner::Read(config->Dump(), "", "Case");
    if (!read) return read.error().message();
    mocks = *std::move(read);
    run.tasks = mocks.get();
  }
  const auto* input = test.Find("input");
  auto reported = run.Run(definition_text, input == nullptr ? "{}" : input->Dump());
  auto status = std::string(NameOf(run.result.status));
  if (status == "TIMED_OUT") status = "FAILED";
  if (status != expect.StringAt("status").value()) return reported;
  if (const auto* output = expect.Find("output"); output != nullptr && !Matches(*output, run.result.output))
    return reported;
  if (const auto* error = expect.Find("error");
      error != nullptr && !Matches(TextOrNull(error), Json(run.result.error)))
    return reported;
  if (const auto* cause = expect.Find("cause");
      cause != nullptr && !Matches(TextOrNull(cause), Json(run.result.cause)))
    return reported;
  return "";
}

TEST(Conformance, EveryCaseEndsAsRecorded) {
  const std::filesystem::path folder = std::string(FXLAKE_ROOT) + "/../shared/data/asl";
  if (!std::filesystem::exists(folder)) return;
  int cases = 0;
  for (const std::string name : {"cases-jsonpath.jsonl", "cases-behave.jsonl", "cases-validation.jsonl"}) {
    std::ifstream file(folder / name, std::ios::binary);
    for (std::string line; std::getline(file, line);) {
      const auto test = Json::Parse(line);
      ASSERT_TRUE(test) << name;
      EXPECT_EQ(Judge(*test), "") << test->StringAt("id").value_or("");
      ++cases;
    }
  }
  EXPECT_GT(cases, 300);
}

}  // namespace
}  // namespace fxlake::asl
