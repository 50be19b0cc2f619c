// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/sha256.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "fxlake/base/hexadecimal.h"

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
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr,
             Algorithm(), nullptr);
  return Hex(digest);
}

}  // namespace fxlake
