// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/digest.h"

#include <openssl/sha.h>

namespace fxlake::aws {
namespace {

constexpr std::size_t kBlock = 64;

std::string Padded(std::string_view key, char with) {
  std::string pad(key);
  pad.resize(kBlock, '\0');
  for (char& c : pad) c = static_cast<char>(c ^ with);
  return pad;
}

}  // namespace

std::string Sha256(std::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

// Implemented here, because OpenSSL's HMAC first initializes its providers, which takes some milliseconds.
std::string HmacSha256(std::string_view key, std::string_view bytes) {
  const std::string short_key = key.size() > kBlock ? Sha256(key) : std::string(key);
  return Sha256(Padded(short_key, 0x5C) + Sha256(Padded(short_key, 0x36).append(bytes)));
}

}  // namespace fxlake::aws
