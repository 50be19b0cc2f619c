// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fxlake::env {

// The file of certificate authorities: SSL_CERT_FILE, or the first existing file among the usual locations of
// distributions; "" when there is none.
std::string CertificateAuthorities();

}  // namespace fxlake::env
