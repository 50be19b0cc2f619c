// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "fxlake/base/hexadecimal.h"

namespace fxlake::asl {

std::optional<std::string> HexDigest(std::string_view bytes, std::string_view algorithm) {
  static constexpr std::array<std::string_view, 5> kAlgorithms = {"MD5", "SHA-1", "SHA-256", "SHA-384",
                                                                  "SHA-512"};
  if (std::ranges::find(kAlgorithms, algorithm) == kAlgorithms.end()) return std::nullopt;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const auto name = algorithm == "SHA-1" ? std::string("SHA1") : std::string(algorithm);
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_get_digestbyname(name.c_str()), nullptr);
  return Hex({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace fxlake::asl
