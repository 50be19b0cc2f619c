// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <ctime>

#include "fxlake/server/connection.h"
#include "fxlake/server/http_server.h"

namespace fxlake::server {

// One thread's event loop with its connections.
class Worker {
 public:
  Worker(const Site& site, const LiveSnapshot& live, env::Clock& clock, const HttpServer::Options& given,
         const HttpServer::AccessLog& access_log);

  // Binds; with port 0 to a free one. Throws boost::system::system_error.
  boost::asio::ip::tcp::endpoint Listen(const boost::asio::ip::tcp::endpoint& endpoint);
  // Until Stop, and until what is under way is answered.
  void Run();
  // From any thread.
  void Stop();
  // The header with the time of day.
  std::string_view date_line();

  const HttpServer::Options& options;
  const HttpServer::AccessLog& log;
  boost::asio::io_context io{1};
  Metrics metrics;
  Service service;
  std::string scratch;
  Connection::List connections;
  std::size_t most_connections = 0;
  bool stopping = false;

 private:
  void Accept();
  void Sweep();

  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer sweep_, retry_;
  std::chrono::steady_clock::time_point stop_by_ = std::chrono::steady_clock::time_point::max();
  std::time_t date_of_ = 0;
  std::string date_line_;
};

}  // namespace fxlake::server
