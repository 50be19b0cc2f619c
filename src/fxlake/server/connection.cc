// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/connection.h"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "fxlake/server/worker.h"

namespace fxlake::server {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::size_t kEnoughToSend = 256 * 1024;  // of pipelined answers before they are sent
constexpr int kMostPipelined = 256;                // before other connections get their turn

class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(Worker& worker, Socket socket) : worker_(worker), socket_(std::move(socket)) { SetDeadline(worker_.options.idle_seconds); }

  void Start(List::iterator self) override {
    self_ = self;
    WaitToRead();
  }
  bool IsIdle() const override { return !parser_ && unread_.empty() && out_.empty() && !rest_; }
  SteadyTime deadline() const override { return deadline_; }
  void Close() override {
    if (is_closed_) return;
    is_closed_ = true;
    error_code ignored;
    socket_.close(ignored);
    worker_.metrics.connections_open.fetch_sub(1, std::memory_order_relaxed);
    const auto keep = shared_from_this();
    worker_.connections.erase(self_);
  }

 private:
  using Parser = http::request_parser<http::string_body>;

  void SetDeadline(int seconds) { deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds(seconds); }

  void Wait(Tcp::socket::wait_type what, void (HttpConnection::*next)()) {
    socket_.async_wait(what, [self = shared_from_this(), next](error_code error) {
      if (self->is_closed_) return;
      error ? self->Close() : (self.get()->*next)();
    });
  }
  void WaitToRead() { Wait(Tcp::socket::wait_read, &HttpConnection::Read); }
  void WaitToWrite() {
    SetDeadline(worker_.options.write_seconds);
    Wait(Tcp::socket::wait_write, &HttpConnection::Write);
  }
  // After others had their turn.
  void Later(void (HttpConnection::*next)()) {
    asio::post(worker_.io, [self = shared_from_this(), next] {
      if (!self->is_closed_) (self.get()->*next)();
    });
  }

  void Read() {
    error_code error;
    const auto count = socket_.read_some(asio::buffer(worker_.scratch), error);
    if (error == asio::error::would_block || error == asio::error::try_again) return WaitToRead();
    if (error) return Close();
    if (!parser_ && unread_.empty()) SetDeadline(worker_.options.request_seconds);
    if (unread_.empty()) return Consume({worker_.scratch.data(), count});
    unread_.append(worker_.scratch.data(), count);
    const auto all = std::move(unread_);
    unread_.clear();
    Consume(all);
  }

  // Answers the requests in `data`, as many as are whole, and keeps the rest.
  void Consume(std::string_view data) {
    int answered = 0;
    while (!data.empty() && !ends_ && !rest_ && out_.size() < kEnoughToSend && answered < kMostPipelined) {
      if (!Parse(data)) break;
      ++answered;
    }
    if (!ends_) unread_.append(data);
    if (!out_.empty()) return Write();
    WaitToRead();
  }

  // True when a request was answered, also if by a refusal.
  bool Parse(std::string_view& data) {
    if (!parser_) {
      parser_.emplace();
      parser_->header_limit(static_cast<std::uint32_t>(worker_.options.header_bytes));
      parser_->body_limit(worker_.options.body_bytes);
      parser_->eager(true);
    }
    while (!parser_->is_done()) {
      error_code error;
      const auto used = parser_->put(asio::buffer(data.data(), data.size()), error);
      data.remove_prefix(used);
      if (error == http::error::need_more) {
        if (used > 0 && !data.empty()) continue;
        if (parser_->is_header_done()) Encourage();
        return false;
      }
      if (error) return Refuse(StatusOf(error));
      if (used > 0) continue;
      if (parser_->is_header_done()) Encourage();
      return false;
    }
    return Answer();
  }

  void Encourage() {
    if (encouraged_ || !boost::beast::iequals(parser_->get()[http::field::expect], "100-continue")) return;
    encouraged_ = true;
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  }

  static int StatusOf(const error_code& error) {
    if (error == http::error::header_limit) return 431;
    if (error == http::error::body_limit) return 413;
    return 400;
  }

  bool Refuse(int status) {
    ends_ = true;
    const auto body = fmt::format("{{\"status\":{},\"message\":{}}}", status, JsonQuote(LowerCaseReason(status)));
    out_ +=
        fmt::format("HTTP/1.1 {} {}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {}\r\ncache-control: no-store\r\n",
                    status, ReasonOf(status), body.size());
    out_ += worker_.date_line();
    out_ += "connection: close\r\n\r\n" + body;
    worker_.metrics.Count(status, 0);
    if (worker_.log) worker_.log(fmt::format("{} - - {} {} 0", Remote(), status, body.size()));
    return true;
  }
  static std::string LowerCaseReason(int status) {
    std::string reason(ReasonOf(status));
    for (auto& c : reason) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return reason;
  }

  static std::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

  bool Answer() {
    const auto started = std::chrono::steady_clock::now();
    const auto& message = parser_->get();
    const bool has_host = message.version() < 11 || message.find(http::field::host) != message.end();
    if (message.target().size() > worker_.options.target_bytes) return Refuse(414);
    if (!has_host) return Refuse(400);
    Request request{.method = View(message.method_string()),
                    .target = View(message.target()),
                    .accept = View(message[http::field::accept]),
                    .accept_encoding = View(message[http::field::accept_encoding]),
                    .authorization = View(message[http::field::authorization]),
                    .if_none_match = View(message[http::field::if_none_match]),
                    .origin = View(message[http::field::origin]),
                    .requested_method = View(message[http::field::access_control_request_method]),
                    .requested_headers = View(message[http::field::access_control_request_headers]),
                    .body = message.body()};
    auto answer = worker_.service.Ask(request);
    const bool is_old = message.version() < 11;
    ends_ = !message.keep_alive() || worker_.stopping;
    const auto& reply = *answer.streamed.reply;
    // A client of HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
    is_chunked_ = answer.streamed.rest != nullptr && !is_old;
    if (answer.streamed.rest && is_old) ends_ = true;

    const auto before = out_.size();
    out_ += answer.not_modified ? reply.not_modified_head : reply.head;
    if (is_chunked_ || (!reply.has_length && answer.without_body && !is_old)) out_ += "transfer-encoding: chunked\r\n";
    out_ += worker_.date_line();
    if (ends_) out_ += "connection: close\r\n";
    if (!ends_ && is_old) out_ += "connection: keep-alive\r\n";
    out_ += "\r\n";
    if (!answer.not_modified && !answer.without_body) {
      if (answer.streamed.rest) {
        AppendPart(reply.body);
      } else {
        out_ += reply.body;
      }
    }
    rest_ = std::move(answer.streamed.rest);
    const int status = answer.not_modified ? 304 : reply.status;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count();
    worker_.metrics.Count(status, static_cast<std::uint64_t>(took));
    if (worker_.log) Log(request, status, out_.size() - before, took);
    parser_.reset();
    encouraged_ = false;
    return true;
  }

  // The query of an address may be anything; control characters and quotes do not go into the log as they are.
  void Log(const Request& request, int status, std::size_t bytes, std::int64_t micros) const {
    worker_.log(fmt::format("{} {} {} {} {} {}", Remote(), JsonQuote(request.method), JsonQuote(request.target.substr(0, 500)), status,
                            bytes, micros));
  }
  std::string Remote() const {
    error_code error;
    const auto endpoint = socket_.remote_endpoint(error);
    return error ? "-" : endpoint.address().to_string();
  }

  void AppendPart(std::string_view part) {
    if (part.empty()) return;
    if (is_chunked_) out_ += fmt::format("{:x}\r\n", part.size());
    out_ += part;
    if (is_chunked_) out_ += "\r\n";
  }

  void NextPart() {
    part_.clear();
    const bool more = rest_->Next(part_);
    AppendPart(part_);
    if (more) return;
    if (is_chunked_) out_ += "0\r\n\r\n";
    rest_.reset();
    part_ = {};
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
      // Others get their turn between the parts of a long answer.
      if (!out_.empty()) return Later(&HttpConnection::Write);
    }
    if (ends_) return Linger();
    if (out_.capacity() > kEnoughToSend) out_ = {};
    SetDeadline(unread_.empty() && !parser_ ? worker_.options.idle_seconds : worker_.options.request_seconds);
    if (unread_.empty()) return WaitToRead();
    Later(&HttpConnection::ConsumeUnread);
  }

  void ConsumeUnread() {
    const auto all = std::move(unread_);
    unread_.clear();
    Consume(all);
  }

  // Lets the client read the answer before the connection is reset because of what it still sends.
  void Linger() {
    error_code ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    for (int i = 0; i < 16; ++i) {
      error_code error;
      if (socket_.read_some(asio::buffer(worker_.scratch), error) == 0 || error) break;
    }
    Close();
  }

  Worker& worker_;
  Socket socket_;
  List::iterator self_;
  SteadyTime deadline_;
  std::optional<Parser> parser_;
  std::string unread_, out_, part_;
  std::size_t sent_ = 0;
  std::unique_ptr<BodyStream> rest_;
  bool is_chunked_ = false, ends_ = false, is_closed_ = false, encouraged_ = false;
};

}  // namespace

std::shared_ptr<Connection> MakeConnection(Worker& worker, Connection::Socket socket) {
  return std::make_shared<HttpConnection>(worker, std::move(socket));
}

}  // namespace fxlake::server
