// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/main.h"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "built_in.h"
#include "built_in_console.h"
#include "fxlake/env/curl_http_client.h"

int main(int argc, char** argv) {
  using namespace fxlake;
  std::signal(SIGPIPE, SIG_DFL);
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large is an error like a full disk
  env::SystemClock clock;
  env::SystemRandom random;
  env::SystemProcesses processes;
  env::CurlHttpClient network("fxlake/" FXLAKE_VERSION " (exchange rates for a data lake)");
  std::error_code error;
  const cli::World world{.clock = clock,
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
  return cli::Main(argc, argv, world);
}
