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

// The kind of value that a key of a source file accepts.
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
  std::vector<std::string> words;  // the allowed texts; empty: any
  std::string or_pattern = {};     // also texts that match this regular expression
  std::optional<std::pair<std::int64_t, std::int64_t>> range = {};
  bool optional = false;
};

// The keys of each table of the language ("", "endpoint", "endpoint.paging", "read.*" ...), collected while
// the parser reads them, so that the JSON schema is derived from the parser itself.
class KeyShapes {
 public:
  // The key of that table; added when it is new.
  KeyShape& Of(const std::string& table, std::string_view key);
  void Note(const std::string& table, std::string_view key, ValueShape shape);
  const std::map<std::string, std::vector<KeyShape>>& tables() const { return tables_; }

 private:
  std::map<std::string, std::vector<KeyShape>> tables_;  // keys in the order in which the parser reads them
};

}  // namespace fxlake::sources
