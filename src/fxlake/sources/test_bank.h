// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// For tests: a source with one endpoint and one reader that has the given keys; `bank_keys` are further
// top-level keys.
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
