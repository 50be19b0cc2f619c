// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/cloud/invocation.h"
#include "fxlake/cloud/settings.h"
#include "fxlake/cloud/table_publisher.h"
#include "fxlake/cloud/tracing_http_client.h"
#include "fxlake/env/polite_http_client.h"
#include "fxlake/env/retrying_http_client.h"
#include "fxlake/env/secret_http_client.h"
#include "fxlake/env/time_budget.h"
#include "fxlake/pipeline/handlers.h"
#include "fxlake/sources/language/catalog.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::cloud {

// Provided by the program's main: the process environment and the embedded files.
struct ProcessEnvironment {
  env::Clock& clock;
  env::Random& random;
  env::HttpClient& network;
  std::span<const sources::BuiltInFile> sources;
  std::string_view quality_rules;
  std::function<const char*(const char*)> variable;  // reads an environment variable; nullptr when unset
  std::function<void(const char* name, const std::string&)> set_variable;  // sets an environment variable
  int log;  // file descriptor for events and metrics
};

// The workflow steps on the lake that the environment configures. Opens the lake at the first call and keeps
// connections between calls.
class Steps {
 public:
  static Result<std::unique_ptr<Steps>> Open(const ProcessEnvironment& environment);

  // Executes one step for one event, with events and metrics. Stops early enough to respond before the
  // invocation's deadline.
  Result<Json> Do(std::string_view step, const Invocation& invocation, const Json& event);

 private:
  Steps(const ProcessEnvironment& environment, Settings settings, sources::Catalog catalog);
  Result<void> OpenLake();
  Result<void> OpenTelemetry();
  std::function<void(const lake::Manifest&, std::map<std::string, std::string>)> CommitNote();
  // The event with the environment's parameters added for its source.
  Json Completed(const Json& event) const;

  const ProcessEnvironment& environment_;
  Settings settings_;
  sources::Catalog catalog_;
  env::TimeBudget budget_;
  env::BudgetedClock clock_;
  env::BudgetedHttpClient network_;
  env::SecretHttpClient secrets_;
  env::PoliteHttpClient polite_;
  env::RetryingHttpClient http_;
  TracingHttpClient traced_;
  aws::AwsContext aws_context_;
  std::unique_ptr<env::ObjectStore> processed_;
  std::unique_ptr<env::ObjectStore> raw_;   // nullptr: same store as processed_
  std::unique_ptr<TablePublisher> tables_;  // nullptr: they are turned off
  std::string request_id_;
  std::unique_ptr<telemetry::Telemetry> telemetry_;
};

}  // namespace fxlake::cloud
