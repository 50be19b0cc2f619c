// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "fxlake/server/http/listen_address.h"
#include "fxlake/server/http/service.h"
#include "fxlake/server/message/request_reader.h"

namespace fxlake::server {

// HTTP/1.1 over TCP or a Unix socket: keep-alive, pipelining, chunked streams, limits, time-outs. Each worker
// has one thread, one event loop and one listening socket; workers share only the snapshot and a few threads
// that read the object store for responses that need it.
class HttpServer {
 public:
  struct Options {
    ListenAddress address = {};
    int threads = 0;                       // 0: one per core
    std::size_t connections = 20'000;      // over all workers; further ones are closed at once
    int request_seconds = 10;              // for a whole request, from its first byte
    int idle_seconds = 75;                 // between requests
    int write_seconds = 30;                // without progress
    int store_seconds = 60;                // for a response that reads the object store
    int stop_seconds = 10;                 // for requests in progress after Stop
    std::int64_t requests_per_second = 0;  // per client; 0: unlimited
    RequestReader::Limits limits = {};
    Service::Options service = {};
  };
  // Called from every thread. May be empty.
  using Line = std::function<void(std::string_view line)>;
  struct Logs {
    Line access = {};    // one line per response
    Line problems = {};  // unexpected exceptions
  };

  // Binds the sockets. `context`, `live` and `clock` must outlive it. Errors: those of ListeningSockets.
  static Result<std::unique_ptr<HttpServer>> Open(ServerContext& context, const LiveSnapshot& live,
                                                  env::Clock& clock, Options options, Logs logs);
  ~HttpServer();

  std::string url() const;  // http://127.0.0.1:8080
  // Serves until SIGINT, SIGTERM or Stop, then completes the requests in progress.
  void Run();
  // From any thread.
  void Stop();

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace fxlake::server
