// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <ctime>

#include "fxlake/server/http/connection.h"
#include "fxlake/server/http/http_server.h"
#include "fxlake/server/http/store_readers.h"

namespace fxlake::server {

// One thread with an event loop and its connections.
class Worker {
 public:
  // All arguments must outlive the worker.
  Worker(const Service::Context& context, const HttpServer::Options& given, const HttpServer::Logs& logs,
         StoreReaders& readers);

  // Accepts from a listening socket and eventually closes it. Throws boost::system::system_error.
  void Listen(int family, int descriptor);
  // Runs until Stop, and until requests in progress are completed.
  void Run();
  // From any thread.
  void Stop();
  // The Date header.
  std::string_view date_line();
  void LogProblem(std::string_view problem) const;

  const HttpServer::Options& options;
  const HttpServer::Line& log;
  StoreReaders& store_readers;
  boost::asio::io_context io{1};
  Metrics metrics;
  Service service;
  std::string scratch;
  Connection::List connections;
  std::size_t most_connections = 0;
  bool stopping = false;

 private:
  using Protocol = boost::asio::generic::stream_protocol;

  void Accept();
  void Add(Protocol::socket socket);
  void Sweep();

  const HttpServer::Line& log_problem_;
  boost::asio::basic_socket_acceptor<Protocol> acceptor_;
  boost::asio::steady_timer sweep_, retry_;
  std::chrono::steady_clock::time_point stop_by_ = std::chrono::steady_clock::time_point::max();
  std::time_t date_of_ = 0;
  std::string date_line_;
};

}  // namespace fxlake::server
