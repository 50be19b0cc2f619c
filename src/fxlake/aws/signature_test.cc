// SPDX-License-Identifier: Apache-2.0
// Against the signatures that AWS publishes: the examples of the S3 API reference ("Authorization Header"),
// and the test suite of Signature Version 4.
#include "fxlake/aws/signature.h"

#include <gtest/gtest.h>

#include "fxlake/aws/digest.h"
#include "fxlake/aws/uri.h"
#include "fxlake/base/base64.h"
#include "fxlake/base/hexadecimal.h"
#include "fxlake/base/percent_encoding.h"

namespace fxlake::aws {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

std::string HeaderOf(const env::HttpRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

std::string SignatureOf(env::HttpRequest request, const Credentials& credentials, const SigningScope& scope,
                        const char* at) {
  Sign(request, credentials, scope, *Instant::Parse(at));
  const auto authorization = HeaderOf(request, "Authorization");
  return authorization.substr(authorization.find("Signature=") + 10);
}

TEST(Signature, IsThatOfTheS3Reference) {
  const Credentials credentials{.access_key_id = "AKIAIOSFODNN7EXAMPLE",
                                .secret_access_key = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")};
  const auto check = [&](std::string method, const std::string& rest, Headers headers, std::string body,
                         const std::string& expected) {
    const env::HttpRequest request{.method = std::move(method),
                                   .url = "https://examplebucket.s3.amazonaws.com" + rest,
                                   .headers = std::move(headers),
                                   .body = std::move(body)};
    EXPECT_EQ(SignatureOf(request, credentials, {"us-east-1", "s3"}, "2013-05-24T00:00:00Z"), expected)
        << rest;
  };
  check("GET", "/test.txt", {{"Range", "bytes=0-9"}}, "",
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  check("PUT", "/test%24file.text",
        {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
        "Welcome to Amazon S3.", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  check("GET", "/?lifecycle", {}, "", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  check("GET", "/?prefix=J&max-keys=2", {}, "",
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST(Signature, IsThatOfTheTestSuite) {
  const Credentials credentials{.access_key_id = "AKIDEXAMPLE",
                                .secret_access_key = Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")};
  const auto check = [&](std::string method, const std::string& rest, Headers headers, std::string body,
                         const std::string& expected) {
    const env::HttpRequest request{.method = std::move(method),
                                   .url = "https://example.amazonaws.com" + rest,
                                   .headers = std::move(headers),
                                   .body = std::move(body)};
    EXPECT_EQ(SignatureOf(request, credentials, {"us-east-1", "service"}, "2015-08-30T12:36:00Z"), expected)
        << rest;
  };
  check("GET", "/", {}, "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  check("GET", "", {}, "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  check("GET", "/?Param2=value2&Param1=value1", {}, "",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
  check("GET", "/" + PercentEncode("\u1234"), {}, "",
        "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
  check("POST", "/", {}, "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
  check("POST", "/", {{"Content-Type", "application/x-www-form-urlencoded"}}, "Param1=value1",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  check("GET", "/", {{"My-Header1", " value1"}, {"My-Header2", "\"a   b   c\""}}, "",
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
}

TEST(Signature, SignsTheSessionToo) {
  const Credentials credentials{
      .access_key_id = "AKIDEXAMPLE", .secret_access_key = Secret("s"), .session_token = Secret("token")};
  env::HttpRequest request{.url = "http://127.0.0.1:9000/bucket", .headers = {{"Expect", ""}}, .body = ""};
  Sign(request, credentials, {"us-east-1", "s3"}, *Instant::Parse("2026-04-14T00:00:00Z"));
  EXPECT_EQ(HeaderOf(request, "X-Amz-Security-Token"), "token");
  EXPECT_NE(HeaderOf(request, "Authorization")
                .find("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"),
            std::string::npos);
}

TEST(Digest, IsThatOfTheStandards) {
  // RFC 4231, test cases 1, 2 and 6.
  EXPECT_EQ(Hex(HmacSha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(Hex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      Hex(HmacSha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  // RFC 4648, section 10.
  EXPECT_EQ(Base64Encode(""), "");
  EXPECT_EQ(Base64Encode("f"), "Zg==");
  EXPECT_EQ(Base64Encode("fo"), "Zm8=");
  EXPECT_EQ(Base64Encode("foo"), "Zm9v");
  EXPECT_EQ(Base64Encode("foobar"), "Zm9vYmFy");
}

TEST(Uri, EncodesAndDecodes) { EXPECT_EQ(EncodeQuery({{"b", "1 2"}, {"a", ""}}), "a=&b=1%202"); }

}  // namespace
}  // namespace fxlake::aws
