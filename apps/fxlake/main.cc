// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/main.h"

#include <malloc.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>

#include "built_in.h"
#include "built_in_console.h"
#include "fxlake/base/error.h"
#include "fxlake/env/curl_http_client.h"
#include "fxlake/env/user_agent.h"

int main(int argc, char** argv) try {
  namespace env = fxlake::env;
  namespace cli = fxlake::cli;
  std::signal(SIGPIPE, SIG_DFL);
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large is an error, like a full disk
  // Keep memory that one source has freed for the next; returned to the kernel, it would come back as zeroed
  // pages.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  env::SystemClock clock;
  env::SystemRandom random;
  env::SystemProcesses processes;
  env::CurlHttpClient network(env::UserAgent(FXLAKE_VERSION, std::getenv("FXLAKE_CONTACT")));
  std::error_code error;
  const cli::ProcessEnvironment environment{
      .clock = clock,
      .random = random,
      .network = network,
      .processes = processes,
      .sources = built_in::kSources,
      .quality_rules = built_in::kQualityRules,
      .workflow = built_in::kWorkflow,
      .schedules = built_in::kSchedules,
      .console = built_in::kConsole,
      .program_folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path().string(),
      .variable = [](const char* name) -> const char* { return std::getenv(name); },
      .out = stdout,
      .err = stderr};
  return cli::Main(argc, argv, environment);
} catch (const std::exception& thrown) {  // thrown before there was anything to report it with
  std::fprintf(stderr, "fxlake: %s\n", thrown.what());
  return fxlake::TraitsOf(fxlake::ErrorKind::internal).exit_code;
}
