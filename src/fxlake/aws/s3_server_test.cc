// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "fxlake/aws/s3_server_for_test.h"
#include "fxlake/aws/signature.h"

namespace fxlake::aws {
namespace {

constexpr const char* kKeyId = "fxlake-test-key";
constexpr const char* kSecret = "fxlake/test+secret";
constexpr const char* kUsers =
    R"({"accessAccounts":{"user":{"access":"user","secret":"user-secret","role":"user"}}})";

int FreePort() {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{
      .sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(listener);
  return ntohs(address.sin_port);
}

}  // namespace

S3ServerForTest& S3ServerForTest::Running() {
  static S3ServerForTest server;
  return server;
}

std::map<std::string, std::string> S3ServerForTest::Environment(std::map<std::string, std::string> changes) {
  changes.insert({{"AWS_ACCESS_KEY_ID", kKeyId},
                  {"AWS_SECRET_ACCESS_KEY", kSecret},
                  {"HOME", "/nowhere"},
                  {"AWS_EC2_METADATA_DISABLED", "true"}});
  return changes;
}

std::map<std::string, std::string> S3ServerForTest::UserEnvironment() {
  return Environment({{"AWS_ACCESS_KEY_ID", "user"}, {"AWS_SECRET_ACCESS_KEY", "user-secret"}});
}

S3ServerForTest::S3ServerForTest()
    : folder_(std::filesystem::path(testing::TempDir()) / ("fxlake-s3-" + std::to_string(::getpid()))) {
  std::filesystem::create_directories(folder_);
  const auto users = folder_.string() + ".users";
  std::filesystem::create_directories(users);
  std::ofstream(users + "/users.json") << kUsers;
  const auto address = "127.0.0.1:" + std::to_string(FreePort());
  endpoint_ = "http://" + address;
  const std::string program = FXLAKE_BUILD "/deps/versitygw/versitygw";
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int log = ::open((folder_.string() + ".log").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::execl(program.c_str(), "versitygw", "--quiet", "--access", kKeyId, "--secret", kSecret, "--iam-dir",
            users.c_str(), "--port", address.c_str(), "posix", folder_.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  AwsContextForTest environment(Environment());
  for (int attempt = 0;
       attempt < 500 && !environment.http.Send({.url = endpoint_ + "/", .headers = {}, .body = ""});
       ++attempt) {
    environment.clock.SleepFor(std::chrono::milliseconds(20));
  }
}

S3ServerForTest::~S3ServerForTest() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
  std::filesystem::remove(folder_.string() + ".log", error);
  std::filesystem::remove_all(folder_.string() + ".users", error);
}

void S3ServerForTest::Put(const std::string& path_and_query, const std::string& body) const {
  AwsContextForTest environment(Environment());
  env::HttpRequest request{
      .method = "PUT", .url = endpoint_ + path_and_query, .headers = {{"Content-Type", ""}}, .body = body};
  Sign(request, {.access_key_id = kKeyId, .secret_access_key = Secret(kSecret)}, {"us-east-1", "s3"},
       environment.clock.Now());
  const auto answer = environment.http.Send(request);
  ASSERT_TRUE(answer && (answer->status / 100 == 2 || answer->status == 409))
      << path_and_query << " " << (answer ? answer->body : "");
}

std::string S3ServerForTest::Uri(const std::string& bucket, const std::string& prefix) {
  Put("/" + bucket, "");
  return "s3://" + bucket + "/" + prefix + "?endpoint=" + endpoint_;
}

void S3ServerForTest::AllowUser(const std::string& bucket, const std::string& prefix) {
  const auto statement = [&](const std::string& actions, const std::string& resource) {
    return R"({"Effect":"Allow","Principal":{"AWS":["user"]},"Action":[)" + actions +
           R"(],"Resource":["arn:aws:s3:::)" + bucket + resource + "\"]}";
  };
  Put("/" + bucket + "?policy=",
      R"({"Version":"2012-10-17","Statement":[)" + statement(R"("s3:ListBucket")", "") + "," +
          statement(R"("s3:GetObject")", "/*") + "," +
          statement(R"("s3:PutObject","s3:DeleteObject")", "/" + prefix + "*") + "]}");
}

}  // namespace fxlake::aws
