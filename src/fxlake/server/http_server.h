// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "fxlake/server/request_reader.h"
#include "fxlake/server/service.h"

namespace fxlake::server {

// HTTP/1.1 over TCP: keep-alive, pipelining, chunked streams, limits, time-outs. One thread, one event loop and one listening socket
// (SO_REUSEPORT) for each worker; a worker shares nothing with the others but the snapshot.
class HttpServer {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;         // 0: one that is free
    int threads = 0;                   // 0: one for each core
    std::size_t connections = 20'000;  // of all workers; further ones are closed at once
    int request_seconds = 10;          // for a whole request, from its first byte
    int idle_seconds = 75;             // between requests
    int write_seconds = 30;            // without the other side taking a byte
    int stop_seconds = 10;             // for answers under way when it is told to stop
    RequestReader::Limits limits = {};
    Service::Options service = {};
  };
  // One line for each answer; called from every worker. Empty: nobody is told.
  using AccessLog = std::function<void(std::string_view line)>;

  // Binds the sockets. `site`, `live` and `clock` outlive it. denied or unavailable when the address cannot be listened on.
  static Result<std::unique_ptr<HttpServer>> Open(Site& site, const LiveSnapshot& live, env::Clock& clock, Options options, AccessLog log);
  ~HttpServer();

  std::string url() const;  // http://127.0.0.1:8080
  // Serves until SIGINT or SIGTERM, or until Stop. Ends what is under way.
  void Run();
  // From any thread.
  void Stop();

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace fxlake::server
