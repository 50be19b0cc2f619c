// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/spec.h"

namespace fxlake::sources {

// For tests: a bank whose one endpoint is read by one reader, of which these are the keys.
inline Result<Spec> TestBank(const std::string& reader_keys) {
  return ParseSpec(R"(
    name = "bank"
    title = "A bank"
    home_currency = "EUR"
    first_day = 1999-01-04
    [[endpoint]]
    name = "all"
    url = "https://bank.example/rates"
    reader = "body"
    [read.body]
  )" + reader_keys,
                   "bank.toml");
}

}  // namespace fxlake::sources
