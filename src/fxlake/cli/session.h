// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/json.h"
#include "fxlake/cli/config.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/env/object_store.h"
#include "fxlake/env/process.h"
#include "fxlake/env/random.h"
#include "fxlake/lake/keys.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/server/http/router.h"
#include "fxlake/sources/language/catalog.h"

namespace fxlake::tables {
class Publisher;
}

namespace fxlake::cli {

// Provided by the program's main: the process environment and the embedded files.
struct ProcessEnvironment {
  env::Clock& clock;
  env::Random& random;
  env::HttpClient& network;
  env::Processes& processes;
  std::span<const sources::BuiltInFile> sources;
  std::string_view quality_rules;  // quality/exchange_rates.dqdl
  std::string_view workflow;       // workflows/fxlake.asl.json
  std::string_view schedules;      // workflows/schedule.json
  std::span<const server::ConsoleFile> console;
  std::string program_folder;
  std::function<const char*(const char*)> variable;  // reads an environment variable; nullptr when unset
  std::FILE* out;
  std::FILE* err;
};

// The options that every command accepts.
struct GlobalOptions {
  std::string lake = "./lake";
  std::optional<std::string> raw;  // the raw zone, when it is in another store
  std::optional<std::string> sources_folder;
  std::optional<std::string> config_file;
  std::optional<std::string> today;
  bool json = false;
  bool quiet = false;
  bool verbose = false;
};

// The environment of one command according to its options. Opens stores, catalog and clients on first use.
class Session {
 public:
  Session(const ProcessEnvironment& environment, GlobalOptions options, Config config = {});
  ~Session();

  const ProcessEnvironment& environment() const { return environment_; }
  const GlobalOptions& options() const { return options_; }
  const Config& config() const { return config_; }
  bool json() const { return options_.json; }

  Result<env::Clock*> Clock();
  Result<lake::Lake> Lake();
  // Publishes the lake's open tables; nullptr when they are turned off.
  Result<tables::Publisher*> Publisher();
  // Receives the commits of a transform; PublishTables publishes them when it has ended.
  using NoteCommit = std::function<void(const lake::Manifest& manifest, std::map<std::string, std::string>)>;
  Result<NoteCommit> CommitNote();
  Result<void> PublishTables(const std::string& run = "");
  // Context for AWS stores and services; its clock ignores --today.
  aws::AwsContext AwsContext() const;
  Result<const sources::Catalog*> Catalog();
  // The HTTP client with rate limits, secrets and retries, or a recording when `replay` is set.
  Result<env::HttpClient*> Http(const std::optional<std::string>& replay);

  // Text for people on standard output, and notes on standard error (suppressed by --quiet). Terminal control
  // characters are escaped.
  void Print(std::string_view text);
  // Data on standard output, unmodified.
  void Write(std::string_view data);
  void PrintJson(const Json& json) { Write(json.DumpPretty()); }
  void Note(std::string_view text);

 private:
  const ProcessEnvironment& environment_;
  GlobalOptions options_;
  Config config_;
  std::unique_ptr<env::Clock> shifted_;
  std::unique_ptr<env::ObjectStore> store_;
  std::unique_ptr<env::ObjectStore> raw_store_;  // null when it is the lake's store
  std::unique_ptr<tables::Publisher> publisher_;
  std::optional<sources::Catalog> catalog_;
  // each wraps the previous one
  std::unique_ptr<env::HttpClient> configured_, secrets_, polite_, http_;
};

}  // namespace fxlake::cli
