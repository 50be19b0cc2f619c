// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/telemetry.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "fxlake/env/local_files.h"
#include "fxlake/telemetry/embedded_metrics.h"
#include "fxlake/telemetry/json_log.h"
#include "fxlake/telemetry/notify.h"
#include "fxlake/telemetry/open_metrics_file.h"

namespace fxlake::telemetry {
namespace {

const Instant kNow = *Instant::Parse("2026-04-14T16:15:00Z");

class TelemetryTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("fxlake-telemetry-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path File(const std::string& name) const { return folder_ / name; }
  std::string Read(const std::string& name) const { return env::ReadFile(File(name)).value_or(""); }
  LineWriter Lines(const std::string& name) const { return *LineWriter::Append(File(name)); }
  template <typename... Sinks>
  Telemetry Make(std::unique_ptr<Sinks>... sinks) {
    std::vector<std::unique_ptr<Sink>> all;
    (all.push_back(std::move(sinks)), ...);
    return {clock_, std::move(all)};
  }

  std::filesystem::path folder_;
  env::ManualClock clock_{kNow};
};

TEST_F(TelemetryTest, LogsEventsAsJsonLines) {
  auto telemetry =
      Make(std::make_unique<JsonLog>(Lines("log"), Redaction({"hunter2!", "say \"friend\"", "x"})));
  auto check = [&, seen = std::size_t{0}](std::string_view line) mutable {
    const auto text = Read("log");
    EXPECT_EQ(text.substr(seen), std::string(line) + "\n");
    seen = text.size();
  };
  telemetry.Emit(Event::run_started, {.execution = "e1"}, "");
  check(R"({"ts":"2026-04-14T16:15:00.000000Z","level":"info","event":"RunStarted","execution":"e1"})");
  telemetry.Emit(Event::source_failed, {.execution = "e1", .source = "ecb"}, "asking ecb: no",
                 JsonObject({{"kind", "denied"}, {"ts", 1}}));
  check(
      R"({"ts":"2026-04-14T16:15:00.000000Z","level":"error","event":"SourceFailed","execution":"e1","source":"ecb","message":"asking ecb: no","kind":"denied"})");
  telemetry.Emit(Event::schedule_caught_up, {}, "x hunter2! and say \"friend\"\n");
  check(
      R"({"ts":"2026-04-14T16:15:00.000000Z","level":"warning","event":"ScheduleCaughtUp","message":"x *** and ***\n"})");
  EXPECT_TRUE(telemetry.Flush());
}

TEST_F(TelemetryTest, SaysOnceThatALogCannotBeKept) {
  auto lines = LineWriter::Append("/dev/full");
  ASSERT_TRUE(lines);
  auto telemetry = Make(std::make_unique<JsonLog>(*std::move(lines), Redaction()),
                        std::make_unique<OpenMetricsFile>(File("metrics")));
  telemetry.Emit(Event::run_started, {}, "");
  telemetry.Measure(Metric::runs_failed, 1);
  EXPECT_EQ(telemetry.Flush().error().message(),
            "writing the log: writing to /dev/full: No space left on device");
  EXPECT_TRUE(Read("metrics").contains("fxlake_runs_failed_total 1\n")) << "other sinks have their turn";
  EXPECT_TRUE(telemetry.Flush());
}

TEST_F(TelemetryTest, WritesMetricsForCloudWatch) {
  auto telemetry = Make(std::make_unique<EmbeddedMetrics>(Lines("emf"), "FXLake/dev"));
  telemetry.Measure(Metric::observations_new, 30, "ecb");
  telemetry.Measure(Metric::run_seconds, 1.25, "not its dimension");
  telemetry.Measure(Metric::bytes_fetched, 1234, "ecb");
  telemetry.Measure(Metric::observations_new, 2, "boc");
  telemetry.Measure(Metric::observations_new, 4, "ecb");
  EXPECT_EQ(Read("emf"), "") << "nothing before the unit of work ends";
  ASSERT_TRUE(telemetry.Flush());
  ASSERT_TRUE(telemetry.Flush());
  EXPECT_EQ(
      Read("emf"),
      R"({"_aws":{"Timestamp":1776183300000,"CloudWatchMetrics":[{"Namespace":"FXLake/dev","Dimensions":[["Source"]],"Metrics":[{"Name":"ObservationsNew","Unit":"Count"},{"Name":"BytesFetched","Unit":"Bytes"}]}]},"Source":"ecb","ObservationsNew":30,"BytesFetched":1234})"
      "\n"
      R"({"_aws":{"Timestamp":1776183300000,"CloudWatchMetrics":[{"Namespace":"FXLake/dev","Dimensions":[[]],"Metrics":[{"Name":"RunSeconds","Unit":"Seconds"}]}]},"RunSeconds":1.25})"
      "\n"
      R"({"_aws":{"Timestamp":1776183300000,"CloudWatchMetrics":[{"Namespace":"FXLake/dev","Dimensions":[["Source"]],"Metrics":[{"Name":"ObservationsNew","Unit":"Count"}]}]},"Source":"boc","ObservationsNew":2})"
      "\n"
      R"({"_aws":{"Timestamp":1776183300000,"CloudWatchMetrics":[{"Namespace":"FXLake/dev","Dimensions":[["Source"]],"Metrics":[{"Name":"ObservationsNew","Unit":"Count"}]}]},"Source":"ecb","ObservationsNew":4})"
      "\n");
}

TEST_F(TelemetryTest, RendersOpenMetricsAndReadsThemAgain) {
  MetricValues values;
  EXPECT_EQ(RenderOpenMetrics(values), "# EOF\n");
  values.Apply(Metric::observations_new, "ecb", 30);
  values.Apply(Metric::observations_new, "ecb", 2);
  values.Apply(Metric::observations_new, "a\\n\"b\nc", 1);
  values.Apply(Metric::run_seconds, "", 2.5);
  values.Apply(Metric::run_seconds, "", 0.125);
  const auto text = RenderOpenMetrics(values);
  EXPECT_EQ(text,
            "# TYPE fxlake_observations_new counter\n"
            "# HELP fxlake_observations_new rates with a key that is new in the lake\n"
            "fxlake_observations_new_total{source=\"a\\\\n\\\"b\\nc\"} 1\n"
            "fxlake_observations_new_total{source=\"ecb\"} 32\n"
            "# TYPE fxlake_run_seconds gauge\n"
            "# UNIT fxlake_run_seconds seconds\n"
            "# HELP fxlake_run_seconds duration of the last run\n"
            "fxlake_run_seconds 0.125\n"
            "# EOF\n");
  EXPECT_EQ(ParseOpenMetrics(text).values(), values.values());
  for (const auto* other : {"", "nonsense", "fxlake_runs_failed_total", "fxlake_runs_failed_total x",
                            "fxlake_stale_days{source=\"a} 1", "fxlake_stale_days{source=\"a\"}1",
                            "fxlake_runs_failed 1", "process_cpu_seconds_total 4\n# EOF"})
    EXPECT_TRUE(ParseOpenMetrics(other).empty()) << other;
}

TEST_F(TelemetryTest, CountsOnInAFileAcrossProcesses) {
  const auto run = [&](double stale) {
    auto telemetry = Make(std::make_unique<OpenMetricsFile>(File("metrics")));
    for (int i = 0; i < 10; ++i) {
      telemetry.Measure(Metric::runs_succeeded, 1);
      telemetry.Measure(Metric::stale_days, stale, "ecb");
      EXPECT_TRUE(telemetry.Flush());
    }
  };
  {
    const std::jthread first(run, 3);
    const std::jthread second(run, 3);
  }
  run(0);
  EXPECT_EQ(Read("metrics"),
            "# TYPE fxlake_stale_days gauge\n"
            "# HELP fxlake_stale_days publication days of the source's calendar between its latest rate "
            "and the latest due date\n"
            "fxlake_stale_days{source=\"ecb\"} 0\n"
            "# TYPE fxlake_runs_succeeded counter\n"
            "# HELP fxlake_runs_succeeded runs in which every source and every rule succeeded\n"
            "fxlake_runs_succeeded_total 30\n"
            "# EOF\n");
  EXPECT_EQ(OpenMetricsFile(File("nowhere/metrics")).Flush().has_value(), true)
      << "with nothing to write nothing can fail";
}

TEST_F(TelemetryTest, NotifiesEverybodyThoughOneFails) {
  class Broken : public env::Notifier {
   public:
    Result<void> Notify(const env::Notification&) override { return Unavailable("notifying broken: no"); }
    std::string Describe() const override { return "broken"; }
  };
  std::vector<std::string> reported;
  Notifiers notifiers;
  notifiers.push_back(std::make_unique<Broken>());
  notifiers.push_back(
      std::make_unique<env::FunctionNotifier>("test", [&](const env::Notification& notification) {
        reported.push_back(notification.subject + ": " + notification.message);
      }));
  auto telemetry = Make(std::make_unique<JsonLog>(Lines("log"), Redaction()));
  const auto outcome = NotifyAll(notifiers, {"run e1 failed", "ecb is silent"}, telemetry, "e1");
  EXPECT_EQ(outcome.error().message(), "notifying broken: no");
  EXPECT_EQ(reported, std::vector<std::string>{"run e1 failed: ecb is silent"});
  EXPECT_EQ(
      Read("log"),
      R"({"ts":"2026-04-14T16:15:00.000000Z","level":"error","event":"NotificationFailed","execution":"e1","message":"notifying broken: no","to":"broken"})"
      "\n"
      R"({"ts":"2026-04-14T16:15:00.000000Z","level":"info","event":"NotificationSent","execution":"e1","message":"run e1 failed","to":"test"})"
      "\n");
}

}  // namespace
}  // namespace fxlake::telemetry
