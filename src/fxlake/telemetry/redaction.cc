// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/redaction.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "fxlake/base/json.h"

namespace fxlake::telemetry {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::string_view kInstead = "***";

}  // namespace

Redaction::Redaction(std::vector<std::string> secrets) {
  for (auto& secret : secrets) {
    if (secret.size() < kShortest) continue;
    const auto quoted = JsonQuote(secret);
    secrets_.push_back(quoted.substr(1, quoted.size() - 2));
    secrets_.push_back(std::move(secret));
  }
  std::ranges::sort(secrets_, std::greater(), [](const std::string& secret) { return secret.size(); });
}

std::string Redaction::Apply(std::string text) const {
  for (const auto& secret : secrets_) {
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + kInstead.size()))
      text.replace(at, secret.size(), kInstead);
  }
  return text;
}

}  // namespace fxlake::telemetry
