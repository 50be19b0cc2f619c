// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/sealed_json.h"

#include <algorithm>

#include "fxlake/base/sha256.h"

namespace fxlake {
namespace {

constexpr std::string_view kSeal = ",\n  \"sha256\": \"";
constexpr std::string_view kEnd = "\"\n}\n";
constexpr std::size_t kHashLength = 64;
constexpr std::size_t kTail = kSeal.size() + kHashLength + kEnd.size();

bool LooksLikeAHash(const Json& value) { return value.is_string() && value.string().size() == kHashLength; }

}  // namespace

std::string SealedText(const Json& object) {
  auto text = object.DumpPretty();
  text.resize(text.size() - std::string_view("\n}\n").size());
  const auto hash = Sha256Hex(text);
  return text.append(kSeal).append(hash).append(kEnd);
}

Result<Json> ParseSealed(std::string_view text) {
  auto json = Json::Parse(text);
  if (!json) return Corrupt(json.error().message());
  if (!json->is_object()) return Corrupt("it is not a JSON object");
  const bool sealed =
      text.size() > kTail && text.ends_with(kEnd) && text.substr(text.size() - kTail, kSeal.size()) == kSeal;
  if (!sealed) {
    // The seal itself was modified.
    const bool broken =
        std::ranges::any_of(json->object(), [](const auto& member) { return LooksLikeAHash(member.second); });
    if (broken) return Corrupt("its text was changed: the SHA-256 is not at its end");
    return json;
  }
  const auto hash = text.substr(text.size() - kEnd.size() - kHashLength, kHashLength);
  if (Sha256Hex(std::string(text.substr(0, text.size() - kTail))) != hash) {
    return Corrupt("its text was changed: it does not match the SHA-256 at its end");
  }
  Json plain = Json::EmptyObject();
  for (const auto& [name, value] : json->object()) {
    if (name != "sha256") plain.Set(name, value);
  }
  return plain;
}

}  // namespace fxlake
