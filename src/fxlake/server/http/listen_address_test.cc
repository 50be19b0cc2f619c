// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/listen_address.h"

#include <gtest/gtest.h>

namespace fxlake::server {
namespace {

std::string Url(std::string_view text) {
  const auto address = ListenAddress::Parse(text);
  return address ? address->ToUrl() + (address->IsLocal() ? "" : " of all") : "refused";
}

TEST(ListenAddress, IsReadAsItIsWritten) {
  EXPECT_EQ(Url("127.0.0.1:8080"), "http://127.0.0.1:8080");
  EXPECT_EQ(Url("localhost:0"), "http://127.0.0.1:0");
  EXPECT_EQ(Url("127.9.9.9:80"), "http://127.9.9.9:80");
  EXPECT_EQ(Url("[::1]:65535"), "http://[::1]:65535");
  EXPECT_EQ(Url("unix:/run/fxlake.sock"), "unix:/run/fxlake.sock");
  EXPECT_EQ(Url("unix:here.sock"), "unix:here.sock");
  EXPECT_EQ(Url(":8080"), "http://0.0.0.0:8080 of all");
  EXPECT_EQ(Url("0.0.0.0:8080"), "http://0.0.0.0:8080 of all");
  EXPECT_EQ(Url("192.0.2.1:8080"), "http://192.0.2.1:8080 of all");
  EXPECT_EQ(Url("[::]:8080"), "http://[::]:8080 of all");
  EXPECT_EQ(Url("[2001:db8::1]:8080"), "http://[2001:db8::1]:8080 of all");
}

TEST(ListenAddress, RejectsWhatIsNone) {
  for (const std::string text :
       {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80x", "::1:8080",
        "[::1]", "[127.0.0.1]:80", "example.org:80", "unix:", "[]:80"}) {
    EXPECT_EQ(Url(text), "refused") << text;
  }
  EXPECT_EQ(Url("unix:/" + std::string(106, 'a')), "unix:/" + std::string(106, 'a'));
  EXPECT_EQ(Url("unix:/" + std::string(107, 'a')), "refused");
}

}  // namespace
}  // namespace fxlake::server
