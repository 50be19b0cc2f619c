// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/step_telemetry.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace fxlake::cloud {
namespace {

constexpr sources::BuiltInFile kSources[] = {{"ecb.toml", R"(
name = "ecb"
title = "A bank"
home_currency = "EUR"
calendar = "TARGET"
first_day = 1999-01-04
[[endpoint]]
name = "all"
url = "https://bank.example/all.csv"
reader = "table"
[read.table]
format = "csv"
rows = "*/{quote}"
date = "../Date"
base = { value = "EUR" }
rate = "."
)"}};

class Lines : public telemetry::Sink {
 public:
  explicit Lines(std::vector<std::string>& lines) : lines_(lines) {}
  void Take(const telemetry::Record& record) override {
    lines_.push_back(fmt::format("{} {} {}: {}", telemetry::TraitsOf(record.event).name, record.execution,
                                 record.source, record.message));
  }
  void Take(const telemetry::Sample& sample) override {
    lines_.push_back(
        fmt::format("{} {} {}", telemetry::TraitsOf(sample.metric).name, sample.source, sample.value));
  }
  Result<void> Flush() override { return {}; }

 private:
  std::vector<std::string>& lines_;
};

void Check(std::string_view name, std::string_view step, std::string_view event,
           const Result<std::string_view>& answer, const std::vector<std::string>& expected) {
  SCOPED_TRACE(name);
  // a Tuesday; Good Friday and Easter Monday were the 3rd and the 6th
  env::ManualClock clock(*Instant::Parse("2026-04-14T20:00:00Z"));
  const auto catalog = sources::Catalog::Open(kSources, std::nullopt);
  ASSERT_TRUE(catalog) << catalog.error().message();
  std::vector<std::string> lines;
  std::vector<std::unique_ptr<telemetry::Sink>> sinks;
  sinks.push_back(std::make_unique<Lines>(lines));
  telemetry::Telemetry telemetry(clock, std::move(sinks));
  StepTelemetry(telemetry, *catalog, clock)
      .Emit(step, *Json::Parse(event), answer ? Json::Parse(*answer) : Result<Json>(answer.error()));
  EXPECT_EQ(lines, expected);
}

TEST(StepTelemetry, ReportsWhatAStepDid) {
  Check("new bytes", "ingest", R"({"source": "ecb", "execution": "e1"})",
        R"({"bodies": 2, "bytes": 300, "kept": true, "note": "", "watermark": "2026-04-10"})",
        {"SourceIngested e1 ecb: 2 responses, 300 bytes", "IngestFailures ecb 0", "BytesFetched ecb 300",
         "StaleDays ecb 1"});
  Check(
      "nothing new over Easter", "ingest", R"({"source": {"source": "ecb"}, "execution": "e1"})",
      R"({"bodies": 2, "bytes": 300, "kept": false, "note": "as before", "watermark": "2026-04-02"})",
      {"SourceIngested e1 ecb: as before", "IngestFailures ecb 0", "BytesFetched ecb 0", "StaleDays ecb 5"});
  Check(
      "rates", "transform", R"({"source": "ecb"})",
      R"({"observations": 9, "added": 5, "same": 3, "revised": 1, "rejected": 2, "watermark": "2026-04-14"})",
      {"SourceTransformed  ecb: 9 rates: 5 new, 3 known, 1 revised; 2 rows rejected",
       "TransformFailures ecb 0", "ObservationsNew ecb 5", "ObservationsRevised ecb 1",
       "RowsQuarantined ecb 2", "StaleDays ecb 0"});
  Check(
      "verdicts", "validate", R"({"execution": "e1"})",
      R"({"passed": false, "message": "m", "failed_rules": ["RowCount > 0"], "rules": 3})",
      {"QualityChecked e1 : m", "RuleFailed e1 : RowCount > 0", "QualityRulesFailed  1",
       "QualityRulesPassed  2", "EmptyResults  0", "RunFailed e1 : m", "RunsSucceeded  0", "RunsFailed  1"});
  Check("the rows of verdicts that were counted", "validate", R"({"execution": "e1", "rows": []})",
        R"({"passed": false, "message": "m", "failed_rules": ["RowCount > 0"], "rules": 3})", {});
  Check("all is well", "validate", R"({"execution": "e1", "started": "2026-04-14T19:59:30.5Z"})",
        R"({"passed": true, "message": "m", "failed_rules": [], "rules": 3})",
        {"QualityChecked e1 : m", "QualityRulesFailed  0", "QualityRulesPassed  3", "EmptyResults  0",
         "RunSucceeded e1 : m", "RunsSucceeded  1", "RunsFailed  0", "RunSeconds  29.5"});
  Check("no verdict", "validate", R"({"execution": "e1"})",
        R"({"passed": false, "message": "m", "failed_rules": [], "rules": 0})",
        {"QualityChecked e1 : m", "QualityRulesFailed  0", "QualityRulesPassed  0", "EmptyResults  1",
         "RunFailed e1 : m", "RunsSucceeded  0", "RunsFailed  1"});
  Check("a source without rates", "ingest", R"({"source": "ecb"})",
        R"({"bodies": 1, "bytes": 3, "watermark": null})",
        {"SourceIngested  ecb: 1 response, 3 bytes", "IngestFailures ecb 0", "BytesFetched ecb 3"});

  Check("a bank that is closed", "ingest", R"({"source": "ecb", "execution": "e1"})",
        Unavailable("no answer"), {"SourceFailed e1 ecb: no answer", "IngestFailures ecb 1"});
  Check("bytes of no bank", "transform", R"({"source": "ecb"})", InvalidInput("no CSV"),
        {"SourceFailed  ecb: no CSV", "TransformFailures ecb 1"});
  Check("no results", "validate", R"({"execution": "e1"})", InvalidInput("no results"),
        {"RunFailed e1 : no results", "RunsSucceeded  0", "RunsFailed  1"});
}

}  // namespace
}  // namespace fxlake::cloud
