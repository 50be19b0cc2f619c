// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/language/key_shapes.h"
#include "fxlake/sources/language/toml.h"

namespace fxlake::sources {

// Reads one TOML table key by key. Every key that is read counts as known; remaining keys are unknown and
// reported with the nearest known one. The first error is kept, and reading continues with defaults.
class TableReader {
 public:
  // `file` and `path` ("read.daily") are for messages; the value must outlive the reader. `shapes` collects
  // the keys read, under the table's name in the language ("read.*").
  TableReader(const TomlValue& value, std::string file, std::string path, KeyShapes* shapes = nullptr,
              std::string name = "");

  std::string Text(std::string_view key, const std::optional<std::string>& fallback = std::nullopt);
  std::int64_t Integer(std::string_view key, std::int64_t least, std::int64_t most,
                       std::optional<std::int64_t> fallback = std::nullopt);
  bool Boolean(std::string_view key, bool fallback);
  std::optional<Date> Day(std::string_view key);
  // A text or a list of texts.
  std::vector<std::string> Texts(std::string_view key, std::vector<std::string> fallback = {});
  std::map<std::string, std::string> TextMap(std::string_view key);
  // As TextMap, in file order; integers are accepted as texts.
  std::vector<std::pair<std::string, std::string>> TextPairs(std::string_view key);
  // One of `words`, as its index.
  std::size_t Choice(std::string_view key, std::span<const std::string_view> words,
                     std::optional<std::size_t> fallback = std::nullopt);
  const TomlValue* Find(std::string_view key);
  // Each table of [[key]].
  std::vector<TableReader> Tables(std::string_view key);
  // Each table of [key.<name>], with its name.
  std::vector<std::pair<std::string, TableReader>> NamedTables(std::string_view key);

  // A table within the value of `key`; the keys of field sources (field_source.h) are the same everywhere.
  TableReader Inner(std::string_view key, const TomlValue& value, bool is_source = false);

  // As Inner, for a table whose keys are not keywords of the language.
  TableReader Unnoted(std::string_view key, const TomlValue& value) const {
    return {value, file_, path_ + "." + std::string(key)};
  }

  // Whether the key is present; records it as optional.
  bool Has(std::string_view key);
  void Note(std::string_view key, ValueShape shape, bool optional = true);
  // The key accepts texts that match the pattern, in addition to the words of a choice.
  void NotePattern(std::string_view key, std::string_view pattern);
  // Records an error at the value of `key`, or at the table itself.
  void Fail(std::string_view key, std::string_view what);
  // Records an error from the reader of an inner table.
  void Adopt(const Error& error);
  // The first error, or the error for an unknown key.
  Result<void> Finish() const;

 private:
  std::string InnerName(std::string_view key) const;
  Error ErrorAt(const TomlValue& place, std::string_view key, std::string_view what) const;

  const TomlValue& value_;
  const TomlValue::Table* table_;
  std::string file_;
  std::string path_;
  std::vector<std::string> known_;
  std::optional<Error> error_;
  KeyShapes* shapes_;
  std::string name_;
};

}  // namespace fxlake::sources
