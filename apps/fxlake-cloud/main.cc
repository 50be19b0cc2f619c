// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/main.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "built_in.h"
#include "fxlake/base/error.h"
#include "fxlake/env/curl_http_client.h"
#include "fxlake/env/user_agent.h"
#include "linked_curl.h"

int main(int argc, char** argv) try {
  namespace env = fxlake::env;
  namespace cloud = fxlake::cloud;
  std::signal(SIGPIPE, SIG_IGN);  // a closed log must not end the program
  const auto variable = [](const char* name) -> const char* { return std::getenv(name); };
  env::SystemClock clock;
  env::SystemRandom random;
  env::CurlHttpClient network(env::UserAgent(FXLAKE_VERSION, variable("FXLAKE_CONTACT")), LinkedCurl);
  const cloud::ProcessEnvironment environment{
      .clock = clock,
      .random = random,
      .network = network,
      .sources = built_in::kSources,
      .quality_rules = built_in::kQualityRules,
      .variable = variable,
      .set_variable = [](const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); },
      .log = variable("AWS_LAMBDA_RUNTIME_API") != nullptr ? STDOUT_FILENO : STDERR_FILENO};
  return cloud::Main(argc, argv, environment);
} catch (const std::exception& thrown) {  // thrown before there was anything to report it with
  std::fprintf(stderr, "fxlake-cloud: %s\n", thrown.what());
  return fxlake::TraitsOf(fxlake::ErrorKind::internal).exit_code;
}
