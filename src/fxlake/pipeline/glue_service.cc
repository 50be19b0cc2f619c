// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/glue_service.h"

#include <fmt/format.h>

#include <memory>
#include <mutex>

#include "fxlake/pipeline/aws_shapes.h"

namespace fxlake::pipeline {
namespace {

class GlueJobs {
 public:
  GlueJobs(Jobs jobs, env::Clock& clock, env::Random& random, int most_at_once)
      : jobs_(std::move(jobs)), clock_(clock), random_(random), most_at_once_(most_at_once) {}

  asl::Evaluated<Json> Run(const Json& parameters) {
    const auto name = TextParameter(parameters, "JobName");
    if (!name) return name.error();
    const auto job = jobs_.find(*name);
    if (job == jobs_.end())
      return asl::Failure{"Glue.EntityNotFoundException", "Failed to start job run due to missing metadata"};
    if (!Enter(*name)) {
      return asl::Failure{"Glue.ConcurrentRunsExceededException", "Concurrent runs exceeded for " + *name};
    }
    const auto started = clock_.Now();
    const auto result = job->second(ArgumentsOf(parameters));
    Leave(*name);
    auto run = Describe(*name, started, result.has_value());
    if (result) return run;
    run.Set("ErrorMessage", result.error().message());
    return asl::Failure{std::string(asl::error_name::kTaskFailed), run.Dump()};
  }

 private:
  static Json ArgumentsOf(const Json& parameters) {
    auto plain = Json::EmptyObject();
    const auto* arguments = parameters.Find("Arguments");
    if (arguments == nullptr || !arguments->is_object()) return plain;
    for (const auto& [name, value] : arguments->object())
      plain.Set(name.starts_with("--") ? name.substr(2) : name, value);
    return plain;
  }

  bool Enter(const std::string& name) {
    const std::lock_guard lock(guard_);
    if (running_[name] >= most_at_once_) return false;
    ++running_[name];
    return true;
  }

  void Leave(const std::string& name) {
    const std::lock_guard lock(guard_);
    --running_[name];
  }

  Json Describe(const std::string& name, Instant started, bool succeeded) {
    const auto completed = clock_.Now();
    return JsonObject({{"Id", fmt::format("jr_{:016x}{:016x}", random_.Next(), random_.Next())},
                       {"Attempt", 0},
                       {"JobName", name},
                       {"StartedOn", EpochMillis(started)},
                       {"LastModifiedOn", EpochMillis(completed)},
                       {"CompletedOn", EpochMillis(completed)},
                       {"JobRunState", succeeded ? "SUCCEEDED" : "FAILED"},
                       {"PredecessorRuns", Json::EmptyArray()},
                       {"ExecutionTime", (completed - started) / Instant::kPerSecond}});
  }

  Jobs jobs_;
  env::Clock& clock_;
  env::Random& random_;
  const int most_at_once_;
  std::mutex guard_;
  std::map<std::string, int> running_;
};

}  // namespace

Service GlueService(Jobs jobs, env::Clock& clock, env::Random& random, int most_at_once) {
  const auto glue = std::make_shared<GlueJobs>(std::move(jobs), clock, random, most_at_once);
  return [glue](const asl::TaskRequest& request) { return glue->Run(request.parameters); };
}

}  // namespace fxlake::pipeline
