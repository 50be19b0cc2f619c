// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run_metrics.h"

#include <gtest/gtest.h>

namespace fxlake::pipeline {
namespace {

class Kept : public telemetry::Sink {
 public:
  explicit Kept(std::vector<std::string>& reported) : emitted_(reported) {}
  void Take(const telemetry::Record& record) override { emitted_.emplace_back(TraitsOf(record.event).name); }
  void Take(const telemetry::Sample& sample) override {
    emitted_.push_back(std::string(TraitsOf(sample.metric).name) + " " + sample.source + " " +
                       Json(sample.value).Dump());
  }
  Result<void> Flush() override { return {}; }

 private:
  std::vector<std::string>& emitted_;
};

std::vector<std::string> Emitted(const std::string& report) {
  std::vector<std::string> reported;
  std::vector<std::unique_ptr<telemetry::Sink>> sinks;
  sinks.push_back(std::make_unique<Kept>(reported));
  env::ManualClock clock{Instant()};
  telemetry::Telemetry telemetry(clock, std::move(sinks));
  PublishRun(*Json::Parse(report), telemetry);
  std::erase_if(reported, [](const std::string& line) {
    return line.starts_with("Runs") || line.starts_with("RunSeconds");
  });
  return reported;
}

TEST(RunMetrics, AreThoseOfTheReport) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(Emitted("{}"), Lines{"RunFailed"});
  EXPECT_EQ(Emitted(R"({"status":"SUCCEEDED","sources":[]})"), Lines{"RunSucceeded"});
  EXPECT_EQ(Emitted(R"({"sources":[{"source":"a","failure":{"error":"denied","message":"no"}}]})"),
            (Lines{"IngestFailures a 1", "SourceFailed", "RunFailed"}));
  EXPECT_EQ(
      Emitted(
          R"({"sources":[{"source":"a","ingest":{"bytes":96},"transform":{"added":3,"revised":1,"rejected":2,"unreadable":[]}}]})"),
      (Lines{"IngestFailures a 0", "BytesFetched a 96", "SourceIngested", "TransformFailures a 0",
             "ObservationsNew a 3", "ObservationsRevised a 1", "RowsQuarantined a 2", "SourceTransformed",
             "RunFailed"}));
  EXPECT_EQ(
      Emitted(
          R"({"sources":[{"source":"a","ingest":{"bytes":1},"transform":{"failure":{"message":"conflict"}}}]})"),
      (Lines{"IngestFailures a 0", "BytesFetched a 1", "SourceIngested", "TransformFailures a 1",
             "SourceFailed", "RunFailed"}));
  EXPECT_EQ(Emitted(R"({"sources":[{"source":"a","transform":{"added":1,"unreadable":["x: not CSV"]}}]})"),
            (Lines{"IngestFailures a 0", "TransformFailures a 1", "SourceFailed", "ObservationsNew a 1",
                   "ObservationsRevised a 0", "RowsQuarantined a 0", "SourceTransformed", "RunFailed"}));
  EXPECT_EQ(
      Emitted(
          R"({"quality":{"rules":3,"failed":1,"errors":1,"verdicts":[{"verdict":"pass"},{"verdict":"fail"},{"verdict":"error"}]}})"),
      (Lines{"QualityRulesFailed  2", "QualityRulesPassed  1", "EmptyResults  0", "QualityChecked",
             "RuleFailed", "RuleFailed", "RunFailed"}));
  EXPECT_EQ(Emitted(R"({"quality":{"rules":0,"failed":0,"errors":0,"verdicts":[]}})"),
            (Lines{"QualityRulesFailed  0", "QualityRulesPassed  0", "EmptyResults  1", "QualityChecked",
                   "RunFailed"}));
  EXPECT_EQ(Emitted(R"({"quality_failure":{"message":"no engine"}})"), (Lines{"RuleFailed", "RunFailed"}));
}

TEST(RunMetrics, AgeIsCountedInPublicationDays) {
  const auto calendar = *rates::Calendar::Named("TARGET");
  const auto check = [&](Date newest, Date today, std::int64_t days) {
    EXPECT_EQ(StaleDays(calendar, newest, today), days) << newest.ToString() << " " << today.ToString();
  };
  check(Date::Of(2026, 4, 2), Date::Of(2026, 4, 6), 0);  // Good Friday to Easter Monday
  check(Date::Of(2026, 4, 2), Date::Of(2026, 4, 8), 1);  // Tuesday's is due on Wednesday
  check(Date::Of(2026, 4, 2), Date::Of(2026, 4, 13), 4);
  check(Date::Of(2026, 4, 14), Date::Of(2026, 4, 14), 0);
  check(Date::Of(2030, 1, 1), Date::Of(2026, 4, 14), 0);
}

}  // namespace
}  // namespace fxlake::pipeline
