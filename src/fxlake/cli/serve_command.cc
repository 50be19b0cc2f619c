// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/serve_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "fxlake/aws/open_store.h"
#include "fxlake/base/text.h"
#include "fxlake/cli/carried_history.h"
#include "fxlake/cli/commands.h"
#include "fxlake/server/http/http_server.h"

namespace fxlake::cli {
namespace {

constexpr std::size_t kShortestToken = 16;
// Requests to a bucket are slower and may cost money.
constexpr auto kPollFolderEvery = std::chrono::milliseconds(250),
               kPollBucketEvery = std::chrono::milliseconds(5000);
// Runs and quarantine are read every so many polls: each second for a folder, each minute for a bucket.
constexpr int kRecordsEvery = 4, kBucketRecordsEvery = 12;

// A token that is hard to guess and valid in a header.
Result<std::string> ReadToken(const char* variable) {
  if (variable == nullptr) return std::string();
  std::string token(variable);
  if (token.size() < kShortestToken) {
    return InvalidInput(fmt::format(
        "reading FXLAKE_TOKEN: it has {} characters; a token needs at least {} to be safe from guessing; "
        "`openssl rand -hex 24` makes one",
        token.size(), kShortestToken));
  }
  if (std::ranges::any_of(token, [](char c) { return c <= ' ' || c > '~'; }))
    return InvalidInput(
        "reading FXLAKE_TOKEN: it has a character that is not an ASCII letter, digit or sign");
  return token;
}

// An origin as browsers write it: https://example.org, http://192.0.2.1:8080.
Result<std::string> ReadOrigin(std::string_view text) {
  std::string origin(text);
  for (auto& c : origin) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  const bool is_web = origin.starts_with("http://") || origin.starts_with("https://");
  if (!is_web || origin.find('/', origin.find("://") + 3) != std::string::npos || origin.ends_with("://"))
    return InvalidInput(fmt::format(
        "reading --allow-origin: expected an origin such as https://example.org, not \"{}\"", text));
  return origin;
}

// A log file that several threads write lines to.
class LogFile {
 public:
  static Result<std::unique_ptr<LogFile>> Open(const std::string& path, std::FILE* err, env::Clock& clock) {
    auto* file = path == "-" ? err : std::fopen(path.c_str(), "ae");
    if (file == nullptr) return InvalidInput("opening the access log: cannot write " + path);
    return std::unique_ptr<LogFile>(new LogFile(file, path != "-", clock));
  }
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;
  ~LogFile() {
    if (owned_) std::fclose(file_);
  }
  void Write(std::string_view line) {
    const auto text = fmt::format("{} {}\n", clock_.Now().ToString(), line);
    const std::lock_guard lock(guard_);
    std::fwrite(text.data(), 1, text.size(), file_);
    std::fflush(file_);
  }

 private:
  LogFile(std::FILE* file, bool owned, env::Clock& clock) : file_(file), owned_(owned), clock_(clock) {}
  std::FILE* file_;
  bool owned_;
  env::Clock& clock_;
  std::mutex guard_;
};

// Polls for a new manifest until it is stopped.
void Watch(const std::stop_token& stop, server::LiveSnapshot& live, Session& session) {
  std::mutex guard;
  std::condition_variable_any woken;
  bool failed = false;
  const bool is_bucket = session.options().lake.starts_with("s3://");
  const auto every = is_bucket ? kPollBucketEvery : kPollFolderEvery;
  const int records_every = is_bucket ? kBucketRecordsEvery : kRecordsEvery;
  int looks = 0;
  std::unique_lock lock(guard);
  while (!stop.stop_requested()) {
    woken.wait_for(lock, stop, every, [] { return false; });
    if (stop.stop_requested()) return;
    auto refreshed = live.Refresh();
    if (refreshed && (*refreshed || ++looks >= records_every)) {
      looks = 0;
      refreshed = live.RefreshRecords();
    }
    if (!refreshed && !failed)
      session.Note("reading the lake failed; the server still uses the previous snapshot: " +
                   refreshed.error().message());
    failed = !refreshed;
  }
}

std::atomic<bool> reload_requested = false;

// The scheduler in a thread of its own. It stops after the current run.
class ScheduleThread {
 public:
  ScheduleThread(ScheduleLoop& loop, const ScheduleTally& tally, Session& session)
      : tally_(tally), session_(session) {
    thread_ = std::jthread([this, &loop](const std::stop_token& stop) { Run(loop, stop); });
  }
  ScheduleThread(const ScheduleThread&) = delete;
  ScheduleThread& operator=(const ScheduleThread&) = delete;
  ~ScheduleThread() {
    thread_.request_stop();
    if (tally_.status().is_running)
      session_.Note("stopping after the current run; a second signal stops immediately");
  }

 private:
  void Run(ScheduleLoop& loop, const std::stop_token& stop) try {
    loop.Run([&] { return stop.stop_requested(); }, [] { return reload_requested.exchange(false); }, true);
  } catch (const std::exception& thrown) {
    session_.Note(std::string("fxlake: the scheduler failed: ") + thrown.what());
    std::abort();  // the service manager restarts the process
  }

  const ScheduleTally& tally_;
  Session& session_;
  std::jthread thread_;
};

}  // namespace

Result<int> Serve(Session& session, const ServeOptions& options) {
  ASSIGN_OR_RETURN(const auto address, server::ListenAddress::Parse(options.listen));
  ASSIGN_OR_RETURN(auto token, ReadToken(session.environment().variable("FXLAKE_TOKEN")));
  if (options.threads < 0 || options.threads > 256) return InvalidInput("--threads must be 0 to 256");
  if (options.requests_per_second < 0 || options.requests_per_second > 1'000'000)
    return InvalidInput("--requests-per-second must be 0 to 1000000");
  if (options.stale_after < 1 || options.stale_after > 1'000'000)
    return InvalidInput("--stale-after must be 1 to 1000000 seconds");
  std::vector<std::string> origins;
  for (const auto& text : options.origins) {
    ASSIGN_OR_RETURN(origins.emplace_back(), ReadOrigin(text));
  }
  if (!address.IsLocal() && token.empty()) {
    if (!options.is_public)
      return InvalidInput("--listen " + options.listen +
                          " lets other machines read the lake: set FXLAKE_TOKEN, or add --public");
    session.Note("warning: every client that can connect to " + options.listen +
                 " can read the whole lake, because FXLAKE_TOKEN is not set");
  }
  if (options.seed) RETURN_IF_ERROR(SeedLake(session));
  ScheduleTally tally;
  std::unique_ptr<ScheduleLoop> loop;
  if (options.with_schedule) {
    ASSIGN_OR_RETURN(loop, ScheduleLoop::Open(session, options.schedule, &tally));
    std::signal(SIGHUP, [](int) { reload_requested = true; });
  }
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto live, server::LiveSnapshot::Open(lake.processed, *catalog, *clock));
  std::unique_ptr<LogFile> log;
  if (options.access_log) {
    ASSIGN_OR_RETURN(log, LogFile::Open(*options.access_log, session.environment().err, *clock));
  }
  std::string tables_root;
  std::map<std::string, std::string> tables_config;
  if (session.config().tables.value_or(true)) {
    const auto& uri = session.options().lake;
    ASSIGN_OR_RETURN(tables_root, aws::RootOf(uri, session.AwsContext()));
    ASSIGN_OR_RETURN(tables_config, aws::FileAccessOf(uri, session.AwsContext()));
  }
  server::ServerContext context{.lake = lake,
                                .catalog = *catalog,
                                .console = session.environment().console,
                                .version = FXLAKE_VERSION,
                                .stale_after_micros = options.stale_after * Instant::kPerSecond,
                                .tables_root = std::move(tables_root),
                                .tables_config = std::move(tables_config),
                                .origins = std::move(origins)};
  if (loop) context.schedule = [&tally] { return tally.status(); };
  const server::HttpServer::Options http{.address = address,
                                         .threads = static_cast<int>(options.threads),
                                         .requests_per_second = options.requests_per_second,
                                         .service = {.token = std::move(token)}};
  ASSIGN_OR_RETURN(const auto problems, LogFile::Open("-", session.environment().err, *clock));
  server::HttpServer::Logs logs{.problems = [&](std::string_view line) { problems->Write(line); }};
  if (log) logs.access = [&](std::string_view line) { log->Write(line); };
  ASSIGN_OR_RETURN(const auto server,
                   server::HttpServer::Open(context, *live, *clock, http, std::move(logs)));
  session.Print(server->url() + "\n");
  std::fflush(session.environment().out);
  const auto snapshot = live->Get();
  session.Note(fmt::format("serving {} of the lake {}; stop with Ctrl-C",
                           Counted(snapshot->histories.size(), "source"), session.options().lake));
  for (const auto& [source, reason] : snapshot->not_served)
    session.Note(fmt::format("warning: {} is not served: {}", source, reason));
  const std::jthread watcher([&](const std::stop_token& stop) { Watch(stop, *live, session); });
  std::optional<ScheduleThread> schedule;
  if (loop) schedule.emplace(*loop, tally, session);
  server->Run();
  return kSuccess;
}

void DeclareListening(Arguments& arguments, ServeOptions& options) {
  arguments.Option(
      "--listen ADDRESS:PORT", options.listen,
      "Address and port (port 0 takes a free one), [::1]:8080 for IPv6, or unix:PATH for a socket");
  arguments.Flag("--public", options.is_public, "Allow other machines without a token");
  arguments.Option(
      "--requests-per-second N", options.requests_per_second,
      "Average requests per second allowed for one client address, with bursts of ten times as many; "
      "0: no limit");
  arguments.Option(
      "--stale-after SECONDS", options.stale_after,
      "Age of the snapshot in seconds after which /health/ready returns 503, when the lake cannot be "
      "read");
  arguments.Option("--allow-origin ORIGIN", options.origins,
                   "Origin whose pages may call /mcp, in addition to this machine's own (repeatable)");
  arguments.Option("--threads N", options.threads, "Number of threads that serve requests; 0: one per core");
  arguments.Option("--access-log FILE", options.access_log,
                   "File to which one line is appended for each response; \"-\" is standard error");
}

Command ServeCommand() {
  return {
      "serve", "Serve a rates API and the console over HTTP",
      "Prints its address and serves until it is interrupted. /v1 and /v2 are compatible with "
      "Frankfurter; /api/v1 has exact decimals and the origin of each number; / is the console; "
      "/metrics and /health are for monitoring. Responses come from a snapshot of the lake in memory, "
      "which is replaced when a run commits.\n"
      "\n"
      "The server listens on this machine only, unless --listen sets another address. When "
      "FXLAKE_TOKEN is set (16 characters or more), every path except /health and the console's files "
      "requires it as a bearer token. Without a token, other machines get access only with --public. "
      "For TLS, use a reverse proxy: docs/guides/tls.md has an example.\n"
      "\n"
      "--schedule also starts scheduled runs in this process. SIGTERM stops it after the current run. "
      "SIGHUP reloads the configuration, source files, and schedules; if one is invalid, the error is "
      "reported and the former ones stay in force. /health and /metrics report the server and the "
      "scheduler.\n"
      "\n"
      "Examples:\n"
      "  fxlake serve\n"
      "  fxlake serve --schedule --seed\n"
      "  fxlake serve --listen unix:/run/fxlake/fxlake.sock\n"
      "  fxlake serve --listen '[::1]:8080' --access-log access.log\n"
      "  fxlake serve --listen 0.0.0.0:8080 --public --requests-per-second 20\n"
      "  fxlake serve --listen 127.0.0.1:0 --today 2026-04-14",
      [](Arguments& arguments) -> Action {
        const auto options = std::make_shared<ServeOptions>();
        DeclareListening(arguments, *options);
        arguments.Flag("--schedule", options->with_schedule,
                       "Start scheduled runs, as \"fxlake schedule\" does");
        arguments.Flag("--seed", options->seed,
                       "Fill an empty lake from the ECB rate history in the package");
        arguments.Option(
            "--schedules FILE", options->schedule.schedules,
            "File of schedules in the format of workflows/schedule.json. Default: the built-in schedules.");
        DeclareScheduledRun(arguments, options->schedule.run);
        return [options](Session& session) { return Serve(session, *options); };
      }};
}

}  // namespace fxlake::cli
