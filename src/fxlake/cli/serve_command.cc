// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "fxlake/cli/commands.h"
#include "fxlake/server/http_server.h"

namespace fxlake::cli {
namespace {

// A bucket takes longer to answer, and may ask for money.
constexpr auto kPollFolderEvery = std::chrono::milliseconds(250), kPollBucketEvery = std::chrono::milliseconds(5000);

struct Options {
  std::string listen = "127.0.0.1:8080";
  std::int64_t threads = 0;
  std::optional<std::string> access_log;
};

struct Address {
  std::string host;
  std::uint16_t port = 0;
};

Result<Address> ReadAddress(std::string_view text) {
  const auto wrong = [&] { return InvalidInput(fmt::format("reading --listen: not ADDRESS:PORT: \"{}\"", text)); };
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong();
  Address address;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  address.host = host == "localhost" ? "127.0.0.1" : host.empty() ? "0.0.0.0" : std::string(host);
  const auto port = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc() || end != port.data() + port.size()) return wrong();
  return address;
}

// Lines of all workers into one file.
class AccessLog {
 public:
  static Result<std::unique_ptr<AccessLog>> Open(const std::string& path, std::FILE* err, env::Clock& clock) {
    auto* file = path == "-" ? err : std::fopen(path.c_str(), "ae");
    if (file == nullptr) return InvalidInput("opening the access log: cannot write " + path);
    return std::unique_ptr<AccessLog>(new AccessLog(file, path != "-", clock));
  }
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;
  ~AccessLog() {
    if (owned_) std::fclose(file_);
  }
  void Write(std::string_view line) {
    const auto text = fmt::format("{} {}\n", clock_.Now().ToString(), line);
    const std::lock_guard lock(guard_);
    std::fwrite(text.data(), 1, text.size(), file_);
    std::fflush(file_);
  }

 private:
  AccessLog(std::FILE* file, bool owned, env::Clock& clock) : file_(file), owned_(owned), clock_(clock) {}
  std::FILE* file_;
  bool owned_;
  env::Clock& clock_;
  std::mutex guard_;
};

// Looks for a new manifest, again and again, until it is told to stop.
void Watch(const std::stop_token& stop, server::LiveSnapshot& live, Session& session) {
  std::mutex guard;
  std::condition_variable_any woken;
  bool failed = false;
  const auto every = session.options().lake.starts_with("s3://") ? kPollBucketEvery : kPollFolderEvery;
  std::unique_lock lock(guard);
  while (!stop.stop_requested()) {
    woken.wait_for(lock, stop, every, [] { return false; });
    if (stop.stop_requested()) return;
    const auto swapped = live.Refresh();
    if (!swapped && !failed) session.Remark("still serving what was read before: " + swapped.error().message());
    failed = !swapped;
  }
}

Result<int> Serve(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto address, ReadAddress(options.listen));
  if (options.threads < 0 || options.threads > 256) return InvalidInput("--threads is 0 to 256");
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto live, server::LiveSnapshot::Open(lake.processed, *catalog));
  std::unique_ptr<AccessLog> log;
  if (options.access_log) {
    ASSIGN_OR_RETURN(log, AccessLog::Open(*options.access_log, session.world().err, *clock));
  }
  server::RunList runs(lake.processed);
  server::Site site{.lake = lake, .catalog = *catalog, .runs = runs, .console = session.world().console, .version = FXLAKE_VERSION};
  server::HttpServer::Options http{.address = address.host, .port = address.port, .threads = static_cast<int>(options.threads)};
  if (const auto* token = session.world().variable("FXLAKE_TOKEN"); token != nullptr) http.service.token = token;
  const auto write = log ? server::HttpServer::AccessLog([&](std::string_view line) { log->Write(line); }) : nullptr;
  ASSIGN_OR_RETURN(const auto server, server::HttpServer::Open(site, *live, *clock, http, write));
  session.Print(server->url() + "\n");
  std::fflush(session.world().out);
  const auto snapshot = live->Get();
  session.Remark(fmt::format("serving {} sources of the lake {}; ends with Ctrl-C", snapshot->histories.size(), session.options().lake));
  const std::jthread watcher([&](const std::stop_token& stop) { Watch(stop, *live, session); });
  server->Run();
  return kSuccess;
}

}  // namespace

Command ServeCommand() {
  return {"serve", "Answer over HTTP: a rates API, and the console",
          "Prints its address and serves until it is interrupted. /v1 and /v2 answer as Frankfurter does, /api/v1 with exact decimals and "
          "where each "
          "number came from, / is the console, /metrics and /health are for machines. Answers are made of a snapshot of the lake in "
          "memory, which is "
          "swapped when a run has committed.\n\n"
          "It listens on this machine only, unless --listen says otherwise. When the variable FXLAKE_TOKEN is set, all but /health and the "
          "console's "
          "files asks for it as a bearer token. There is no TLS: put a proxy in front of it.\n\nExamples:\n"
          "  fxlake serve\n"
          "  fxlake serve --listen 0.0.0.0:8080 --access-log access.log\n"
          "  fxlake serve --listen 127.0.0.1:0 --today 2026-04-14",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Option("--listen ADDRESS:PORT", options->listen, "Where to listen; port 0 takes a free one");
            arguments.Option("--threads N", options->threads, "How many threads answer; 0: one for each core");
            arguments.Option("--access-log FILE", options->access_log, "Append a line for each answer to a file; - is standard error");
            return [options](Session& session) { return Serve(session, *options); };
          }};
}

}  // namespace fxlake::cli
