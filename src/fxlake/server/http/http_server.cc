// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/http_server.h"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <optional>
#include <thread>

#include "fxlake/server/http/listening_sockets.h"
#include "fxlake/server/http/worker.h"

namespace fxlake::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

void AllowManyDescriptors() {
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(Options options, Logs logs) : options_(std::move(options)), logs_(std::move(logs)) {}

  Result<void> Open(ServerContext& server, const LiveSnapshot& live, env::Clock& clock) {
    AllowManyDescriptors();
    const auto count = static_cast<std::size_t>(
        options_.threads > 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency()));
    ASSIGN_OR_RETURN(auto sockets, ListeningSockets::Open(options_.address, count));
    sockets_.emplace(std::move(sockets));
    if (options_.requests_per_second > 0) limit_.emplace(options_.requests_per_second);
    const Service::Context context{.context = server,
                                   .live = live,
                                   .clock = clock,
                                   .limit = limit_ ? &*limit_ : nullptr,
                                   .log_problem = logs_.problems};
    for (std::size_t i = 0; i < count; ++i) {
      workers_.push_back(std::make_unique<Worker>(context, options_, logs_, readers_));
      workers_.back()->most_connections = std::max<std::size_t>(1, options_.connections / count);
      workers_.back()->Listen(sockets_->family(), sockets_->Take());
    }
    server.freshness = [&live] { return live.freshness(); };
    server.server_metrics = [this, live_freshness = server.freshness](const View& view) {
      std::vector<const Metrics*> metrics;
      for (const auto& worker : workers_) metrics.push_back(&worker->metrics);
      return ServerMetrics(metrics, view, live_freshness());
    };
    return {};
  }

  std::string url() const { return sockets_->address().ToUrl(); }

  void Run() {
    asio::signal_set signals(workers_.front()->io, SIGINT, SIGTERM);
    signals.async_wait([this](error_code error, int) {
      if (!error) Stop();
    });
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers_.size(); ++i)
      threads.emplace_back([worker = workers_[i].get()] { worker->Run(); });
    workers_.front()->Run();
    threads.clear();
    readers_.Join();  // before the workers that they post to are destroyed
  }
  void Stop() {
    for (const auto& worker : workers_) worker->Stop();
  }

 private:
  Options options_;
  Logs logs_;
  std::optional<ListeningSockets> sockets_;
  std::optional<RequestLimit> limit_;
  StoreReaders readers_;  // they post to the workers
  std::vector<std::unique_ptr<Worker>> workers_;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::Open(ServerContext& context, const LiveSnapshot& live,
                                                     env::Clock& clock, Options options, Logs logs) {
  auto impl = std::make_unique<Impl>(std::move(options), std::move(logs));
  try {
    RETURN_IF_ERROR(impl->Open(context, live, clock));
  } catch (const boost::system::system_error& error) {
    return Unavailable("listening: " + error.code().message());
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::string HttpServer::url() const { return impl_->url(); }
void HttpServer::Run() { impl_->Run(); }
void HttpServer::Stop() { impl_->Stop(); }

}  // namespace fxlake::server
