// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/worker.h"

#include <fmt/format.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <exception>
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

Worker::Worker(const Service::Context& context, const HttpServer::Options& given,
               const HttpServer::Logs& logs, StoreReaders& readers)
    : options(given),
      log(logs.access),
      store_readers(readers),
      service(context, metrics, given.service),
      log_problem_(logs.problems),
      acceptor_(io),
      sweep_(io),
      retry_(io) {
  scratch.resize(kScratchBytes);
}

void Worker::Listen(int family, int descriptor) {
  acceptor_.assign(Protocol(family, 0), descriptor);
  acceptor_.non_blocking(true);
}

void Worker::LogProblem(std::string_view problem) const {
  if (log_problem_) log_problem_(fmt::format("serving: {}", problem));
}

void Worker::Run() {
  Accept();
  Sweep();
  while (true) {
    try {
      io.run();
      return;
    } catch (const std::exception& thrown) {  // of one handler; the others continue
      LogProblem(thrown.what());
    }
  }
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
  acceptor_.async_accept([this](error_code error, Protocol::socket socket) {
    if (error == asio::error::operation_aborted || stopping) return;
    if (error) {  // out of descriptors, which may be temporary
      retry_.expires_after(std::chrono::milliseconds(50));
      retry_.async_wait([this](error_code stopped) {
        if (!stopped) Accept();
      });
      return;
    }
    try {
      if (connections.size() < most_connections) Add(std::move(socket));
    } catch (const std::exception& thrown) {  // out of memory for another connection
      LogProblem(thrown.what());
    }
    Accept();
  });
}

void Worker::Add(Protocol::socket socket) {
  error_code ignored;
  std::ignore = socket.non_blocking(true, ignored);
  std::ignore = socket.set_option(Tcp::no_delay(true), ignored);
  connections.push_front(MakeConnection(*this, std::move(socket)));
  metrics.connections_opened.fetch_add(1, std::memory_order_relaxed);
  metrics.connections_open.fetch_add(1, std::memory_order_relaxed);
  connections.front()->Start(connections.begin());
}

// Once a second: closes connections that timed out and, at the end of a stop, all.
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
