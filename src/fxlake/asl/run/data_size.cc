// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/data_size.h"

namespace fxlake::asl {
namespace {

std::size_t QuotedSize(std::string_view text) {
  std::size_t size = text.size() + 2;
  for (const char c : text) {
    if (c == '"' || c == '\\') ++size;
    if (static_cast<unsigned char>(c) < 0x20)
      size += c == '\n' || c == '\t' || c == '\r' || c == '\b' || c == '\f' ? 1 : 5;
  }
  return size;
}

// Subtracts the size of `value` from `left`; false when `left` is too small.
bool Take(const Json& value, std::size_t& left, int depth) {
  const auto take = [&](std::size_t bytes) {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  };
  if (depth > kMostDepth) return false;
  if (value.is_string()) return take(QuotedSize(value.string()));
  if (value.is_number()) return take(value.number_text().size());
  if (value.is_array()) {
    if (!take(2)) return false;
    for (const auto& item : value.array()) {
      if (!take(1) || !Take(item, left, depth + 1)) return false;
    }
    return true;
  }
  if (value.is_object()) {
    if (!take(2)) return false;
    for (const auto& [key, member] : value.object()) {
      if (!take(QuotedSize(key) + 2) || !Take(member, left, depth + 1)) return false;
    }
    return true;
  }
  return take(4);
}

}  // namespace

bool ExceedsLimit(const Json& value, std::size_t limit) {
  // The count of a container includes one comma too many.
  std::size_t left = limit + 1;
  return !Take(value, left, 1);
}

bool IsSameValue(const Json& a, const Json& b) {
  if (a.is_object() && b.is_object()) return &a.object() == &b.object();
  return a.is_array() && b.is_array() && &a.array() == &b.array();
}

}  // namespace fxlake::asl
