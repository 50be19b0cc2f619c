// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/sha256.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace fxlake {
namespace {

// Fetched once, without reading OpenSSL's configuration, which takes longer than a short run of this program.
const EVP_MD* Algorithm() {
  static const EVP_MD* const kFound = [] {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    return EVP_MD_fetch(nullptr, "SHA256", nullptr);
  }();
  return kFound;
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  unsigned char digest[SHA256_DIGEST_LENGTH];
  EVP_Digest(bytes.data(), bytes.size(), digest, nullptr, Algorithm(), nullptr);
  std::string text;
  text.reserve(sizeof digest * 2);
  for (const auto byte : digest) {
    text += kHex[byte >> 4];
    text += kHex[byte & 15];
  }
  return text;
}

}  // namespace fxlake
