// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/worker.h"

#include <boost/asio/post.hpp>
#include <tuple>

namespace fxlake::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

constexpr std::size_t kScratchBytes = 64 * 1024;

std::string DateLine(std::time_t now) {
  std::tm civil = {};
  gmtime_r(&now, &civil);
  char text[48];
  return {text, std::strftime(text, sizeof text, "date: %a, %d %b %Y %H:%M:%S GMT\r\n", &civil)};
}

}  // namespace

Worker::Worker(const Site& site, const LiveSnapshot& live, env::Clock& clock, const HttpServer::Options& given,
               const HttpServer::AccessLog& access_log)
    : options(given), log(access_log), service(site, live, clock, metrics, given.service), acceptor_(io), sweep_(io), retry_(io) {
  scratch.resize(kScratchBytes);
}

Tcp::endpoint Worker::Listen(const Tcp::endpoint& endpoint) {
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(Tcp::acceptor::reuse_address(true));
  acceptor_.set_option(asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>(true));
  acceptor_.bind(endpoint);
  acceptor_.listen(4096);
  acceptor_.non_blocking(true);
  return acceptor_.local_endpoint();
}

void Worker::Run() {
  Accept();
  Sweep();
  io.run();
}

std::string_view Worker::date_line() {
  const auto now = std::time(nullptr);
  if (now != date_of_) {
    date_of_ = now;
    date_line_ = DateLine(now);
  }
  return date_line_;
}

void Worker::Accept() {
  acceptor_.async_accept([this](error_code error, Tcp::socket socket) {
    if (error == asio::error::operation_aborted || stopping) return;
    if (error) {  // no descriptors left: some may be free in a moment
      retry_.expires_after(std::chrono::milliseconds(50));
      retry_.async_wait([this](error_code stopped) {
        if (!stopped) Accept();
      });
      return;
    }
    if (connections.size() < most_connections) {
      error_code ignored;
      std::ignore = socket.non_blocking(true, ignored);
      std::ignore = socket.set_option(Tcp::no_delay(true), ignored);
      metrics.connections_opened.fetch_add(1, std::memory_order_relaxed);
      metrics.connections_open.fetch_add(1, std::memory_order_relaxed);
      connections.push_front(MakeConnection(*this, std::move(socket)));
      connections.front()->Start(connections.begin());
    }
    Accept();
  });
}

// Once a second: closes who is too slow, and at the end of a stop everybody.
void Worker::Sweep() {
  const auto now = std::chrono::steady_clock::now();
  for (auto at = connections.begin(); at != connections.end();) {
    const auto connection = *at++;
    const bool late = connection->deadline() < now;
    if (late && !connection->IsIdle()) metrics.timeouts.fetch_add(1, std::memory_order_relaxed);
    if (late || stop_by_ < now || (stopping && connection->IsIdle())) connection->Close();
  }
  if (stopping && connections.empty()) return io.stop();
  sweep_.expires_after(stopping ? std::chrono::milliseconds(20) : std::chrono::milliseconds(1000));
  sweep_.async_wait([this](error_code error) {
    if (!error) Sweep();
  });
}

void Worker::Stop() {
  asio::post(io, [this] {
    if (stopping) return;
    stopping = true;
    stop_by_ = std::chrono::steady_clock::now() + std::chrono::seconds(options.stop_seconds);
    error_code ignored;
    std::ignore = acceptor_.close(ignored);
    sweep_.cancel();
    Sweep();
  });
}

}  // namespace fxlake::server
