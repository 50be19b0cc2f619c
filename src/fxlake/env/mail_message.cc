// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>

#include "fxlake/base/base64.h"
#include "fxlake/base/excerpt.h"
#include "fxlake/env/mail_notifier.h"

namespace fxlake::env {
namespace {

constexpr std::size_t kLine = 76;  // for Base64 (RFC 2045, 6.8)
// bytes of an encoded word, 75 characters when encoded (RFC 2047, 2)
constexpr std::size_t kEncodedWord = 45;
constexpr std::size_t kMaxSubject = 300;

// A header value: one line, in encoded words when it is not plain ASCII. Characters are never split.
std::string HeaderText(std::string_view text) {
  std::string line(Excerpt(text, kMaxSubject));
  std::ranges::replace_if(line, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  if (std::ranges::all_of(line, [](unsigned char c) { return c < 0x80; }) && line.size() <= kEncodedWord)
    return line;
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const auto word = Excerpt(std::string_view(line).substr(at), kEncodedWord);
    if (at > 0) out += "\r\n ";
    out += "=?UTF-8?B?" + Base64Encode(word) + "?=";
    at += word.size();
  }
  return out;
}

// Tue, 14 Apr 2026 07:30:00 +0000
std::string HeaderDate(Instant at) {
  static constexpr std::array kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date date = at.date();
  const auto time = at.ToSeconds().substr(11, 8);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %s +0000",
                kDays[static_cast<std::size_t>(date.weekday() - 1)], date.day(),
                kMonths[static_cast<std::size_t>(date.month() - 1)], date.year(), time.c_str());
  return text.data();
}

}  // namespace

std::string MailMessage(const MailSettings& settings, const Notification& notification, Instant now,
                        std::string_view id) {
  std::string to;
  for (const auto& address : settings.to) to += (to.empty() ? "" : ",\r\n ") + address;
  const auto domain = settings.from.substr(settings.from.find('@') + 1);
  std::string text = "From: " + settings.from + "\r\nTo: " + to +
                     "\r\nSubject: " + HeaderText(notification.subject) + "\r\nDate: " + HeaderDate(now) +
                     "\r\nMessage-ID: <" + std::string(id) + "@" + domain +
                     ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "
                     "charset=utf-8\r\n"
                     "Content-Transfer-Encoding: base64\r\n\r\n";
  const auto body = Base64Encode(notification.message);
  for (std::size_t at = 0; at < body.size(); at += kLine) text += body.substr(at, kLine) + "\r\n";
  return text;
}

}  // namespace fxlake::env
