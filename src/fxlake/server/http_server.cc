// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http_server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <thread>

#include "fxlake/server/worker.h"

namespace fxlake::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

void AllowManyDescriptors() {
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(Options options, AccessLog log) : options_(std::move(options)), log_(std::move(log)) {}

  void Open(Site& site, const LiveSnapshot& live, env::Clock& clock) {
    AllowManyDescriptors();
    const auto count =
        static_cast<std::size_t>(options_.threads > 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency()));
    endpoint_ = Tcp::endpoint(asio::ip::make_address(options_.address), options_.port);
    for (std::size_t i = 0; i < count; ++i) {
      workers_.push_back(std::make_unique<Worker>(site, live, clock, options_, log_));
      workers_.back()->most_connections = std::max<std::size_t>(1, options_.connections / count);
      endpoint_ = workers_.back()->Listen(endpoint_);
    }
    site.server_metrics = [this](const View& view) {
      std::vector<const Metrics*> metrics;
      for (const auto& worker : workers_) metrics.push_back(&worker->metrics);
      return ServerMetrics(metrics, view);
    };
  }

  std::string url() const {
    const auto address = endpoint_.address();
    const auto host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
    return fmt::format("http://{}:{}", host, endpoint_.port());
  }

  void Run() {
    asio::signal_set signals(workers_.front()->io, SIGINT, SIGTERM);
    signals.async_wait([this](error_code error, int) {
      if (!error) Stop();
    });
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers_.size(); ++i) threads.emplace_back([worker = workers_[i].get()] { worker->Run(); });
    workers_.front()->Run();
  }
  void Stop() {
    for (const auto& worker : workers_) worker->Stop();
  }

 private:
  Options options_;
  AccessLog log_;
  std::vector<std::unique_ptr<Worker>> workers_;
  Tcp::endpoint endpoint_;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::Open(Site& site, const LiveSnapshot& live, env::Clock& clock, Options options,
                                                     AccessLog log) {
  const auto doing = fmt::format("listening on {}:{}", options.address, options.port);
  auto impl = std::make_unique<Impl>(std::move(options), std::move(log));
  try {
    impl->Open(site, live, clock);
  } catch (const boost::system::system_error& error) {
    const bool denied = error.code() == boost::system::errc::permission_denied;
    const auto message = doing + ": " + error.code().message();
    return denied ? Denied(message) : error.code() == boost::system::errc::invalid_argument ? InvalidInput(message) : Unavailable(message);
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::string HttpServer::url() const { return impl_->url(); }
void HttpServer::Run() { impl_->Run(); }
void HttpServer::Stop() { impl_->Stop(); }

}  // namespace fxlake::server
