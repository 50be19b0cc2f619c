// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fxlake::sources {

// What a key of a source file may hold.
enum class ValueShape {
  text,
  integer,
  boolean,
  day,
  texts,
  pairs,
  table,
  tables,
  named_tables,
  source,
  sources,
  source_map
};

struct KeyShape {
  std::string name;
  std::vector<ValueShape> shapes;  // any of them
  std::vector<std::string> words;  // the only texts, when there are some
  std::string or_pattern = {};     // besides them texts with a match of this regular expression
  std::optional<std::pair<std::int64_t, std::int64_t>> range = {};
  bool optional = false;
};

// The keys of each table of the language ("", "endpoint", "endpoint.paging", "read.*" ...), noted as the
// parser asks for them, so that what describes the language is what reads it.
class KeyShapes {
 public:
  // The key of that table, noted when it is new.
  KeyShape& Of(const std::string& table, std::string_view key);
  void Note(const std::string& table, std::string_view key, ValueShape shape);
  const std::map<std::string, std::vector<KeyShape>>& tables() const { return tables_; }

 private:
  std::map<std::string, std::vector<KeyShape>> tables_;  // keys in the order in which they are asked for
};

}  // namespace fxlake::sources
