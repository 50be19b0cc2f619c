// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// For tests: a bank whose one endpoint is read by one reader, of which these are the keys; `bank_keys` are
// more of the bank's own.
inline Result<Spec> TestBank(const std::string& reader_keys, const std::string& bank_keys = "") {
  return ParseSpec(R"(
    name = "bank"
    title = "A bank"
    home_currency = "EUR"
    first_day = 1999-01-04
)" + bank_keys + R"(
    [[endpoint]]
    name = "all"
    url = "https://bank.example/rates"
    reader = "body"
    [read.body]
  )" + reader_keys,
                   "bank.toml");
}

}  // namespace fxlake::sources
