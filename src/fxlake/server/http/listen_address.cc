// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/listen_address.h"

#include <fmt/format.h>
#include <sys/un.h>

#include <boost/asio/ip/address.hpp>
#include <charconv>

namespace fxlake::server {
namespace {

constexpr std::string_view kUnix = "unix:";
constexpr std::size_t kLongestPath = sizeof(sockaddr_un::sun_path) - 1;

}  // namespace

Result<ListenAddress> ListenAddress::Parse(std::string_view text) {
  const auto wrong = [&](std::string_view why) {
    return InvalidInput(fmt::format("reading --listen: {}: \"{}\"", why, text));
  };
  ListenAddress address;
  if (text.starts_with(kUnix)) {
    address.host.clear();
    address.path = text.substr(kUnix.size());
    if (address.path.empty() || address.path.contains('\0')) return wrong("expected unix:PATH");
    if (address.path.size() > kLongestPath)
      return wrong(fmt::format("the path of a socket must have at most {} bytes", kLongestPath));
    return address;
  }
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong("expected ADDRESS:PORT or unix:PATH");
  auto host = text.substr(0, colon);
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  if (is_bracketed) host = host.substr(1, host.size() - 2);
  if (!is_bracketed && host.contains(':')) return wrong("an IPv6 address needs brackets, as in [::1]:8080");
  address.host = host == "localhost" ? "127.0.0.1" : host.empty() ? "0.0.0.0" : std::string(host);
  boost::system::error_code error;
  const auto read = boost::asio::ip::make_address(address.host, error);
  if (error || read.is_v6() != is_bracketed) return wrong("not the address of a network interface");
  const auto port = text.substr(colon + 1);
  const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (failed != std::errc() || end != port.data() + port.size()) return wrong("the port must be 0 to 65535");
  return address;
}

bool ListenAddress::IsLocal() const {
  if (is_unix()) return true;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  return !error && address.is_loopback();
}

std::string ListenAddress::ToUrl() const {
  if (is_unix()) return std::string(kUnix) + path;
  return host.contains(':') ? fmt::format("http://[{}]:{}", host, port)
                            : fmt::format("http://{}:{}", host, port);
}

}  // namespace fxlake::server
