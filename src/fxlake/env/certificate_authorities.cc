// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/certificate_authorities.h"

#include <cstdlib>
#include <filesystem>

namespace fxlake::env {

std::string CertificateAuthorities() {
  if (const char* named = std::getenv("SSL_CERT_FILE"); named != nullptr && *named != '\0') return named;
  for (const char* file : {"/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Arch
                           "/etc/pki/tls/certs/ca-bundle.crt",    // Amazon Linux, Fedora
                           "/etc/ssl/ca-bundle.pem",              // SUSE
                           "/etc/ssl/cert.pem"}) {                // Alpine
    std::error_code error;
    if (std::filesystem::exists(file, error)) return file;
  }
  return "";
}

}  // namespace fxlake::env
