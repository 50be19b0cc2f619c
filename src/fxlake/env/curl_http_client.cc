// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/curl_http_client.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "fxlake/base/text.h"
#include "fxlake/env/curl_library.h"

namespace fxlake::env {

// The library and its idle handles; each handle keeps its connections open.
class CurlHttpClient::Pool {
 public:
  explicit Pool(std::function<Result<CurlLibrary>()> load) : load_(std::move(load)) {}
  Result<const CurlLibrary*> library() {
    const std::lock_guard lock(guard_);
    if (!library_) {
      ASSIGN_OR_RETURN(auto loaded, load_());
      library_ = std::make_unique<CurlLibrary>(std::move(loaded));
    }
    return library_.get();
  }
  CURL* Take() {
    const std::lock_guard lock(guard_);
    if (idle_.empty()) return library_->easy_init();
    CURL* handle = idle_.back();
    idle_.pop_back();
    return handle;
  }
  void Return(CURL* handle) {
    library_->easy_reset(handle);
    const std::lock_guard lock(guard_);
    idle_.push_back(handle);
  }
  ~Pool() {
    for (CURL* handle : idle_) library_->easy_cleanup(handle);
  }

 private:
  std::function<Result<CurlLibrary>()> load_;
  std::mutex guard_;
  std::unique_ptr<CurlLibrary> library_;
  std::vector<CURL*> idle_;
};

namespace {

constexpr long kConnectSeconds = 15;

struct Transfer {
  HttpResponse response;
  std::uint64_t max_bytes = 0;
  bool too_large = false;
};

std::size_t OnBody(char* data, std::size_t size, std::size_t count, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  const auto bytes = size * count;
  transfer.too_large = transfer.response.body.size() + bytes > transfer.max_bytes;
  if (transfer.too_large) return 0;
  transfer.response.body.append(data, bytes);
  return bytes;
}

std::size_t OnHeader(char* data, std::size_t size, std::size_t count, void* context) {
  auto& headers = static_cast<Transfer*>(context)->response.headers;
  std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) headers.clear();  // after a 1xx response, or a proxy's response
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return size * count;
  headers.emplace_back(LowerCase(line.substr(0, colon)), std::string(Trim(line.substr(colon + 1))));
  return size * count;
}

}  // namespace

CurlHttpClient::CurlHttpClient(std::string user_agent, std::function<Result<CurlLibrary>()> load)
    : user_agent_(std::move(user_agent)), pool_(std::make_unique<Pool>(std::move(load))) {}
CurlHttpClient::~CurlHttpClient() = default;

Result<HttpResponse> CurlHttpClient::Send(const HttpRequest& request) {
  const auto doing = request.method + " " + request.url;
  ASSIGN_OR_RETURN(const CurlLibrary* curl, pool_->library());
  CURL* handle = pool_->Take();
  if (handle == nullptr) return Internal(doing + ": libcurl returned no handle");
  Transfer transfer;
  transfer.max_bytes = request.max_bytes;
  char detail[CURL_ERROR_SIZE] = "";
  curl_slist* headers = nullptr;
  for (const auto& [name, value] : request.headers)
    headers = curl->slist_append(headers, (name + ": " + value).c_str());
  bool known = true;
  const auto set = [&](CURLoption option, auto value) {
    known = curl->easy_setopt(handle, option, value) != CURLE_UNKNOWN_OPTION && known;
  };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_USERAGENT, user_agent_.c_str());
  set(CURLOPT_HTTPHEADER, headers);
  if (request.decode_body) set(CURLOPT_ACCEPT_ENCODING, "");
  if (request.past_proxies) set(CURLOPT_NOPROXY, "*");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  set(CURLOPT_NOSIGNAL, 1L);
  if (!curl->authorities.empty()) set(CURLOPT_CAINFO, curl->authorities.c_str());
  set(CURLOPT_ERRORBUFFER, detail);
  set(CURLOPT_WRITEFUNCTION, OnBody);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  set(CURLOPT_HEADERFUNCTION, OnHeader);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  curl_blob certificate{const_cast<char*>(request.tls.certificate.data()), request.tls.certificate.size(),
                        CURL_BLOB_NOCOPY};
  if (request.tls.old_versions) set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_0));
  if (request.tls.old_versions || request.tls.weak_ciphers)
    set(CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0");
  if (!request.tls.certificate.empty()) set(CURLOPT_CAINFO_BLOB, &certificate);
  if (request.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (request.method != "GET") {
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    set(CURLOPT_POSTFIELDS, request.body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  if (!known) {
    curl->slist_free_all(headers);
    pool_->Return(handle);
    return Internal(doing + ": libcurl is older than 7.85, so other protocols cannot be disabled");
  }
  const CURLcode code = curl->easy_perform(handle);
  long status = 0;
  curl->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  curl->slist_free_all(headers);
  pool_->Return(handle);
  if (transfer.too_large)
    return InvalidInput(doing + ": the response body is larger than " + std::to_string(request.max_bytes) +
                        " bytes");
  if (code != CURLE_OK)
    return CurlError(code, doing + ": " + (detail[0] != '\0' ? detail : curl->easy_strerror(code)));
  transfer.response.status = static_cast<int>(status);
  return std::move(transfer.response);
}

}  // namespace fxlake::env
