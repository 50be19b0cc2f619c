// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/message/request_reader.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>

namespace fxlake::server {
namespace {

namespace http = boost::beast::http;

// The shortest end of a chunked body. Beast 1.74 has an assertion that fails when it gets fewer bytes after
// the beginning of the last chunk.
constexpr std::size_t kLastChunkBytes = std::string_view("0\r\n\r\n").size();

std::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

int StatusOf(const boost::system::error_code& error) {
  if (error == http::error::header_limit) return 431;
  if (error == http::error::body_limit) return 413;
  return 400;
}

using Message = http::request<http::string_body>;

// Of two, a proxy in front may have read the other one.
bool IsAmbiguous(const Message& message) {
  return message.count(http::field::host) > 1 || message.count(http::field::authorization) > 1;
}

// Whether every reader sees the same end of the body: by one length, or by chunks and nothing else.
bool HasOneEnd(const Message& message) {
  const auto lengths = message.count(http::field::content_length),
             codings = message.count(http::field::transfer_encoding);
  if (codings > 0) {
    return codings == 1 && lengths == 0 && message.version() >= 11 &&
           boost::beast::iequals(message[http::field::transfer_encoding], "chunked");
  }
  return lengths == 0 || (lengths == 1 && std::ranges::all_of(View(message[http::field::content_length]),
                                                              [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace

class RequestReader::Parser : public http::request_parser<http::string_body> {
 public:
  explicit Parser(const Limits& limits) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(limits.body_bytes);
    eager(true);
  }
};

RequestReader::RequestReader(Limits limits) : limits_(limits) {}
RequestReader::~RequestReader() = default;

RequestReader::Outcome RequestReader::Read(std::string_view& data) {
  if (!parser_) parser_ = std::make_unique<Parser>(limits_);
  while (!parser_->is_done()) {
    if (parser_->is_header_done() && parser_->chunked() && data.size() < kLastChunkBytes)
      return Outcome::more_needed;
    boost::system::error_code error;
    const auto used = parser_->put(boost::asio::buffer(data.data(), data.size()), error);
    data.remove_prefix(used);
    if (error && error != http::error::need_more) {
      rejection_ = StatusOf(error);
      return Outcome::rejection;
    }
    if (!parser_->is_done() && (used == 0 || data.empty())) return Outcome::more_needed;
  }
  const auto& message = parser_->get();
  const bool has_host = message.version() < 11 || message.find(http::field::host) != message.end();
  if (message.target().size() > limits_.target_bytes)
    rejection_ = 414;
  else if (!has_host || IsAmbiguous(message) || !HasOneEnd(message))
    rejection_ = 400;
  return rejection_ == 0 ? Outcome::request : Outcome::rejection;
}

Request RequestReader::request() const {
  const auto& message = parser_->get();
  return {.method = View(message.method_string()),
          .target = View(message.target()),
          .accept = View(message[http::field::accept]),
          .accept_encoding = View(message[http::field::accept_encoding]),
          .authorization = View(message[http::field::authorization]),
          .content_type = View(message[http::field::content_type]),
          .if_none_match = View(message[http::field::if_none_match]),
          .origin = View(message[http::field::origin]),
          .requested_method = View(message[http::field::access_control_request_method]),
          .requested_headers = View(message[http::field::access_control_request_headers]),
          .body = message.body()};
}

bool RequestReader::is_old() const { return parser_->get().version() < 11; }
bool RequestReader::keeps_alive() const { return parser_->get().keep_alive(); }

bool RequestReader::TakeExpectation() {
  if (expectation_taken_ || !parser_ || !parser_->is_header_done()) return false;
  expectation_taken_ = boost::beast::iequals(parser_->get()[http::field::expect], "100-continue");
  return expectation_taken_;
}

void RequestReader::Next() {
  parser_.reset();
  expectation_taken_ = false;
}

}  // namespace fxlake::server
