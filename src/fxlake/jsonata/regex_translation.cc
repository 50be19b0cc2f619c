// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/regex.h"

namespace fxlake::jsonata {
namespace {

constexpr std::string_view kSpaces =
    "\\t\\n\\x0b\\f\\r "
    "\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";

bool IsHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Rewrites what the two languages write alike and mean differently.
class Translator {
 public:
  explicit Translator(std::string_view pattern) : pattern_(pattern) {}

  std::expected<std::string, std::string> Translate() {
    while (at_ < pattern_.size()) {
      const char c = pattern_[at_];
      if (c == '\\') {
        Escape(false);
      } else if (c == '[') {
        Class();
      } else if (c == '(') {
        if (!Group()) return std::unexpected("/" + std::string(pattern_) + "/: invalid group");
      } else if (c == '{' && !IsQuantifier()) {
        Put("\\{", 1);
      } else if ((c == '*' || c == '+' || c == '?' || c == '}') && at_ + 1 < pattern_.size() &&
                 pattern_[at_ + 1] == '+') {
        return std::unexpected("/" + std::string(pattern_) + "/: nothing to repeat");
      } else {
        out_ += c;
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  void Put(std::string_view text, std::size_t taken) {
    out_ += text;
    at_ += taken;
  }

  // {2}, {2,} or {2,5}
  bool IsQuantifier() const {
    auto at = at_ + 1;
    const auto first = at;
    while (at < pattern_.size() && IsDigit(pattern_[at])) ++at;
    if (at == first) return false;
    if (at < pattern_.size() && pattern_[at] == ',') {
      ++at;
      while (at < pattern_.size() && IsDigit(pattern_[at])) ++at;
    }
    return at < pattern_.size() && pattern_[at] == '}';
  }

  // (, (?:, (?=, (?!, (?<=, (?<! and (?<name> are all that JavaScript has.
  bool Group() {
    const auto rest = pattern_.substr(at_);
    if (rest.starts_with("(*")) return false;
    if (!rest.starts_with("(?")) {
      Put("(", 1);
      return true;
    }
    static constexpr std::array<std::string_view, 5> kGroups = {"(?:", "(?=", "(?!", "(?<=", "(?<!"};
    for (const auto group : kGroups) {
      if (!rest.starts_with(group)) continue;
      Put(group, group.size());
      return true;
    }
    if (!rest.starts_with("(?<")) return false;
    Put("(?<", 3);
    return true;
  }

  void Class() {
    Put("[", 1);
    if (at_ < pattern_.size() && pattern_[at_] == '^') Put("^", 1);
    while (at_ < pattern_.size() && pattern_[at_] != ']') {
      if (pattern_[at_] == '\\') {
        Escape(true);
      } else if (pattern_[at_] == '[') {
        Put("\\[", 1);
      } else {
        out_ += pattern_[at_++];
      }
    }
    if (at_ < pattern_.size()) Put("]", 1);
  }

  // Half a surrogate pair matches nothing by itself; with its other half it is one character.
  void Unit(char32_t unit) {
    if (unit >= 0xD800 && unit < 0xDC00 && pattern_.substr(at_).starts_with("\\u") && AllHex(at_ + 2, 4)) {
      const auto low =
          static_cast<char32_t>(std::stoul(std::string(pattern_.substr(at_ + 2, 4)), nullptr, 16));
      if (low >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        at_ += 6;
      }
    }
    if (unit >= 0xD800 && unit < 0xE000) unit = 0xFFFD;
    std::string character;
    AppendCharacter(character, unit);
    if (unit < 0x80 && !IsLetter(static_cast<char>(unit)) && !IsDigit(static_cast<char>(unit))) out_ += '\\';
    out_ += character;
  }

  bool AllHex(std::size_t from, std::size_t count) const {
    for (std::size_t i = from; i < from + count; ++i) {
      if (i >= pattern_.size() || !IsHex(pattern_[i])) return false;
    }
    return true;
  }

  void Escape(bool in_class) {
    const char c = at_ + 1 < pattern_.size() ? pattern_[at_ + 1] : '\\';
    if (c == 's') {
      if (!in_class) out_ += '[';
      Put(kSpaces, 2);
      if (!in_class) out_ += ']';
    } else if (c == 'S' && !in_class) {
      out_ += "[^";
      Put(kSpaces, 2);
      out_ += ']';
    } else if (c == 'v') {
      Put("\\x0b", 2);
    } else if (c == '0' && !(at_ + 2 < pattern_.size() && IsDigit(pattern_[at_ + 2]))) {
      Put("\\x00", 2);
    } else if (c == 'x' && AllHex(at_ + 2, 2)) {
      const auto unit = std::stoul(std::string(pattern_.substr(at_ + 2, 2)), nullptr, 16);
      at_ += 4;
      Unit(static_cast<char32_t>(unit));
    } else if (c == 'u' && AllHex(at_ + 2, 4)) {
      const auto unit = std::stoul(std::string(pattern_.substr(at_ + 2, 4)), nullptr, 16);
      at_ += 6;
      Unit(static_cast<char32_t>(unit));
    } else if (c == 'k' && pattern_.substr(at_).starts_with("\\k<") && pattern_.contains("(?<")) {
      Put("\\k", 2);
    } else if (IsLetter(c)) {
      // What JavaScript does not know stands for the letter itself.
      static constexpr std::string_view kShared = "bBdDwWtnrfcS";
      if (kShared.contains(c)) {
        out_ += '\\';
        out_ += c;
      } else {
        out_ += c;
      }
      at_ += 2;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      ++at_;  // the character itself follows
    } else {
      out_ += '\\';
      out_ += c;
      at_ += 2;
    }
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::expected<std::string, std::string> TranslatePattern(std::string_view pattern) {
  return Translator(pattern).Translate();
}

}  // namespace fxlake::jsonata
