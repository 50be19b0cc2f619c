// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "fxlake/cli/commands.h"

namespace fxlake::cli {
namespace {

constexpr std::string_view kPath = "/health/ready";
constexpr std::chrono::milliseconds kPatience{5'000};

Result<int> RequestHealth(Session& session, const std::string& server) {
  env::HttpRequest request{.url = server + std::string(kPath), .timeout = kPatience, .past_proxies = true};
  ASSIGN_OR_RETURN(const auto response, session.environment().network.Send(request).In("asking " + server));
  session.Print(response.body + "\n");
  return response.status == 200 ? kSuccess : kFailed;
}

}  // namespace

Command HealthCommand() {
  return {"health", "Check whether a running server is ready",
          "Prints the response of /health/ready. Exits with 0 if the server is ready, with 1 if it is not, "
          "and with 5 if it "
          "does not respond. For health checks of containers and load balancers.\n\nExamples:\n"
          "  fxlake health\n"
          "  fxlake health http://127.0.0.1:9000",
          [](Arguments& arguments) -> Action {
            const auto server = std::make_shared<std::optional<std::string>>();
            arguments.Word("server", *server, "Address of the server. Default: http://127.0.0.1:8080");
            return [server](Session& session) {
              return RequestHealth(session, server->value_or("http://127.0.0.1:8080"));
            };
          }};
}

}  // namespace fxlake::cli
