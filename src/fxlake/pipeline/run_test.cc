// SPDX-License-Identifier: Apache-2.0
// Executions of the real workflow file with sources, a store and an engine in memory.
#include "fxlake/pipeline/run.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <new>

#include "fxlake/env/faulty_store.h"
#include "fxlake/env/local_files.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/pipeline/run_history.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/pipeline/state_spans.h"

namespace fxlake::pipeline {
namespace {

constexpr std::string_view kBank = R"(name = "{0}"
title = "A bank"
home_currency = "EUR"
first_day = 2026-01-01
enabled = true
[[endpoint]]
name = "all"
url = "https://{0}.example/rates.csv"
reader = "wide"
[read.wide]
format = "csv"
rows = "*/{{quote}}"
date = "../Date"
base = {{ value = "EUR" }}
rate = "."
)";

std::string Workflow() { return env::ReadFile(FXLAKE_ROOT "/workflows/fxlake.asl.json").value_or(""); }

// Sources by host; a host without a response is unreachable.
class Banks : public env::HttpClient {
 public:
  std::map<std::string, std::string> answers;
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    for (const auto& [host, body] : answers) {
      if (body == "thrown") throw std::bad_alloc();
      if (request.url.contains("//" + host + "."))
        return env::HttpResponse{.status = 200, .headers = {{"content-type", "text/csv"}}, .body = body};
    }
    return Unavailable("no connection");
  }
};

// Returns the verdict of one rule for any statement.
class OneRuleEngine : public query::Engine {
 public:
  explicit OneRuleEngine(std::string verdict) : verdict_(std::move(verdict)) {}
  Result<void> Run(const std::string&, query::RowSink& sink) override {
    if (verdict_.empty()) return Unavailable("the engine is ill");
    if (verdict_ == "thrown") throw std::bad_alloc();
    std::vector<query::Column> columns;
    query::RowBatch batch{.columns = std::vector<query::TextColumn>(5), .rows = 1};
    const std::array<std::pair<const char*, std::string>, 5> cells = {{{"rule_number", "1"},
                                                                       {"rule", "RowCount > 0"},
                                                                       {"observed", "9"},
                                                                       {"expected", "> 0"},
                                                                       {"verdict", verdict_}}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      columns.push_back({cells[i].first, "VARCHAR"});
      batch.columns[i].Append(cells[i].second);
    }
    RETURN_IF_ERROR(sink.Begin(columns));
    RETURN_IF_ERROR(sink.Rows(batch));
    return sink.End();
  }

 private:
  std::string verdict_;
};

// Process numbers instead of processes; those that ended are listed.
class ProcessesForTest : public env::Processes {
 public:
  std::int64_t self = 1;
  std::int64_t ended = 0;
  env::ProcessIdentity Self() override { return {"here", self, "now"}; }
  bool HasEnded(const env::ProcessIdentity& process) override { return process.number == ended; }
};

struct Fixture {
  env::MemoryStore store;
  Banks banks;
  env::ManualClock clock{Instant::StartOf(*Date::FromCivil(2026, 1, 7))};
  env::SeededRandom random{1};
  ProcessesForTest processes;
  std::string verdict = "pass";
  std::vector<std::string> notices;
  Result<void> notified;
  std::map<std::string, std::string> workflows = {{kWorkflowName, Workflow()}};

  Fixture() { banks.answers["alpha"] = "Date,USD\n2026-01-05,1.17\n2026-01-06,1.18\n"; }

  Result<Json> Run(env::ObjectStore& lake, std::string name, std::vector<std::string> names = {"alpha"}) {
    const std::string alpha = fmt::format(fmt::runtime(kBank), "alpha"),
                      beta = fmt::format(fmt::runtime(kBank), "beta");
    const sources::BuiltInFile files[] = {{"alpha.toml", alpha}, {"beta.toml", beta}};
    const auto catalog = *sources::Catalog::Open(files, std::nullopt);
    const RunContext context{
        .handlers = {.lake = {lake, lake},
                     .catalog = catalog,
                     .http = banks,
                     .clock = clock,
                     .rules = "Rules = [ RowCount > 0 ]"},
        .random = random,
        .real_clock = clock,
        .processes = processes,
        .workflows = workflows,
        .open_engine = [&](int) -> Result<std::unique_ptr<query::Engine>> {
          return std::make_unique<OneRuleEngine>(verdict);
        },
        .notify = [&](const std::string& subject, const std::string& message) -> Result<void> {
          notices.push_back(subject + " | " + message);
          return notified;
        }};
    RunOptions options{.name = std::move(name)};
    for (auto& source : names) options.fetch_requests.push_back({.source = std::move(source)});
    return pipeline::Run(context, options);
  }
};

std::string StatesText(env::ObjectStore& store, const std::string& name) {
  std::string text;
  const auto events = ReadHistory(store, name);
  for (const auto& span : StatesOf(*events)) text += (text.empty() ? "" : " ") + span.state;
  return text;
}

std::uint64_t RatesIn(env::ObjectStore& store) {
  std::uint64_t rows = 0;
  const auto manifest = lake::ReadManifest(store);
  for (const auto& [source, state] : manifest->sources) {
    for (const auto& [id, info] : state.partitions) rows += info.rows;
  }
  return rows;
}

TEST(Run, WaysToEnd) {
  struct Row {
    const char* name;
    std::function<void(Fixture&)> arrange;
    const char* status;
    const char* last_states;
    const char* notice;  // a part of it; "": no notification
  };
  const Row rows[] = {
      {"all is well", [](Fixture&) {}, "SUCCEEDED", "Passed? Succeeded", ""},
      {"a failed rule", [](Fixture& fixture) { fixture.verdict = "fail"; }, "FAILED", "Passed? Notify Failed",
       "rule failed: RowCount > 0 (observed 9"},
      {"a source that is not reached", [](Fixture& fixture) { fixture.banks.answers.clear(); }, "FAILED",
       "Passed? Notify Failed", "source alpha failed: fetching alpha"},
      {"a body that is none", [](Fixture& fixture) { fixture.banks.answers["alpha"] = "<html>Sorry</html>"; },
       "FAILED", "Passed? Notify Failed", "source alpha failed"},
      {"an engine that fails", [](Fixture& fixture) { fixture.verdict = ""; }, "FAILED",
       "Query Broken Notify Failed", "the engine is ill"},
      {"an engine that throws", [](Fixture& fixture) { fixture.verdict = "thrown"; }, "FAILED",
       "Query Broken Notify Failed", "FXLake.Internal: std::bad_alloc"},
      {"a bank that throws", [](Fixture& fixture) { fixture.banks.answers["alpha"] = "thrown"; }, "FAILED",
       "Passed? Notify Failed", "source alpha failed: std::bad_alloc"},
      {"a notice that cannot be sent",
       [](Fixture& fixture) {
         fixture.verdict = "fail";
         fixture.notified = Denied("no mail today");
       },
       "FAILED", "Passed? Notify Failed", "rule failed"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    Fixture fixture;
    row.arrange(fixture);
    const auto report = fixture.Run(fixture.store, "one");
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_EQ(*report->StringAt("status"), row.status) << report->DumpPretty();
    EXPECT_TRUE(StatesText(fixture.store, "one").ends_with(row.last_states))
        << StatesText(fixture.store, "one");
    const auto all = fixture.notices.empty() ? std::string() : fixture.notices.front();
    EXPECT_EQ(fixture.notices.empty(), std::string_view(row.notice).empty()) << all;
    EXPECT_TRUE(all.contains(row.notice)) << all;
    EXPECT_EQ(*ReadRun(fixture.store, "one"), *report);
  }
}

TEST(Run, OneSourceFailsAndTheOtherIsDone) {
  Fixture fixture;
  const auto report = fixture.Run(fixture.store, "one", {"beta", "alpha"});
  ASSERT_TRUE(report) << report.error().message();
  EXPECT_FALSE(Succeeded(*report));
  const auto& sources = report->Find("sources")->array();
  EXPECT_EQ(sources[0].Find("failure")->StringAt("error").value_or(""), "unavailable");
  EXPECT_EQ(sources[1].Find("transform")->Int64At("added").value_or(0), 2);
  EXPECT_EQ(RatesIn(fixture.store), 2U);
}

TEST(Run, TheSameAgainIsNothingNew) {
  Fixture fixture;
  ASSERT_TRUE(Succeeded(*fixture.Run(fixture.store, "one")));
  const auto manifest = fixture.store.Get(lake::ManifestKey())->etag;
  ASSERT_TRUE(Succeeded(*fixture.Run(fixture.store, "two")));
  EXPECT_EQ(fixture.store.Get(lake::ManifestKey())->etag, manifest);
  EXPECT_TRUE(StatesText(fixture.store, "two").contains("New data? Nothing new"))
      << StatesText(fixture.store, "two");
}

TEST(Run, NamesAreUsedOnce) {
  Fixture fixture;
  ASSERT_TRUE(fixture.Run(fixture.store, "one"));
  EXPECT_EQ(fixture.Run(fixture.store, "one").error().kind(), ErrorKind::conflict);
  for (const auto* name : {"../x", "_running.json", "a b", ".a"})
    EXPECT_EQ(fixture.Run(fixture.store, name).error().kind(), ErrorKind::invalid_input) << name;
}

// The process ends at every store operation in turn: the next run, by another process, completes the work.
TEST(Run, KilledAnywhereIsFinishedByTheNext) {
  std::uint64_t operations = 0;
  {
    Fixture fixture;
    env::FaultyStore counting(fixture.store, std::nullopt);
    ASSERT_TRUE(fixture.Run(counting, "one"));
    operations = counting.operations();
  }
  ASSERT_GT(operations, 20U);
  for (std::uint64_t at = 0; at < operations; ++at) {
    SCOPED_TRACE(at);
    Fixture fixture;
    env::FaultyStore killed(
        fixture.store, env::FaultyStore::Fault{.at = at, .all_after = true, .error = Denied("it has ended")});
    const auto first = fixture.Run(killed, "one");
    EXPECT_FALSE(first && Succeeded(*first) && at + 2 < operations);
    fixture.processes.ended = 1;
    fixture.processes.self = 2;
    const auto second = fixture.Run(fixture.store, "two");
    ASSERT_TRUE(second) << second.error().message();
    EXPECT_TRUE(Succeeded(*second)) << second->DumpPretty();
    EXPECT_EQ(RatesIn(fixture.store), 2U);
    const auto runs = ListRuns(fixture.store);
    for (const auto& run : *runs) EXPECT_TRUE(run.report) << run.name << " is closed";
  }
}

TEST(Run, AWorkflowStartsOthers) {
  Fixture fixture;
  const auto start = [](const char* machine, const char* name, const char* ending) {
    return fmt::format(
        R"({{"StartAt":"S","States":{{"S":{{"Type":"Task","Resource":"arn:aws:states:::states:startExecution{}",
        "Parameters":{{"StateMachineArn":"{}","Name":"{}","Input.$":"$"}},"End":true}}}}}})",
        ending, machine, name);
  };
  fixture.workflows = {
      {kWorkflowName, start("outer", "second", ".sync:2")},
      {"outer", start("inner", "third", ".sync")},
      {"inner", R"({"StartAt":"I","States":{"I":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
        "Parameters":{"FunctionName":"${IngestFunction}","Payload":{"source":"alpha","execution.$":"$$.Execution.Name"}},"End":true}}})"}};
  const auto report = fixture.Run(fixture.store, "first");
  ASSERT_TRUE(report) << report.error().message();
  EXPECT_EQ(*report->StringAt("status"), "SUCCEEDED") << report->Dump();
  for (const auto* name : {"second", "third"}) {
    const auto child = ReadRun(fixture.store, name);
    ASSERT_TRUE(child) << child.error().message();
    EXPECT_EQ(*child->StringAt("status"), "SUCCEEDED") << child->Dump();
    EXPECT_EQ(ReadHistory(fixture.store, name)->back().StringAt("type").value(), "ExecutionSucceeded");
  }
  EXPECT_TRUE(fixture.store.Get("runs/third/steps/ingest-alpha.json")) << "its steps are its own";

  const auto again = fixture.Run(fixture.store, "fourth");
  EXPECT_EQ(*again->StringAt("error"), "StepFunctions.ExecutionAlreadyExistsException");
  EXPECT_FALSE(fixture.store.Get("runs/fourth/steps/ingest-alpha.json"));
  fixture.workflows[kWorkflowName] = start("none", "fifth", "");
  EXPECT_EQ(*fixture.Run(fixture.store, "sixth")->StringAt("error"),
            "StepFunctions.StateMachineDoesNotExistException");
  EXPECT_FALSE(ReadRun(fixture.store, "fifth"));
}

TEST(Run, ExecutionsThatStartThemselvesHaveAnEnd) {
  Fixture fixture;
  const std::string itself =
      R"({"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync",
      "Parameters":{"StateMachineArn":"itself","Input.$":"$"},"End":true}}})";
  fixture.workflows = {{kWorkflowName, itself}, {"itself", itself}};
  const auto report = fixture.Run(fixture.store, "first");
  ASSERT_TRUE(report) << report.error().message();
  EXPECT_EQ(*report->StringAt("error"), "States.TaskFailed");
}

}  // namespace
}  // namespace fxlake::pipeline
