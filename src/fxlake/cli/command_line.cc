// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/command_line.h"

namespace fxlake::cli {
namespace {

constexpr char kMark = '\x01';
constexpr std::string_view kEndOfOptions = "--";

bool IsNegativeNumber(std::string_view word) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (word.starts_with("-.")) return word.size() > 2 && is_digit(word[2]);
  return word.size() > 1 && word[0] == '-' && is_digit(word[1]);
}

}  // namespace

std::vector<std::string> MarkedWords(int argc, const char* const* argv) {
  std::vector<std::string> words;
  bool options = true;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    if (options && word == kEndOfOptions) {
      options = false;
      continue;
    }
    // A word that begins with the mark itself is marked too, or unmarking would change it.
    if ((!options && word.starts_with('-')) || IsNegativeNumber(word) || IsMarked(word))
      word.insert(word.begin(), kMark);
    words.push_back(std::move(word));
  }
  return words;
}

bool IsMarked(std::string_view word) { return word.starts_with(kMark); }

std::string WithoutMark(std::string word) {
  if (IsMarked(word)) word.erase(0, 1);
  return word;
}

std::string WithoutMarks(std::string text) {
  std::erase(text, kMark);
  return text;
}

}  // namespace fxlake::cli
