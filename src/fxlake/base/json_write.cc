// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <algorithm>

#include "fxlake/base/json.h"

namespace fxlake {
namespace {

// The document must be UTF-8 whatever its texts contain: invalid bytes are replaced by U+FFFD.
std::string WithoutBadBytes(std::string_view text) {
  constexpr std::size_t kLongestCharacter = 4;
  std::string good;
  while (!text.empty()) {
    std::size_t length = 1;
    const auto most = std::min(kLongestCharacter, text.size());
    while (length <= most && !simdjson::validate_utf8(text.data(), length)) ++length;
    const bool is_character = length <= most;
    good += is_character ? text.substr(0, length) : "\xEF\xBF\xBD";
    text.remove_prefix(is_character ? length : 1);
  }
  return good;
}

void AppendQuoted(std::string& out, std::string_view text) {
  if (!simdjson::validate_utf8(text.data(), text.size())) return AppendQuoted(out, WithoutBadBytes(text));
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[c >> 4];
          out += kHex[c & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// indent < 0 writes compact JSON.
void Write(std::string& out, const Json& value, int indent) {
  const auto line_break = [&](int level) {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(level) * 2, ' ');
  };
  const int inner = indent < 0 ? indent : indent + 1;
  if (value.is_null()) {
    out += "null";
  } else if (value.is_bool()) {
    out += value.boolean() ? "true" : "false";
  } else if (value.is_number()) {
    out += value.number_text();
  } else if (value.is_string()) {
    AppendQuoted(out, value.string());
  } else if (value.is_array()) {
    out += '[';
    bool first = true;
    for (const auto& item : value.array()) {
      if (!first) out += ',';
      first = false;
      line_break(inner);
      Write(out, item, inner);
    }
    if (!first) line_break(indent);
    out += ']';
  } else {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : value.object()) {
      if (!first) out += ',';
      first = false;
      line_break(inner);
      AppendQuoted(out, key);
      out += indent < 0 ? ":" : ": ";
      Write(out, member, inner);
    }
    if (!first) line_break(indent);
    out += '}';
  }
}

}  // namespace

std::string JsonQuote(std::string_view text) {
  std::string out;
  AppendQuoted(out, text);
  return out;
}

std::string Json::Dump() const {
  std::string out;
  Write(out, *this, -1);
  return out;
}

std::string Json::DumpPretty() const {
  std::string out;
  Write(out, *this, 0);
  out += '\n';
  return out;
}

}  // namespace fxlake
