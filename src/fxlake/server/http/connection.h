// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <chrono>
#include <list>
#include <memory>

namespace fxlake::server {

class Worker;

// One client connection of a worker: reads requests, including pipelined ones, and writes responses in order.
// Used on the worker's thread only. An exception closes the connection and is logged. Pending socket
// operations keep it alive, and the worker's list does until it is closed.
class Connection {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;
  using List = std::list<std::shared_ptr<Connection>>;

  virtual ~Connection() = default;
  virtual void Start(List::iterator self) = 0;
  // Whether it is between two requests.
  virtual bool IsIdle() const = 0;
  // The next time-out.
  virtual std::chrono::steady_clock::time_point deadline() const = 0;
  // Closes it and removes it from the worker's list.
  virtual void Close() = 0;
};

std::shared_ptr<Connection> MakeConnection(Worker& worker, Connection::Socket socket);

}  // namespace fxlake::server
