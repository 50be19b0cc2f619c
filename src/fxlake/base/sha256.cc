// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/sha256.h"

#include <openssl/sha.h>

namespace fxlake {

std::string Sha256Hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  std::string text;
  text.reserve(sizeof digest * 2);
  for (const auto byte : digest) {
    text += kHex[byte >> 4];
    text += kHex[byte & 15];
  }
  return text;
}

}  // namespace fxlake
