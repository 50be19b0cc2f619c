// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/connection.h"

#include <fmt/format.h>
#include <netinet/in.h>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <tuple>

#include "fxlake/base/excerpt.h"
#include "fxlake/server/http/worker.h"
#include "fxlake/server/message/request_reader.h"

namespace fxlake::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::size_t kEnoughToSend = 256 * 1024;  // of pipelined responses before they are sent
constexpr int kMostPipelined = 256;                // requests, before other connections run

// The peer's address; "" when it has none, as for a Unix socket.
std::string RemoteOf(const Connection::Socket& socket) {
  error_code error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return "";
  if (remote.protocol().family() == AF_INET) {
    const auto* address = reinterpret_cast<const sockaddr_in*>(remote.data());
    return asio::ip::address_v4(ntohl(address->sin_addr.s_addr)).to_string();
  }
  if (remote.protocol().family() != AF_INET6) return "";
  asio::ip::address_v6::bytes_type bytes;
  std::ranges::copy(reinterpret_cast<const sockaddr_in6*>(remote.data())->sin6_addr.s6_addr, bytes.begin());
  return asio::ip::address_v6(bytes).to_string();
}

class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(Worker& worker, Socket socket)
      : worker_(worker),
        socket_(std::move(socket)),
        remote_(RemoteOf(socket_)),
        reader_(worker.options.limits) {
    SetDeadline(worker_.options.idle_seconds);
  }

  void Start(List::iterator self) override {
    self_ = self;
    WaitToRead();
  }
  bool IsIdle() const override {
    return !is_waiting_ && !reader_.is_within() && unread_.empty() && out_.empty() && !rest_;
  }
  SteadyTime deadline() const override { return deadline_; }
  void Close() override {
    if (is_closed_) return;
    is_closed_ = true;
    error_code ignored;
    std::ignore = socket_.close(ignored);
    worker_.metrics.connections_open.fetch_sub(1, std::memory_order_relaxed);
    const auto keep = shared_from_this();
    worker_.connections.erase(self_);
  }

 private:
  void SetDeadline(int seconds) {
    deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  }

  void Do(void (HttpConnection::*next)()) {
    try {
      (this->*next)();
    } catch (const std::exception& thrown) {
      worker_.LogProblem(thrown.what());
      Close();
    }
  }
  void Wait(Socket::wait_type what, void (HttpConnection::*next)()) {
    socket_.async_wait(what, [self = shared_from_this(), next](error_code error) {
      if (self->is_closed_) return;
      error ? self->Close() : self->Do(next);
    });
  }
  void WaitToRead() { Wait(Socket::wait_read, &HttpConnection::Read); }
  void WaitToWrite() {
    SetDeadline(worker_.options.write_seconds);
    Wait(Socket::wait_write, &HttpConnection::Write);
  }
  // Lets other connections run first.
  void Later(void (HttpConnection::*next)()) {
    asio::post(worker_.io, [self = shared_from_this(), next] {
      if (!self->is_closed_) self->Do(next);
    });
  }

  void Read() {
    error_code error;
    const auto count = socket_.read_some(asio::buffer(worker_.scratch), error);
    if (error == asio::error::would_block || error == asio::error::try_again) return WaitToRead();
    if (error) return Close();
    if (!reader_.is_within() && unread_.empty()) SetDeadline(worker_.options.request_seconds);
    if (unread_.empty()) return Consume({worker_.scratch.data(), count});
    unread_.append(worker_.scratch.data(), count);
    const auto all = std::move(unread_);
    unread_.clear();
    Consume(all);
  }

  // Handles the complete requests in `data` and keeps the rest.
  void Consume(std::string_view data) {
    int answered = 0;
    while (!data.empty() && !ends_ && !rest_ && !is_waiting_ && out_.size() < kEnoughToSend &&
           answered < kMostPipelined) {
      if (!Parse(data)) break;
      ++answered;
    }
    if (!ends_) unread_.append(data);
    if (!out_.empty()) return Write();
    if (!is_waiting_) WaitToRead();
  }

  // True when a request was answered, including by a rejection, or will be later.
  bool Parse(std::string_view& data) {
    switch (reader_.Read(data)) {
      case RequestReader::Outcome::request: Answer(); return true;
      case RequestReader::Outcome::rejection: Reject(reader_.rejection()); return true;
      case RequestReader::Outcome::more_needed: break;
    }
    if (reader_.TakeExpectation()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    return false;
  }

  void Reject(int status) {
    ends_ = true;
    const auto body =
        fmt::format("{{\"status\":{},\"message\":{}}}", status, JsonQuote(LowerCaseReason(status)));
    out_ += fmt::format(
        "HTTP/1.1 {} {}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: "
        "{}\r\ncache-control: no-store\r\n",
        status, ReasonOf(status), body.size());
    out_ += worker_.date_line();
    out_ += "connection: close\r\n\r\n" + body;
    worker_.metrics.Count(status, 0);
    if (worker_.log)
      worker_.log(fmt::format("{} - - {} {} 0", remote_.empty() ? "-" : remote_, status, body.size()));
  }
  static std::string LowerCaseReason(int status) {
    std::string reason(ReasonOf(status));
    for (auto& c : reason) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return reason;
  }

  void Answer() {
    started_ = std::chrono::steady_clock::now();
    auto request = reader_.request();
    request.client = remote_;
    auto answer = worker_.service.Respond(request);
    if (!answer.later) return Append(std::move(answer));
    is_waiting_ = true;
    SetDeadline(worker_.options.store_seconds);
    const bool is_taken =
        worker_.store_readers.Post([self = shared_from_this(), later = std::move(answer.later)] {
          const auto made = std::make_shared<Service::Answer>(later());
          asio::post(self->worker_.io, [self, made] {
            self->made_ = made;
            if (!self->is_closed_) self->Do(&HttpConnection::Resume);
          });
        });
    if (is_taken) return;
    is_waiting_ = false;
    Append(worker_.service.Busy(request));
  }

  // Continues with the response that needed the store.
  void Resume() {
    const bool is_writing = !out_.empty();  // earlier responses
    is_waiting_ = false;
    Append(std::move(*std::exchange(made_, nullptr)));
    if (!is_writing) Write();
  }

  void Append(Service::Answer answer) {
    const bool is_old = reader_.is_old();
    ends_ = !reader_.keeps_alive() || worker_.stopping;
    const auto& reply = *answer.streamed.reply;
    // HTTP/1.0 has no chunks: the end of the connection ends the body.
    is_chunked_ = answer.streamed.rest != nullptr && !is_old;
    if (answer.streamed.rest && is_old) ends_ = true;

    const auto before = out_.size();
    out_ += answer.not_modified ? reply.not_modified_head : reply.head;
    if (is_chunked_ || (!reply.has_length && answer.without_body && !is_old))
      out_ += "transfer-encoding: chunked\r\n";
    out_ += worker_.date_line();
    if (ends_) out_ += "connection: close\r\n";
    if (!ends_ && is_old) out_ += "connection: keep-alive\r\n";
    out_ += "\r\n";
    if (!answer.not_modified && !answer.without_body) {
      if (answer.streamed.rest) {
        AppendChunk([&] { out_ += reply.body; });
      } else {
        out_ += reply.body;
      }
    }
    rest_ = std::move(answer.streamed.rest);
    const int status = answer.not_modified ? 304 : reply.status;
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started_)
            .count();
    worker_.metrics.Count(status, static_cast<std::uint64_t>(took));
    if (worker_.log) Log(reader_.request(), status, out_.size() - before, took);
    reader_.Next();
  }

  // A URL's query may contain anything; control characters and quotes are escaped in the log.
  void Log(const Request& request, int status, std::size_t bytes, std::int64_t micros) const {
    worker_.log(fmt::format("{} {} {} {} {} {}", remote_.empty() ? "-" : remote_, JsonQuote(request.method),
                            JsonQuote(Excerpt(request.target, 500)), status, bytes, micros));
  }

  // `append` appends to out_, and its output becomes a chunk. The chunk's size is known only afterwards, so
  // space for it is reserved in front.
  template <typename Append>
  void AppendChunk(const Append& append) {
    if (!is_chunked_) return append();
    constexpr std::string_view kNoSize = "00000000\r\n";
    const auto start = out_.size();
    out_ += kNoSize;
    append();
    const auto size = out_.size() - start - kNoSize.size();
    if (size == 0) return out_.resize(start);
    fmt::format_to(out_.begin() + static_cast<std::ptrdiff_t>(start), "{:08x}", size);
    out_ += "\r\n";
  }

  void NextPart() {
    bool more = false;
    AppendChunk([&] { more = rest_->Next(out_); });
    if (more) return;
    if (is_chunked_) out_ += "0\r\n\r\n";
    rest_.reset();
  }

  void Write() {
    while (true) {
      error_code error;
      const auto count = socket_.write_some(asio::buffer(out_.data() + sent_, out_.size() - sent_), error);
      if (error == asio::error::would_block || error == asio::error::try_again) return WaitToWrite();
      if (error) return Close();
      sent_ += count;
      SetDeadline(worker_.options.write_seconds);
      worker_.metrics.bytes_sent.fetch_add(count, std::memory_order_relaxed);
      if (sent_ < out_.size()) continue;
      out_.clear();
      sent_ = 0;
      if (!rest_) break;
      NextPart();
      // Lets other connections run between the parts of a long response.
      if (!out_.empty()) return Later(&HttpConnection::Write);
    }
    if (is_waiting_) return;  // Resume continues
    if (ends_) return Linger();
    if (out_.capacity() > kEnoughToSend) out_ = {};
    SetDeadline(unread_.empty() && !reader_.is_within() ? worker_.options.idle_seconds
                                                        : worker_.options.request_seconds);
    if (unread_.empty()) return WaitToRead();
    Later(&HttpConnection::ConsumeUnread);
  }

  void ConsumeUnread() {
    const auto all = std::move(unread_);
    unread_.clear();
    Consume(all);
  }

  // Lets the client read the response before the connection is reset because of unread input.
  void Linger() {
    error_code ignored;
    std::ignore = socket_.shutdown(Socket::shutdown_send, ignored);
    for (int i = 0; i < 16; ++i) {
      error_code error;
      if (socket_.read_some(asio::buffer(worker_.scratch), error) == 0 || error) break;
    }
    Close();
  }

  Worker& worker_;
  Socket socket_;
  List::iterator self_;
  SteadyTime deadline_, started_;
  const std::string remote_;
  RequestReader reader_;
  std::string unread_, out_;
  std::size_t sent_ = 0;
  std::unique_ptr<BodyStream> rest_;
  std::shared_ptr<Service::Answer> made_;
  bool is_chunked_ = false, ends_ = false, is_waiting_ = false, is_closed_ = false;
};

}  // namespace

std::shared_ptr<Connection> MakeConnection(Worker& worker, Connection::Socket socket) {
  return std::make_shared<HttpConnection>(worker, std::move(socket));
}

}  // namespace fxlake::server
