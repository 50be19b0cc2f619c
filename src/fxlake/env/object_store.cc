// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/object_store.h"

#include <algorithm>

#include "fxlake/base/excerpt.h"

namespace fxlake::env {

Result<std::string> ObjectStore::Put(std::string key, std::string bytes, PutCondition condition) {
  const PutRequest request{std::move(key), std::move(bytes), std::move(condition)};
  return std::move(PutAll({&request, 1}).front());
}

Result<void> CheckKey(std::string_view key) {
  const bool printable =
      std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
  bool parts = !key.empty() && key.size() <= 1024;
  for (std::size_t start = 0; parts && start <= key.size();) {
    const auto end = std::min(key.find('/', start), key.size());
    const auto part = key.substr(start, end - start);
    parts = !part.empty() && part != "." && part != ".." && part.size() <= 255;
    start = end + 1;
  }
  if (!parts || !printable)
    return InvalidInput("not an object key: \"" + std::string(Excerpt(key, 80)) + "\"");
  return {};
}

}  // namespace fxlake::env
