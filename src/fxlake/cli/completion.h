// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/cli/description.h"

// Shell completion scripts, generated from the program's description.
namespace fxlake::cli {

struct CompletionValues {
  std::vector<std::string> sources;     // for SOURCE
  std::vector<std::string> currencies;  // for arguments that are currencies
};

std::string BashCompletion(const Description& description, const CompletionValues& values);
std::string ZshCompletion(const Description& description, const CompletionValues& values);
std::string FishCompletion(const Description& description, const CompletionValues& values);

// What completion offers for a value.
enum class Offer { nothing, words, files, folders };
struct Offered {
  Offer kind = Offer::nothing;
  std::vector<std::string> words;
};
Offered OfferFor(const Parameter& parameter, const CompletionValues& values);

}  // namespace fxlake::cli
