// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/reader.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

#include "fxlake/parquet/chunk_reader.h"
#include "fxlake/parquet/file_bytes.h"
#include "fxlake/parquet/footer.h"

namespace fxlake::parquet {
namespace {

constexpr std::uint64_t kFirstTail = 64 << 10;  // covers most footers, and small files completely
constexpr std::uint64_t kEnd = 8;               // the footer's length and the magic bytes
// reading a gap of this size is cheaper than another request
constexpr std::uint64_t kWorthSkipping = 256 << 10;

struct Range {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::uint64_t end() const { return offset + length; }
};

Result<Range> RangeOf(const Chunk& chunk, std::uint64_t file_size) {
  if (chunk.values == 0) return Range{kMagic.size(), 0};  // some writers set no offset for such chunks
  // Some writers set the dictionary offset to 0 when there is no dictionary.
  const auto dictionary = chunk.dictionary_offset.value_or(0);
  const auto begin = dictionary > 0 ? std::min(dictionary, chunk.data_offset) : chunk.data_offset;
  const auto outside = Corrupt("a column chunk is outside the file");
  if (begin < static_cast<std::int64_t>(kMagic.size()) || chunk.compressed_bytes < 0) return outside;
  const Range range{static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(chunk.compressed_bytes)};
  if (range.offset > file_size || range.length > file_size - range.offset) return outside;
  return range;
}

// The bytes of several ranges, read with one request when they are close together, else one by one.
class ChunkBytes {
 public:
  ChunkBytes(const FileBytes& file, std::vector<Range> ranges) : file_(file), ranges_(std::move(ranges)) {
    if (ranges_.empty()) return;
    const auto begin = std::ranges::min(ranges_, {}, &Range::offset).offset,
               end = std::ranges::max(ranges_, {}, &Range::end).end();
    std::uint64_t wanted = 0;
    for (const auto& range : ranges_) wanted += range.length;
    if (end - begin <= wanted + kWorthSkipping) all_ = {begin, end - begin};
  }

  // Range `i`; valid until the next call.
  Result<std::string_view> Get(std::size_t i) {
    const auto& range = ranges_[i];
    if (all_.length == 0) return file_.Read(range.offset, range.length, buffer_);
    if (together_.empty()) {
      ASSIGN_OR_RETURN(together_, file_.Read(all_.offset, all_.length, buffer_));
    }
    return together_.substr(static_cast<std::size_t>(range.offset - all_.offset),
                            static_cast<std::size_t>(range.length));
  }

 private:
  const FileBytes& file_;
  std::vector<Range> ranges_;
  Range all_;  // empty: read one by one
  std::string buffer_;
  std::string_view together_;
};

}  // namespace

struct Reader::State {
  template <typename From>
  State(From from, const ReadLimits& read_limits) : file(std::move(from)), limits(read_limits) {}

  Result<void> Open();
  Result<RowGroup> Read(std::size_t row_group, std::span<const std::size_t> columns) const;

  FileBytes file;
  ReadLimits limits;
  Footer footer;
  std::uint64_t total_rows = 0;
};

Result<void> Reader::State::Open() {
  const std::string too_short = "a file of " + std::to_string(file.size()) + " bytes is not a Parquet file";
  if (file.size() < kMagic.size() + kEnd) return Corrupt(too_short);
  RETURN_IF_ERROR(file.HoldTail(kFirstTail));
  std::string buffer;
  ASSIGN_OR_RETURN(const auto end, file.Read(file.size() - kEnd, kEnd, buffer));
  if (end.substr(4) == kEncryptedMagic) return InvalidInput("encrypted files are not supported");
  if (end.substr(4) != kMagic)
    return Corrupt("it does not end in PAR1: it is not a Parquet file, or it is truncated");
  std::uint32_t footer_bytes = 0;
  std::memcpy(&footer_bytes, end.data(), sizeof footer_bytes);
  if (footer_bytes > file.size() - kMagic.size() - kEnd) return Corrupt("its footer is longer than the file");
  if (footer_bytes > limits.footer_bytes)
    return Corrupt("its footer is larger than " + std::to_string(limits.footer_bytes) + " bytes");
  RETURN_IF_ERROR(file.HoldTail(kEnd + footer_bytes));
  ASSIGN_OR_RETURN(const auto bytes, file.Read(file.size() - kEnd - footer_bytes, footer_bytes, buffer));
  ASSIGN_OR_RETURN(footer, ReadFooter(bytes));
  for (const auto& group : footer.row_groups) total_rows += static_cast<std::uint64_t>(group.rows);
  return {};
}

Result<RowGroup> Reader::State::Read(std::size_t row_group, std::span<const std::size_t> columns) const {
  if (row_group >= footer.row_groups.size())
    return Internal("there is no row group " + std::to_string(row_group));
  const auto& group = footer.row_groups[row_group];
  if (static_cast<std::uint64_t>(group.rows) > limits.row_group_rows) {
    return Corrupt("a row group has more than " + std::to_string(limits.row_group_rows) + " rows");
  }
  std::vector<Range> ranges;
  for (const auto column : columns) {
    if (column >= footer.layouts.size()) return Internal("there is no column " + std::to_string(column));
    ASSIGN_OR_RETURN(const auto range, RangeOf(group.chunks[column], file.size()));
    ranges.push_back(range);
  }
  ChunkBytes bytes(file, std::move(ranges));
  ChunkReader chunks(limits);
  RowGroup rows;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = columns[i];
    const auto& [name, type, id] = footer.schema.fields[column];
    ASSIGN_OR_RETURN(const auto chunk, bytes.Get(i));
    ASSIGN_OR_RETURN(
        auto read,
        chunks.Read(type, footer.layouts[column], group.chunks[column], chunk).In("column \"" + name + "\""));
    rows.columns.push_back(std::move(read));
  }
  return rows;
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::Open(std::string_view bytes, const ReadLimits& limits) {
  auto state = std::make_unique<State>(bytes, limits);
  RETURN_IF_ERROR(state->Open().In("reading a Parquet file"));
  return Reader(std::move(state));
}

Result<Reader> Reader::Open(Source source, const ReadLimits& limits) {
  auto state = std::make_unique<State>(std::move(source), limits);
  RETURN_IF_ERROR(state->Open().In("reading a Parquet file"));
  return Reader(std::move(state));
}

const Schema& Reader::schema() const { return state_->footer.schema; }
const KeyValues& Reader::metadata() const { return state_->footer.metadata; }
std::uint64_t Reader::row_count() const { return state_->total_rows; }
std::size_t Reader::row_group_count() const { return state_->footer.row_groups.size(); }
std::uint64_t Reader::row_count(std::size_t row_group) const {
  return static_cast<std::uint64_t>(state_->footer.row_groups[row_group].rows);
}

std::optional<ValueRange> Reader::range(std::size_t row_group, std::size_t column) const {
  const auto& chunk = state_->footer.row_groups[row_group].chunks[column];
  if (!chunk.range) return std::nullopt;
  return DecodeRange(*chunk.range, state_->footer.schema.fields[column].type, state_->footer.layouts[column]);
}

Result<RowGroup> Reader::ReadRowGroup(std::size_t row_group) const {
  std::vector<std::size_t> columns(state_->footer.layouts.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return ReadRowGroup(row_group, columns);
}

Result<RowGroup> Reader::ReadRowGroup(std::size_t row_group, std::span<const std::size_t> columns) const {
  return state_->Read(row_group, columns)
      .In("reading row group " + std::to_string(row_group) + " of a Parquet file");
}

}  // namespace fxlake::parquet
