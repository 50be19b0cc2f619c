// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/rate_table.h"

#include <algorithm>

#include "fxlake/base/flat_map.h"
#include "fxlake/lake/open_table_file.h"
#include "fxlake/parquet/reader.h"
#include "fxlake/parquet/writer.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::lake {
namespace {

using parquet::Type;

constexpr std::size_t kRowGroupRows = 1 << 17;
constexpr std::size_t kBase = 0, kTarget = 1, kRate = 2, kDate = 3, kRecordedAt = 4, kRawObject = 5,
                      kSupersededAt = 6;

// Ids of columns never change, and are never used again for another.
constexpr std::int32_t kSourceId = 7, kSupersededAtId = 8;

const parquet::WriterOptions kSorted{.sorted_by = {kDate, kBase, kTarget}};

const parquet::Schema& SchemaOf(Table table) {
  static const parquet::Schema kRates{{{"base_currency", Type::String()},
                                       {"target_currency", Type::String()},
                                       {"rate", Type::Decimal(18, 10)},
                                       {"date", Type::Date()},
                                       {"recorded_at", Type::Timestamp()},
                                       {"raw_object", Type::String()}}};
  static const parquet::Schema kRevisions = [] {
    auto schema = kRates;
    schema.fields.push_back({"superseded_at", Type::Timestamp()});
    return schema;
  }();
  return table == Table::exchange_rates ? kRates : kRevisions;
}

// Codes of one column, numbered in order of first occurrence.
class CodeColumn {
 public:
  explicit CodeColumn(std::size_t rows) { column_.codes.reserve(rows); }

  void Append(std::uint32_t packed) {
    const auto* number = numbers_.Find(packed);
    column_.codes.push_back(number != nullptr ? *number : NumberNew(packed));
  }
  parquet::StringColumn Take() && { return std::move(column_); }

 private:
  std::uint32_t NumberNew(std::uint32_t packed) {
    column_.dictionary.push_back(rates::CurrencyCode::FromPacked(packed).ToString());
    return numbers_.Put(packed, static_cast<std::uint32_t>(numbers_.size()));
  }

  parquet::StringColumn column_;
  FlatMap<std::uint32_t> numbers_;
};

parquet::RowGroup ToRowGroup(Table table, const RateRows& all, std::size_t first, std::size_t count) {
  CodeColumn bases(count), targets(count);
  parquet::Int64Column rates(count), recorded(count), superseded;
  parquet::Int32Column dates(count);
  parquet::StringColumn raw_objects;
  raw_objects.codes.resize(count);
  for (const auto& origin : all.origins) raw_objects.dictionary.push_back(origin.raw_object);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& row = all.rows[first + i];
    bases.Append(row.base);
    targets.Append(row.target);
    rates[i] = row.rate;
    dates[i] = row.day;
    recorded[i] = all.origins[row.origin].recorded_at.micros();
    raw_objects.codes[i] = row.origin;
  }
  parquet::RowGroup group;
  group.columns = {std::move(bases).Take(), std::move(targets).Take(), std::move(rates),
                   std::move(dates),        std::move(recorded),       std::move(raw_objects)};
  if (table == Table::exchange_rates_revisions) {
    for (std::size_t i = 0; i < count; ++i) superseded.push_back(all.rows[first + i].superseded_at);
    group.columns.emplace_back(std::move(superseded));
  }
  return group;
}

// With a column of the source when there is one.
Result<std::string> Encode(parquet::Writer& writer, Table table, const RateRows& rows,
                           std::string_view source) {
  std::string bytes;
  RETURN_IF_ERROR(writer.Begin(parquet::AppendTo(bytes)));
  for (std::size_t first = 0; first < rows.rows.size(); first += kRowGroupRows) {
    const auto count = std::min(kRowGroupRows, rows.rows.size() - first);
    auto group = ToRowGroup(table, rows, first, count);
    if (!source.empty())
      group.columns.emplace_back(
          parquet::StringColumn{std::vector<std::uint32_t>(count, 0), {std::string(source)}});
    RETURN_IF_ERROR(writer.WriteRowGroup(group));
  }
  RETURN_IF_ERROR(writer.Finish({{"fxlake.table", std::string(NameOf(table))}}));
  return bytes;
}

Result<std::vector<std::uint32_t>> PackedCodes(const parquet::StringColumn& column) {
  std::vector<std::uint32_t> packed;
  for (const auto& text : column.dictionary) {
    const auto code = rates::CurrencyCode::Parse(text);
    if (!code) return Corrupt(code.error().message());
    packed.push_back(code->packed());
  }
  return packed;
}

Result<void> AppendRowGroup(Table table, const parquet::RowGroup& group, RateRows& all) {
  ASSIGN_OR_RETURN(const auto bases, PackedCodes(group.strings(kBase)));
  ASSIGN_OR_RETURN(const auto targets, PackedCodes(group.strings(kTarget)));
  const auto& raw_objects = group.strings(kRawObject);
  std::vector<std::uint32_t> origins;  // into the row group's dictionary `all`
  for (const auto& raw_object : raw_objects.dictionary) {
    const auto known = std::ranges::find(all.origins, raw_object, &Origin::raw_object);
    origins.push_back(static_cast<std::uint32_t>(known - all.origins.begin()));
    if (known == all.origins.end()) all.origins.push_back({Instant(), raw_object});
  }
  for (std::size_t i = 0; i < group.row_count(); ++i) {
    RateRow row{.day = group.int32s(kDate)[i],
                .base = bases[group.strings(kBase).codes[i]],
                .target = targets[group.strings(kTarget).codes[i]],
                .origin = origins[raw_objects.codes[i]],
                .rate = group.int64s(kRate)[i]};
    if (table == Table::exchange_rates_revisions) row.superseded_at = group.int64s(kSupersededAt)[i];
    all.origins[row.origin].recorded_at = Instant::FromMicros(group.int64s(kRecordedAt)[i]);
    all.rows.push_back(row);
  }
  return {};
}

}  // namespace

const parquet::Schema& OpenTableSchema(Table table) {
  static const auto kWithSource = [](Table of) {
    auto schema = SchemaOf(of);
    for (std::size_t i = 0; i < schema.fields.size(); ++i)
      schema.fields[i].id = static_cast<std::int32_t>(i < kSupersededAt ? i + 1 : kSupersededAtId);
    schema.fields.push_back({"source", Type::String(), kSourceId});
    return schema;
  };
  static const auto kRates = kWithSource(Table::exchange_rates);
  static const auto kRevisions = kWithSource(Table::exchange_rates_revisions);
  return table == Table::exchange_rates ? kRates : kRevisions;
}

Result<std::string> EncodePartition(Table table, const RateRows& rows) {
  // Writers are reused for their buffers: a run writes hundreds of partitions on a few threads.
  thread_local parquet::Writer rates_writer(SchemaOf(Table::exchange_rates), kSorted);
  thread_local parquet::Writer revisions_writer(SchemaOf(Table::exchange_rates_revisions), kSorted);
  auto& writer = table == Table::exchange_rates ? rates_writer : revisions_writer;
  return Encode(writer, table, rows, {});
}

Result<std::string> EncodeOpenTableFile(Table table, std::string_view source, const RateRows& rows) {
  thread_local parquet::Writer rates_writer(OpenTableSchema(Table::exchange_rates), kSorted);
  thread_local parquet::Writer revisions_writer(OpenTableSchema(Table::exchange_rates_revisions), kSorted);
  auto& writer = table == Table::exchange_rates ? rates_writer : revisions_writer;
  return Encode(writer, table, rows, source);
}

Result<RateRows> DecodePartition(Table table, std::string_view bytes) {
  ASSIGN_OR_RETURN(const auto reader, parquet::Reader::Open(bytes));
  if (reader.schema() != SchemaOf(table))
    return InvalidInput("the columns of the file differ from those of " + std::string(NameOf(table)));
  RateRows all;
  for (std::size_t i = 0; i < reader.row_group_count(); ++i) {
    ASSIGN_OR_RETURN(const auto group, reader.ReadRowGroup(i));
    RETURN_IF_ERROR(AppendRowGroup(table, group, all));
  }
  return all;
}

}  // namespace fxlake::lake
