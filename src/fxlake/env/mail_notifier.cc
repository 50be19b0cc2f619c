// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/mail_notifier.h"

#include <algorithm>
#include <cstring>

#include "fxlake/env/curl_library.h"

namespace fxlake::env {
namespace {

constexpr long kTimeoutSeconds = 60;
constexpr long kConnectSeconds = 15;

// One "@" with text on both sides, and no character that could end an SMTP command or a header.
bool IsAddress(std::string_view text) {
  const auto at = text.find('@');
  const auto plain = [](unsigned char c) {
    return c > 0x20 && c < 0x7f && !std::string_view("<>,;\"()[]\\").contains(static_cast<char>(c));
  };
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.size() <= 254 &&
         std::ranges::all_of(text, plain);
}

struct Upload {
  std::string_view left;
};

std::size_t OnRead(char* into, std::size_t size, std::size_t count, void* context) {
  auto& left = static_cast<Upload*>(context)->left;
  const auto bytes = std::min(size * count, left.size());
  std::memcpy(into, left.data(), bytes);
  left.remove_prefix(bytes);
  return bytes;
}

// "host:587" of a server's URL; "" when it is invalid or has further parts.
std::string_view HostOf(std::string_view server) {
  for (const std::string_view scheme : {"smtp://", "smtps://"}) {
    if (!server.starts_with(scheme)) continue;
    const auto host = server.substr(scheme.size());
    return host.find_first_of("@/?# ") == std::string_view::npos ? host : std::string_view();
  }
  return {};
}

}  // namespace

Result<MailNotifier> MailNotifier::Make(MailSettings settings, Clock& clock, Random& random) {
  if (HostOf(settings.server).empty())
    return InvalidInput(
        "reading the mail settings: the server must be smtp://HOST:PORT or smtps://HOST:PORT, without "
        "user and path");
  if (!IsAddress(settings.from))
    return InvalidInput("reading the mail settings: the sender is not a mail address: \"" + settings.from +
                        "\"");
  if (settings.to.empty()) return InvalidInput("reading the mail settings: there is no recipient");
  for (const auto& address : settings.to) {
    if (!IsAddress(address))
      return InvalidInput("reading the mail settings: not a mail address: \"" + address + "\"");
  }
  return MailNotifier(std::move(settings), clock, random);
}

std::string MailNotifier::Describe() const {
  std::string text = "e-mail to ";
  for (const auto& address : settings_.to) text += (&address == &settings_.to.front() ? "" : ", ") + address;
  return text + " by " + std::string(HostOf(settings_.server));
}

Result<void> MailNotifier::Notify(const Notification& notification) {
  const auto doing = "notifying " + Describe() + ": ";
  ASSIGN_OR_RETURN(const auto curl, CurlLibrary::Load());
  CURL* handle = curl.easy_init();
  if (handle == nullptr) return Internal(doing + "libcurl returned no handle");
  const auto now = clock_.Now();
  const auto message =
      MailMessage(settings_, notification, now, now.ToCompact() + "." + std::to_string(random_.Next()));
  Upload upload{message};
  char detail[CURL_ERROR_SIZE] = "";
  curl_slist* recipients = nullptr;
  for (const auto& address : settings_.to)
    recipients = curl.slist_append(recipients, ("<" + address + ">").c_str());
  const auto sender = "<" + settings_.from + ">";
  bool known = true;
  const auto set = [&](CURLoption option, auto value) {
    known = curl.easy_setopt(handle, option, value) != CURLE_UNKNOWN_OPTION && known;
  };
  set(CURLOPT_URL, settings_.server.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!settings_.authorities_file.empty()) set(CURLOPT_CAINFO, settings_.authorities_file.c_str());
  if (!settings_.user.empty()) {
    set(CURLOPT_USERNAME, settings_.user.c_str());
    set(CURLOPT_PASSWORD, settings_.password.c_str());
  }
  set(CURLOPT_MAIL_FROM, sender.c_str());
  set(CURLOPT_MAIL_RCPT, recipients);
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, OnRead);
  set(CURLOPT_READDATA, static_cast<void*>(&upload));
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_TIMEOUT, kTimeoutSeconds);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, detail);
  const CURLcode code = known ? curl.easy_perform(handle) : CURLE_OK;
  curl.easy_cleanup(handle);
  curl.slist_free_all(recipients);
  if (!known) return Internal(doing + "libcurl is older than 7.85, so other protocols cannot be disabled");
  if (code != CURLE_OK)
    return CurlError(code, doing + (detail[0] != '\0' ? detail : curl.easy_strerror(code)));
  return {};
}

}  // namespace fxlake::env
