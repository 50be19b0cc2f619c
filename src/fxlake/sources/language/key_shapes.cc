// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/key_shapes.h"

#include <algorithm>

namespace fxlake::sources {

KeyShape& KeyShapes::Of(const std::string& table, std::string_view key) {
  auto& keys = tables_[table];
  const auto known = std::ranges::find(keys, key, &KeyShape::name);
  return known == keys.end()
             ? keys.emplace_back(KeyShape{.name = std::string(key), .shapes = {}, .words = {}})
             : *known;
}

void KeyShapes::Note(const std::string& table, std::string_view key, ValueShape shape) {
  auto& shapes = Of(table, key).shapes;
  if (std::ranges::find(shapes, shape) == shapes.end()) shapes.push_back(shape);
}

}  // namespace fxlake::sources
