// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fxlake::env {

// The file of certificate authorities: what SSL_CERT_FILE names, or the first that is where distributions
// have theirs; "" when there is none.
std::string CertificateAuthorities();

}  // namespace fxlake::env
