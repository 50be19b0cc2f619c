// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/credentials.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "fxlake/aws/endpoint.h"
#include "fxlake/aws/profile.h"

namespace fxlake::aws {
namespace {

constexpr const char* kNow = "2026-04-14T10:00:00Z";
constexpr const char* kSoon = "2026-04-14T11:00:00Z";

// Responds by method and URL, and records the requests.
class Answers : public env::HttpClient {
 public:
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    requested.push_back(request);
    const auto found = by_url.find(request.method + " " + request.url);
    if (found == by_url.end()) return Unavailable(request.url + ": nobody there");
    return env::HttpResponse{
        .status = found->second.empty() ? 403 : 200, .headers = {}, .body = found->second};
  }
  std::map<std::string, std::string> by_url;
  std::vector<env::HttpRequest> requested;
};

class CredentialsTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::path(testing::TempDir()) / ("fxlake-credentials-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_ / ".aws");
    variables_["HOME"] = folder_.string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void File(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  AwsContext Context() {
    return {http_, clock_, random_, [this](const char* name) {
              const auto found = variables_.find(name);
              return found == variables_.end() ? nullptr : found->second.c_str();
            }};
  }
  // id/secret/token of the credentials found, or the error.
  std::string Find() {
    const auto found = CredentialChain(Context()).Get();
    if (!found) return found.error().message();
    return found->access_key_id + "/" + found->secret_access_key.Reveal() + "/" +
           found->session_token.Reveal() + " " + found->found_in;
  }
  void Says(const std::string& word) {
    const auto said = Find();
    EXPECT_NE(said.find(word), std::string::npos) << said;
    EXPECT_EQ(said.find("hush"), std::string::npos) << "a secret is shown: " << said;
  }

  std::filesystem::path folder_;
  std::map<std::string, std::string> variables_;
  Answers http_;
  env::ManualClock clock_{*Instant::Parse(kNow)};
  env::SeededRandom random_{1};
};

std::string MetadataJson(const std::string& id, const char* expiration) {
  return R"({"Code":"Success","AccessKeyId":")" + id +
         R"(","SecretAccessKey":"hush","Token":"hush-token","Expiration":")" + expiration + "\"}";
}

TEST_F(CredentialsTest, OfTheEnvironment) {
  variables_["AWS_ACCESS_KEY_ID"] = "id";
  Says("AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not");
  variables_["AWS_SECRET_ACCESS_KEY"] = "hush";
  EXPECT_EQ(Find(), "id/hush/ environment");
  variables_["AWS_SESSION_TOKEN"] = "token";
  EXPECT_EQ(Find(), "id/hush/token environment");
}

TEST_F(CredentialsTest, OfTheProfile) {
  File(".aws/credentials",
       "[default]\naws_access_key_id = d\naws_secret_access_key = hush\n\n[work]\naws_access_key_id=w\n");
  File(".aws/config",
       "[default]\nregion = eu-central-1\ns3 =\n  addressing_style = path\n[profile "
       "work]\naws_secret_access_key = "
       "hush\nregion=eu-west-1\n");
  EXPECT_EQ(Find(), "d/hush/ profile \"default\"");
  EXPECT_EQ(*ConfiguredRegion(Context()), "eu-central-1");
  variables_["AWS_PROFILE"] = "work";
  EXPECT_EQ(Find(), "w/hush/ profile \"work\"");
  EXPECT_EQ(*ConfiguredRegion(Context()), "eu-west-1");
  variables_["AWS_PROFILE"] = "play";
  Says("looking for AWS credentials: profile \"play\": not in " + folder_.string() +
       "/.aws/credentials and " + folder_.string() + "/.aws/config");
}

TEST_F(CredentialsTest, OfAProfileThatCannotBeUsed) {
  variables_["AWS_PROFILE"] = "x";
  const auto check = [&](const std::string& settings, const std::string& word) {
    File(".aws/config", "[profile x]\n" + settings + "\n");
    Says(word);
  };
  check("region = r", "profile \"x\": no keys, role or credential_process");
  check("aws_access_key_id = id", "aws_access_key_id without aws_secret_access_key");
  check("sso_session = s", "single sign-on is not supported");
  check("role_arn = arn:aws:iam::1:role/r", "role_arn without source_profile or credential_source");
  check("role_arn = arn:aws:iam::1:role/r\nsource_profile = y",
        "source_profile has no credentials: profile \"y\": not in");
  check("role_arn = r\nsource_profile = y\n[profile y]\nrole_arn = q\nsource_profile = x",
        "source_profile refers to itself");
  check("role_arn = r\nmfa_serial = m\nsource_profile = x", "mfa_serial");
  check("role_arn = r\ncredential_source = Heaven", "credential_source must be");
  check("credential_process = echo hush", "credential_process of profile \"x\": the response is not JSON");
  check("credential_process = echo '{\"AccessKeyId\":\"hush\"}'", "has no AccessKeyId or SecretAccessKey");
  check("credential_process = false", "it printed nothing");
}

TEST_F(CredentialsTest, OfAProcess) {
  File(".aws/config",
       "[default]\ncredential_process = echo "
       "'{\"Version\":1,\"AccessKeyId\":\"p\",\"SecretAccessKey\":\"hush\",\"SessionToken\":\"t\"}'\n");
  EXPECT_EQ(Find(), "p/hush/t credential_process of profile \"default\"");
}

TEST_F(CredentialsTest, OfARole) {
  File(".aws/config",
       "[default]\naws_access_key_id = d\naws_secret_access_key = hush\n"
       "[profile role]\nrole_arn = arn:aws:iam::1:role/lake\nsource_profile = default\nexternal_id = "
       "e&1\nregion = eu-central-1\n");
  variables_["AWS_PROFILE"] = "role";
  auto& answer = http_.by_url["POST https://sts.eu-central-1.amazonaws.com/"];
  Says("assuming role arn:aws:iam::1:role/lake: the response has status 403");
  answer = std::string("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>r</AccessKeyId>") +
           "<SecretAccessKey>hush</SecretAccessKey><SessionToken>t</SessionToken><Expiration>" + kSoon +
           "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
  EXPECT_EQ(Find(), "r/hush/t profile \"role\"");
  EXPECT_NE(
      http_.requested.back().body.find("ExternalId=e%261&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Flake&"),
      std::string::npos);
  EXPECT_EQ(http_.requested.back().body.find("hush"), std::string::npos);
}

TEST_F(CredentialsTest, OfTheContainer) {
  variables_["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/x";
  Says("fetching AWS credentials from the container endpoint");
  http_.by_url["GET http://169.254.170.2/v2/x"] = MetadataJson("c", kSoon);
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "hush";
  EXPECT_EQ(Find(), "c/hush/hush-token container endpoint");
  EXPECT_EQ(http_.requested.back().headers.front(),
            (std::pair<std::string, std::string>("Authorization", "hush")));
  variables_.erase("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://elsewhere.example/";
  Says("neither https nor a host of this machine");
}

TEST_F(CredentialsTest, OfTheInstance) {
  const std::string url = "http://169.254.169.254/latest/";
  http_.by_url = {{"PUT " + url + "api/token", "imds"},
                  {"GET " + url + "meta-data/iam/security-credentials/", "lake-role"},
                  {"GET " + url + "meta-data/iam/security-credentials/lake-role", MetadataJson("i", kSoon)}};
  EXPECT_EQ(Find(), "i/hush/hush-token instance metadata");
  EXPECT_EQ(http_.requested.back().headers.front().second, "imds");
  for (const auto& request : http_.requested) EXPECT_TRUE(request.past_proxies);
}

TEST_F(CredentialsTest, OfNowhere) {
  Says(
      "looking for AWS credentials: none found in\n"
      "  the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set\n"
      "  profile \"default\": not in");
  Says("\n  the container: neither");
  Says(
      "\n"
      "  the instance metadata: no response from http://169.254.169.254");
}

TEST_F(CredentialsTest, AreRequestedAgainBeforeTheyExpire) {
  variables_["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/x";
  http_.by_url["GET http://169.254.170.2/x"] = MetadataJson("c", kSoon);
  CredentialChain chain(Context());
  ASSERT_TRUE(chain.Get());
  clock_.Set(*Instant::Parse("2026-04-14T10:54:00Z"));
  ASSERT_TRUE(chain.Get());
  EXPECT_EQ(http_.requested.size(), 1U);
  clock_.Set(*Instant::Parse("2026-04-14T10:56:00Z"));
  ASSERT_TRUE(chain.Get());
  EXPECT_EQ(http_.requested.size(), 2U);
  http_.by_url["GET http://169.254.170.2/x"] = MetadataJson("c", "2026-04-14T20:00:00Z");
  ASSERT_TRUE(chain.Get());
  chain.Forget();
  ASSERT_TRUE(chain.Get());
  EXPECT_EQ(http_.requested.size(), 4U);
}

TEST(Profile, IsReadLineByLine) {
  const auto sections = ParseSections(
      "x = 0\n# c\n[a]\r\nK = v = w \r\n; c\n  nested = 1\nno equal\n[ b ]\nk=\n[a]\nz=1\n[open\n");
  const std::map<std::string, std::map<std::string, std::string>> expected = {
      {"a", {{"k", "v = w"}, {"z", "1"}}}, {"b", {{"k", ""}}}, {"open", {}}};
  EXPECT_EQ(sections, expected);
}

}  // namespace
}  // namespace fxlake::aws
