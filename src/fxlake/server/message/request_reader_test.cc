// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/message/request_reader.h"

#include <gtest/gtest.h>

#include <random>

namespace fxlake::server {
namespace {

using Outcome = RequestReader::Outcome;

// The requests that a connection reads from bytes that arrive `step` at a time: "GET /a", "POST /b <body>",
// "400".
std::vector<std::string> ReadAll(std::string_view bytes, std::size_t step) {
  RequestReader reader({.header_bytes = 512, .target_bytes = 64, .body_bytes = 128});
  std::vector<std::string> read;
  std::string unread;
  while (!bytes.empty()) {
    const auto part = bytes.substr(0, step);
    bytes.remove_prefix(part.size());
    unread += part;
    std::string_view data = unread;
    auto outcome = Outcome::request;
    while (!data.empty() && outcome == Outcome::request) {
      outcome = reader.Read(data);
      if (outcome != Outcome::request) break;
      const auto request = reader.request();
      read.push_back(std::string(request.method) + " " + std::string(request.target) +
                     (request.body.empty() ? "" : " ") + std::string(request.body));
      reader.Next();
    }
    if (outcome == Outcome::rejection) {
      read.push_back(std::to_string(reader.rejection()));
      return read;
    }
    unread = std::string(data);
  }
  return read;
}

TEST(RequestReaderTest, TakesRequestsOneAfterTheOther) {
  const auto check = [](const std::string& bytes, const std::vector<std::string>& expected) {
    for (const std::size_t step : {1u, 7u, 100'000u})
      EXPECT_EQ(ReadAll(bytes, step), expected) << bytes << " by " << step;
  };
  const std::string get = "GET /v1/latest HTTP/1.1\r\nhost: x\r\n\r\n";
  check(get, {"GET /v1/latest"});
  check(get + get, {"GET /v1/latest", "GET /v1/latest"});
  check(get + get.substr(0, 20), {"GET /v1/latest"});
  check("POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}" + get,
        {"POST /mcp {}", "GET /v1/latest"});
  check("POST /mcp HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n1\r\n!\r\n0\r\n\r\n" +
            get,
        {"POST /mcp {}!", "GET /v1/latest"});
  check("POST /mcp HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n" + get,
        {"POST /mcp", "GET /v1/latest"});
  check("POST /mcp HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n0;a\r\nb: c\r\n\r\n" + get,
        {"POST /mcp", "GET /v1/latest"});
  check("GET / HTTP/1.0\r\n\r\n", {"GET /"});
  check("", {});

  check("GET / HTTP/1.1\r\n\r\n" + get, {"400"});
  check("GET / HTTP/2.0\r\nhost: x\r\n\r\n", {"400"});
  check(get + "\x16\x03\x01 /\r\n\r\n", {"GET /v1/latest", "400"});
  check("GET /" + std::string(64, 'a') + " HTTP/1.1\r\nhost: x\r\n\r\n", {"414"});
  check("GET / HTTP/1.1\r\nhost: x\r\nx: " + std::string(600, 'y') + "\r\n\r\n", {"431"});
  check("GET / HTTP/1.1\r\nhost: x\r\nHost: x\r\n\r\n", {"400"});
  check("GET / HTTP/1.0\r\nhost: x\r\nhost: y\r\n\r\n", {"400"});
  check("GET / HTTP/1.1\r\nhost: x\r\nauthorization: a\r\nAuthorization: b\r\n\r\n", {"400"});
  check("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 129\r\n\r\n", {"413"});
  check("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", {"400"});
}

// What a proxy in front may end elsewhere would let the rest of a body pass as a request.
TEST(RequestReaderTest, ABodyHasOneEndInEveryReading) {
  const std::string get = "GET /hidden HTTP/1.1\r\nhost: x\r\n\r\n";
  const auto check = [&](const std::string& headers, const std::string& body, std::string version = "1.1") {
    const auto bytes = "POST /mcp HTTP/" + version + "\r\nhost: x\r\n" + headers + "\r\n" + body + get;
    for (const std::size_t step : {1u, 7u, 100'000u})
      EXPECT_EQ(ReadAll(bytes, step), std::vector<std::string>{"400"}) << headers << " by " << step;
  };
  for (const auto* coding : {"identity", "xchunked", "chunked, chunked", "gzip, chunked", "\"chunked\"",
                             "chunked;x", ",chunked", "chunked,", "gzip"})
    check("transfer-encoding: " + std::string(coding) + "\r\n", "0\r\n\r\n");
  check("transfer-encoding: chunked\r\n", "0\r\n\r\n", "1.0");
  check("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n", "0\r\n\r\n");
  check("content-length: 5\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n");
  check("content-length: 2\r\ncontent-length: 2\r\n", "{}");
  check("content-length: 2, 2\r\n", "{}");
}

TEST(RequestReaderTest, ReportsAnExpectationOnce) {
  RequestReader reader({});
  const std::string bytes =
      "POST /mcp HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n{}";
  std::string_view head = std::string_view(bytes).substr(0, bytes.size() - 2), body = "{}";
  EXPECT_EQ(reader.Read(head), Outcome::more_needed);
  EXPECT_TRUE(reader.TakeExpectation());
  EXPECT_FALSE(reader.TakeExpectation());
  EXPECT_EQ(reader.Read(body), Outcome::request);
  EXPECT_TRUE(reader.is_within());
  reader.Next();
  EXPECT_FALSE(reader.is_within());
}

class Spoiler {
 public:
  std::string Next() {
    static const std::vector<std::string> kSeeds = {
        "GET /v1/latest HTTP/1.1\r\nhost: x\r\n\r\n",
        "GET /v2/rates?base=USD&from=2024-01-01&group=week HTTP/1.1\r\nhost: x\r\naccept: text/csv\r\n\r\n",
        "HEAD /v1/2024-01-01..?amount=1e3 HTTP/1.0\r\nif-none-match: *\r\norigin: y\r\nconnection: "
        "keep-alive\r\n\r\n",
        "POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-length: 13\r\n\r\n{\"id\":1,\"a\":2}",
        "POST /mcp HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nt: u\r\n\r\n",
        "POST /mcp HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n{}"};
    static const std::vector<std::string> kInsertions = {
        "%", "\r\n", "\n\n", "..", "&&", "=", ":", " ", "99999999999999999999", std::string(1, '\0')};
    std::string bytes;
    for (std::uint64_t i = Below(3) + 1; i > 0; --i) bytes += kSeeds[Below(kSeeds.size())];
    for (std::uint64_t i = Below(8) + 1; i > 0 && !bytes.empty(); --i) {
      const auto at = Below(bytes.size());
      switch (Below(4)) {
        case 0: bytes[at] = static_cast<char>(Below(256)); break;
        case 1: bytes.erase(at, Below(30)); break;
        case 2: bytes.insert(at, bytes.substr(Below(bytes.size()), Below(40))); break;
        default: bytes.insert(at, kInsertions[Below(kInsertions.size())]);
      }
    }
    return bytes;
  }
  std::uint64_t Below(std::uint64_t limit) { return chance_() % limit; }

 private:
  std::mt19937_64 chance_{20260414};
};

// Some errors in an unfinished head are detected only when it arrives at once.
bool IsTheSame(const std::vector<std::string>& in_parts, const std::vector<std::string>& whole) {
  if (in_parts == whole) return true;
  return whole.size() == in_parts.size() + 1 && whole.back().starts_with('4') &&
         std::equal(in_parts.begin(), in_parts.end(), whole.begin());
}

// A hundred thousand malformed connections: the result does not depend on how the bytes are split.
TEST(RequestReaderTest, HostileBytesAreReadTheSameInWhateverParts) {
  Spoiler spoiler;
  int requests = 0, rejections = 0;
  for (int i = 0; i < 100'000; ++i) {
    const auto bytes = spoiler.Next();
    const auto whole = ReadAll(bytes, bytes.size() + 1);
    ASSERT_TRUE(IsTheSame(ReadAll(bytes, 1 + spoiler.Below(40)), whole)) << testing::PrintToString(bytes);
    for (const auto& read : whole) ++(read.starts_with('4') ? rejections : requests);
  }
  EXPECT_GT(requests, 10'000);
  EXPECT_GT(rejections, 10'000);
}

}  // namespace
}  // namespace fxlake::server
