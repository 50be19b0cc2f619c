// SPDX-License-Identifier: Apache-2.0
// parquet_round_trip write CSV FILE ROW_GROUP_ROWS   makes a Parquet file, sorted by the first column, of a
// CSV file parquet_round_trip read FILE                       prints it as CSV, types in the first line The
// CSV is plain: no quotes, a first line of name:type, decimals in units, days and microseconds as numbers.
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/parquet/reader.h"
#include "fxlake/parquet/writer.h"

namespace fxlake::parquet {
namespace {

std::vector<std::string> Split(const std::string& line, char separator) {
  std::vector<std::string> parts(1);
  for (const char character : line) {
    if (character == separator) {
      parts.emplace_back();
    } else {
      parts.back().push_back(character);
    }
  }
  return parts;
}

Result<Type> ParseType(const std::string& text) {
  const std::map<std::string, Type> types = {{"string", Type::String()},
                                             {"date", Type::Date()},
                                             {"timestamp", Type::Timestamp()},
                                             {"int64", Type::Int64()}};
  if (const auto found = types.find(text); found != types.end()) return found->second;
  int precision = 0, scale = 0;
  if (std::sscanf(text.c_str(), "decimal(%d;%d)", &precision, &scale) != 2)
    return InvalidInput("no type: " + text);
  return Type::Decimal(precision, scale);
}

// Columns that grow by text.
class Builder {
 public:
  explicit Builder(const Schema& schema) : schema_(schema) { Clear(); }

  void Append(const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (auto* strings = std::get_if<StringColumn>(&rows_.columns[i])) {
        const auto next = static_cast<std::uint32_t>(strings->dictionary.size());
        const auto [found, is_new] = codes_[i].emplace(texts[i], next);
        if (is_new) strings->dictionary.push_back(texts[i]);
        strings->codes.push_back(found->second);
      } else if (auto* days = std::get_if<Int32Column>(&rows_.columns[i])) {
        days->push_back(Number<std::int32_t>(texts[i]));
      } else {
        std::get<Int64Column>(rows_.columns[i]).push_back(Number<std::int64_t>(texts[i]));
      }
    }
  }
  const RowGroup& rows() const { return rows_; }
  void Clear() {
    rows_.columns.clear();
    codes_.assign(schema_.fields.size(), {});
    for (const auto& field : schema_.fields) {
      if (field.type.kind == Type::Kind::string) {
        rows_.columns.emplace_back(StringColumn());
      } else if (field.type.kind == Type::Kind::date) {
        rows_.columns.emplace_back(Int32Column());
      } else {
        rows_.columns.emplace_back(Int64Column());
      }
    }
  }

 private:
  template <typename T>
  static T Number(const std::string& text) {
    T number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  const Schema& schema_;
  RowGroup rows_;
  std::vector<std::map<std::string, std::uint32_t>> codes_;
};

Result<void> WriteFile(const std::string& csv_path, const std::string& path, std::size_t row_group_rows) {
  std::ifstream csv(csv_path);
  std::string line;
  if (!std::getline(csv, line)) return NotFound("no CSV at " + csv_path);
  Schema schema;
  for (const auto& head : Split(line, ',')) {
    const auto parts = Split(head, ':');
    ASSIGN_OR_RETURN(const auto type, ParseType(parts.back()));
    schema.fields.push_back({parts.front(), type});
  }
  std::ofstream file(path, std::ios::binary);
  WriterOptions options;
  options.sorted_by = {0};
  Writer writer(schema, options);
  RETURN_IF_ERROR(writer.Begin([&](std::string_view bytes) -> Result<void> {
    if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
      return Unavailable("cannot write " + path);
    return {};
  }));
  Builder builder(schema);
  while (std::getline(csv, line)) {
    builder.Append(Split(line, ','));
    if (builder.rows().row_count() < row_group_rows) continue;
    RETURN_IF_ERROR(writer.WriteRowGroup(builder.rows()));
    builder.Clear();
  }
  RETURN_IF_ERROR(writer.WriteRowGroup(builder.rows()));
  return writer.Finish({{"writer", "parquet_round_trip"}});
}

std::string TextAt(const Column& column, std::size_t row) {
  if (const auto* strings = std::get_if<StringColumn>(&column))
    return strings->dictionary[strings->codes[row]];
  if (const auto* days = std::get_if<Int32Column>(&column)) return std::to_string((*days)[row]);
  return std::to_string(std::get<Int64Column>(column)[row]);
}

Result<void> PrintFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  const auto held = bytes.str();
  ASSIGN_OR_RETURN(const auto reader, Reader::Open(held));
  std::string out;
  for (const auto& [name, type, id] : reader.schema().fields) {
    auto text = type.ToString();
    if (const auto comma = text.find(','); comma != std::string::npos) text[comma] = ';';
    out += (out.empty() ? "" : ",") + name + ":" + text;
  }
  out += '\n';
  for (std::size_t group = 0; group < reader.row_group_count(); ++group) {
    ASSIGN_OR_RETURN(const auto rows, reader.ReadRowGroup(group));
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
      for (std::size_t i = 0; i < rows.columns.size(); ++i)
        out += (i == 0 ? "" : ",") + TextAt(rows.columns[i], row);
      out += '\n';
    }
  }
  std::cout << out;
  return {};
}

int Main(const std::vector<std::string>& words) {
  Result<void> done = InvalidInput("usage: parquet_round_trip write CSV FILE ROW_GROUP_ROWS | read FILE");
  if (words.size() == 4 && words[0] == "write") done = WriteFile(words[1], words[2], std::stoul(words[3]));
  if (words.size() == 2 && words[0] == "read") done = PrintFile(words[1]);
  if (done) return 0;
  std::cerr << TraitsOf(done.error().kind()).name << ": " << done.error().message() << '\n';
  return 1;
}

}  // namespace
}  // namespace fxlake::parquet

int main(int count, char** words) {
  return fxlake::parquet::Main(std::vector<std::string>(words + 1, words + count));
}
