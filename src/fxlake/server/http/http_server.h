// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "fxlake/server/http/listen_address.h"
#include "fxlake/server/http/service.h"
#include "fxlake/server/message/request_reader.h"

namespace fxlake::server {

// HTTP/1.1 over TCP or a socket in the file system: keep-alive, pipelining, chunked streams, limits,
// time-outs. One thread, one event loop and one listening socket for each worker; a worker shares nothing
// with the others but the snapshot, and a few threads that read the object store for those answers that need
// it.
class HttpServer {
 public:
  struct Options {
    ListenAddress address = {};
    int threads = 0;                       // 0: one for each core
    std::size_t connections = 20'000;      // of all workers; further ones are closed at once
    int request_seconds = 10;              // for a whole request, from its first byte
    int idle_seconds = 75;                 // between requests
    int write_seconds = 30;                // without the other side taking a byte
    int store_seconds = 60;                // for an answer that reads the object store
    int stop_seconds = 10;                 // for answers under way when it is told to stop
    std::int64_t requests_per_second = 0;  // of one client; 0: any number
    RequestReader::Limits limits = {};
    Service::Options service = {};
  };
  // Called from every thread. Empty: nobody is told.
  using Line = std::function<void(std::string_view line)>;
  struct Logs {
    Line access = {};    // one line for each answer
    Line problems = {};  // exceptions, which should never be
  };

  // Binds the sockets. `site`, `live` and `clock` outlive it. Errors: those of ListeningSockets.
  static Result<std::unique_ptr<HttpServer>> Open(ServerContext& context, const LiveSnapshot& live,
                                                  env::Clock& clock, Options options, Logs logs);
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
