// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <chrono>
#include <list>
#include <memory>

namespace fxlake::server {

class Worker;

// One client of a worker, from its first byte to its last: reads requests, also several at once, and writes
// their answers in order. Only its worker's thread touches it. An exception closes it and is logged. What
// waits for the socket keeps it alive; the worker's list does until it is closed.
class Connection {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;
  using List = std::list<std::shared_ptr<Connection>>;

  virtual ~Connection() = default;
  virtual void Start(List::iterator self) = 0;
  // Between two requests.
  virtual bool IsIdle() const = 0;
  // By when something has to happen.
  virtual std::chrono::steady_clock::time_point deadline() const = 0;
  // Takes it out of its worker's list.
  virtual void Close() = 0;
};

std::shared_ptr<Connection> MakeConnection(Worker& worker, Connection::Socket socket);

}  // namespace fxlake::server
