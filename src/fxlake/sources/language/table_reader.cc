// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/table_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "fxlake/base/nearest.h"

namespace fxlake::sources {

TableReader::TableReader(const TomlValue& value, std::string file, std::string path, KeyShapes* shapes,
                         std::string name)
    : value_(value),
      table_(std::get_if<TomlValue::Table>(&value.value)),
      file_(std::move(file)),
      path_(std::move(path)),
      shapes_(shapes),
      name_(std::move(name)) {
  static const TomlValue::Table kEmpty;
  if (table_ == nullptr) {
    error_ = ErrorAt(value_, "", "expected a table");
    table_ = &kEmpty;
  }
}

Error TableReader::ErrorAt(const TomlValue& place, std::string_view key, std::string_view what) const {
  const auto path = path_.empty() || key.empty() ? path_ + std::string(key) : path_ + "." + std::string(key);
  return InvalidInput(
      fmt::format("{}:{}:{}: {}{}{}", file_, place.line, place.column, path, path.empty() ? "" : ": ", what));
}

bool TableReader::Has(std::string_view key) {
  if (shapes_ != nullptr) shapes_->Of(name_, key).optional = true;
  return Find(key) != nullptr;
}

void TableReader::Note(std::string_view key, ValueShape shape, bool optional) {
  if (shapes_ == nullptr) return;
  shapes_->Note(name_, key, shape);
  if (optional) shapes_->Of(name_, key).optional = true;
}

const TomlValue* TableReader::Find(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  const auto found = std::ranges::find(*table_, key, &TomlMember::key);
  return found == table_->end() ? nullptr : &found->value;
}

void TableReader::Fail(std::string_view key, std::string_view what) {
  const auto* place = key.empty() ? nullptr : Find(key);
  if (!error_) error_ = ErrorAt(place != nullptr ? *place : value_, key, what);
}

void TableReader::NotePattern(std::string_view key, std::string_view pattern) {
  if (shapes_ != nullptr) shapes_->Of(name_, key).or_pattern = pattern;
}

std::string TableReader::Text(std::string_view key, const std::optional<std::string>& fallback) {
  Note(key, ValueShape::text, fallback.has_value());
  const auto* found = Find(key);
  if (found == nullptr) {
    if (!fallback) Fail(key, "is missing; expected a text");
    return fallback.value_or("");
  }
  if (const auto* text = std::get_if<std::string>(&found->value)) return *text;
  Fail(key, "expected a text in quotes");
  return "";
}

std::int64_t TableReader::Integer(std::string_view key, std::int64_t least, std::int64_t most,
                                  std::optional<std::int64_t> fallback) {
  Note(key, ValueShape::integer, fallback.has_value());
  if (shapes_ != nullptr) shapes_->Of(name_, key).range = {least, most};
  const auto* found = Find(key);
  if (found == nullptr) {
    if (!fallback) Fail(key, "is missing; expected a whole number");
    return fallback.value_or(least);
  }
  const auto* number = std::get_if<std::int64_t>(&found->value);
  if (number != nullptr && *number >= least && *number <= most) return *number;
  Fail(key, fmt::format("expected a whole number from {} to {}", least, most));
  return least;
}

bool TableReader::Boolean(std::string_view key, bool fallback) {
  Note(key, ValueShape::boolean);
  const auto* found = Find(key);
  if (found == nullptr) return fallback;
  if (const auto* boolean = std::get_if<bool>(&found->value)) return *boolean;
  Fail(key, "expected true or false");
  return fallback;
}

std::optional<Date> TableReader::Day(std::string_view key) {
  Note(key, ValueShape::day, false);
  const auto* found = Find(key);
  if (found == nullptr) return std::nullopt;
  if (const auto* day = std::get_if<Date>(&found->value)) return *day;
  Fail(key, "expected a date without quotes, such as 1999-01-04");
  return std::nullopt;
}

std::vector<std::string> TableReader::Texts(std::string_view key, std::vector<std::string> fallback) {
  Note(key, ValueShape::texts);
  const auto* found = Find(key);
  if (found == nullptr) return fallback;
  if (const auto* text = std::get_if<std::string>(&found->value)) return {*text};
  std::vector<std::string> texts;
  if (const auto* array = std::get_if<TomlValue::Array>(&found->value)) {
    for (const auto& item : *array) {
      if (const auto* text = std::get_if<std::string>(&item.value)) texts.push_back(*text);
    }
    if (texts.size() == array->size()) return texts;
  }
  Fail(key, "expected a text or a list of texts");
  return {};
}

std::map<std::string, std::string> TableReader::TextMap(std::string_view key) {
  const auto pairs = TextPairs(key);
  return {pairs.begin(), pairs.end()};
}

std::vector<std::pair<std::string, std::string>> TableReader::TextPairs(std::string_view key) {
  Note(key, ValueShape::pairs);
  const auto* found = Find(key);
  std::vector<std::pair<std::string, std::string>> texts;
  if (found == nullptr) return texts;
  const auto* table = std::get_if<TomlValue::Table>(&found->value);
  if (table == nullptr) {
    Fail(key, "expected a table of texts");
    return texts;
  }
  for (const auto& [name, value] : *table) {
    if (const auto* text = std::get_if<std::string>(&value.value)) {
      texts.emplace_back(name, *text);
    } else if (const auto* number = std::get_if<std::int64_t>(&value.value)) {
      texts.emplace_back(name, std::to_string(*number));
    } else {
      Fail(key, fmt::format("expected a text for \"{}\"", name));
    }
  }
  return texts;
}

std::size_t TableReader::Choice(std::string_view key, std::span<const std::string_view> words,
                                std::optional<std::size_t> fallback) {
  if (shapes_ != nullptr) shapes_->Of(name_, key).words.assign(words.begin(), words.end());
  Note(key, ValueShape::text, fallback.has_value());
  if (fallback && !Has(key)) return *fallback;
  const auto word = Text(key);
  const auto found = std::ranges::find(words, word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  Fail(key, fmt::format("expected one of {}, not \"{}\"{}", fmt::join(words, ", "), word,
                        DidYouMean(word, words)));
  return 0;
}

std::vector<TableReader> TableReader::Tables(std::string_view key) {
  Note(key, ValueShape::tables);
  std::vector<TableReader> tables;
  const auto* found = Find(key);
  if (found == nullptr) return tables;
  const auto* array = std::get_if<TomlValue::Array>(&found->value);
  if (array == nullptr) {
    Fail(key, fmt::format("expected tables that begin with [[{}]]", key));
    return tables;
  }
  for (const auto& item : *array) tables.emplace_back(item, file_, std::string(key), shapes_, InnerName(key));
  return tables;
}

std::vector<std::pair<std::string, TableReader>> TableReader::NamedTables(std::string_view key) {
  Note(key, ValueShape::named_tables);
  std::vector<std::pair<std::string, TableReader>> tables;
  const auto* found = Find(key);
  if (found == nullptr) return tables;
  const auto* table = std::get_if<TomlValue::Table>(&found->value);
  if (table == nullptr) {
    Fail(key, fmt::format("expected tables that begin with [{}.NAME]", key));
    return tables;
  }
  for (const auto& [name, value] : *table) {
    tables.emplace_back(name,
                        TableReader(value, file_, std::string(key) + "." + name, shapes_, InnerName(key)));
  }
  return tables;
}

std::string TableReader::InnerName(std::string_view key) const {
  return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
}

TableReader TableReader::Inner(std::string_view key, const TomlValue& value, bool is_source) {
  if (!is_source) Note(key, ValueShape::table);
  return {value, file_, path_.empty() ? std::string(key) : path_ + "." + std::string(key), shapes_,
          is_source ? "source" : InnerName(key)};
}

void TableReader::Adopt(const Error& error) {
  if (!error_) error_ = error;
}

Result<void> TableReader::Finish() const {
  if (error_) return *error_;
  for (const auto& [name, value] : *table_) {
    if (std::ranges::find(known_, name) != known_.end()) continue;
    const std::vector<std::string_view> known(known_.begin(), known_.end());
    return ErrorAt(value, name, "is not a key of this table" + DidYouMean(name, known));
  }
  return {};
}

}  // namespace fxlake::sources
