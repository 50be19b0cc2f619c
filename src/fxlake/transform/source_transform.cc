// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/source_transform.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"
#include "fxlake/rates/currency_code.h"
#include "fxlake/sources/read.h"

namespace fxlake::transform {
namespace {

using lake::Origin;
using lake::PartitionId;
using lake::RateRow;
using lake::RateRows;
using lake::Table;

// A zip archive holds several times its size.
constexpr std::uint64_t kZipRatio = 8;

std::uint64_t ExpectedSize(const lake::RawBody& body) { return body.size * (body.key.ends_with(".zip") ? kZipRatio : 1); }

std::string Describe(const RateRow& row) {
  const auto code = [](std::uint32_t packed) { return rates::CurrencyCode::FromPacked(packed).ToString(); };
  return fmt::format("date={} base={} quote={} rate={}", Date::FromDays(row.day).ToString(), code(row.base), code(row.target),
                     Decimal::FromUnits(row.rate).ToString());
}

// Rows arrive in runs of one year: the last one's limits save the calendar for most of them.
class YearFinder {
 public:
  int YearOf(std::int32_t day) {
    if (day < first_ || day > last_) {
      year_ = Date::FromDays(day).year();
      first_ = Date::FromCivil(year_, 1, 1)->days();
      last_ = Date::FromCivil(year_, 12, 31)->days();
    }
    return year_;
  }

 private:
  int year_ = 0;
  std::int32_t first_ = 1, last_ = 0;
};

void Distribute(const rates::ObservationBatch& batch, const Origin& origin, std::map<int, RateRows>& by_year) {
  YearFinder finder;
  int year = 0;
  RateRows* rows = nullptr;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const int next = finder.YearOf(batch.days()[i]);
    if (rows == nullptr || next != year) {
      year = next;
      rows = &by_year[year];
      if (rows->origins.empty() || rows->origins.back() != origin) rows->origins.push_back(origin);
    }
    rows->rows.push_back({.day = batch.days()[i],
                          .base = batch.bases()[i],
                          .target = batch.targets()[i],
                          .origin = static_cast<std::uint32_t>(rows->origins.size() - 1),
                          .rate = batch.rates()[i]});
  }
}

lake::PartitionInfo InfoOf(const RateRows& rows, const std::string& bytes) {
  return {.rows = rows.rows.size(),
          .bytes = bytes.size(),
          .sha256 = Sha256Hex(bytes),
          .first_day = Date::FromDays(rows.rows.front().day),
          .last_day = Date::FromDays(rows.rows.back().day)};
}

}  // namespace

SourceTransform::SourceTransform(const lake::Lake& lake, const sources::Catalog& catalog, const TransformOptions& options, std::string source,
                                 lake::SourceState state)
    : lake_(lake), catalog_(catalog), options_(options), source_(std::move(source)), state_(std::move(state)), raw_(lake.raw), rebuild_(options.rebuild) {}

Result<std::vector<lake::Fetch>> SourceTransform::UnseenVisits(SourceOutcome& outcome) {
  ASSIGN_OR_RETURN(auto records, raw_.Records(source_, rebuild_ ? "" : state_.sealed_month));
  if (!rebuild_) {
    const auto is_unseen = [this](const auto& record) { return !state_.HasSeen(record); };
    const auto first_unseen = std::ranges::find_if(records, is_unseen);
    if (first_unseen != records.end() && !state_.records.empty() && *first_unseen < *state_.records.rbegin()) {
      rebuild_ = true;
      ASSIGN_OR_RETURN(records, raw_.Records(source_, ""));
    } else {
      std::erase_if(records, std::not_fn(is_unseen));
    }
  }
  outcome.rebuilt = rebuild_;
  std::vector<lake::Fetch> visits;
  for (const auto& record : records) {
    ASSIGN_OR_RETURN(auto visit, raw_.ReadRecord(record));
    visits.push_back(std::move(visit));
  }
  return visits;
}

void SourceTransform::Refuse(const std::string& raw_object, std::string where, std::string cells, std::string reason, SourceOutcome& outcome) {
  ++outcome.refused;
  auto& rows = refused_[raw_object];
  if (rows.size() < sources::kMaxDetailedRefusals) rows.push_back({raw_object, std::move(where), std::move(cells), std::move(reason)});
}

Result<std::optional<lake::SourceState>> SourceTransform::Run(SourceOutcome& outcome) {
  outcome.source = source_;
  outcome.watermark = state_.watermark;
  ASSIGN_OR_RETURN(const auto* spec, catalog_.Find(source_));
  ASSIGN_OR_RETURN(const auto visits, UnseenVisits(outcome));
  if (visits.empty() && !rebuild_) return std::nullopt;
  std::vector<const lake::RawBody*> bodies;
  std::set<std::string> records;
  for (const auto& visit : visits) {
    records.insert(visit.key);
    for (const auto& body : visit.bodies) bodies.push_back(&body);
  }
  outcome.visits = visits.size();
  outcome.bodies = bodies.size();
  for (std::size_t first = 0; first < bodies.size();) {
    std::size_t last = first;
    for (std::uint64_t size = 0; last < bodies.size() && (last == first || size < options_.batch_bytes); ++last) size += ExpectedSize(*bodies[last]);
    RETURN_IF_ERROR(TransformBatch(*spec, std::span(bodies).subspan(first, last - first), outcome));
    first = last;
    if (options_.progress) options_.progress(source_, first, bodies.size());
  }
  RETURN_IF_ERROR(WriteQuarantine(visits));
  // A superseded rate is safe in the revisions before its successor takes its place.
  RETURN_IF_ERROR(WriteTable(Table::exchange_rates_revisions, outcome));
  RETURN_IF_ERROR(WriteTable(Table::exchange_rates, outcome));
  if (rebuild_) RETURN_IF_ERROR(DropVanished(outcome));
  if (rebuild_) state_.records.clear();
  state_.MarkSeen(records);
  state_.watermark.reset();
  for (const auto& [id, info] : state_.partitions) {
    if (id.table == Table::exchange_rates) state_.watermark = std::max(state_.watermark, std::optional(info.last_day));
  }
  outcome.watermark = state_.watermark;
  return state_;
}

Result<void> SourceTransform::TransformBatch(const sources::Spec& spec, std::span<const lake::RawBody* const> bodies, SourceOutcome& outcome) {
  std::vector<Result<sources::ReadOutcome>> read(bodies.size(), Result<sources::ReadOutcome>(Internal("not read")));
  RETURN_IF_ERROR(ParallelFor(bodies.size(), options_.threads, [&](std::size_t i) -> Result<void> {
    const auto& body = *bodies[i];
    const auto* reader = spec.FindReader(body.request.reader);
    if (reader == nullptr) {
      read[i] = InvalidInput(fmt::format("source {} has no [read.{}]", source_, body.request.reader));
      return {};
    }
    ASSIGN_OR_RETURN(auto bytes, raw_.ReadBody(body));
    read[i] = sources::ReadBody(*reader, std::move(bytes), body.request.variables);
    return {};
  }));
  std::map<int, RateRows> incoming;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const auto& key = bodies[i]->key;
    if (!read[i]) {
      const auto reason = fmt::format("reading {} from {}: {}", key, bodies[i]->request.url, read[i].error().message());
      outcome.unreadable_bodies.push_back(reason);
      Refuse(key, "", "", read[i].error().message(), outcome);
      continue;
    }
    outcome.rows += read[i]->rows;
    outcome.observations += read[i]->observations.size();
    outcome.without_rate += read[i]->without_rate;
    outcome.ignored += read[i]->ignored;
    outcome.rounded += read[i]->rounded;
    for (auto& refusal : read[i]->refused) Refuse(key, fmt::format("row {}", refusal.row), std::move(refusal.cells), std::move(refusal.reason), outcome);
    outcome.refused += read[i]->refused_count - read[i]->refused.size();
    const auto recorded_at = lake::RecordedAtOf(key);
    if (!recorded_at) return Corrupt("a raw object's key bears no time: " + key);
    Distribute(read[i]->observations, {*recorded_at, key}, incoming);
    read[i] = Internal("taken");
  }
  return MergeYears(std::move(incoming), outcome);
}

Result<void> SourceTransform::MergeYears(std::map<int, RateRows> incoming, SourceOutcome& outcome) {
  struct Work {
    int year;
    RateRows* rows;
    Year* into;
    bool first_touch;
  };
  std::vector<Work> work;
  for (auto& [year, rows] : incoming) {
    const auto [found, first_touch] = years_.try_emplace(year);
    work.push_back({year, &rows, &found->second, first_touch});
  }
  RETURN_IF_ERROR(ParallelFor(work.size(), options_.threads, [&](std::size_t i) {
    return MergeYear(work[i].year, std::move(*work[i].rows), work[i].first_touch, *work[i].into).In(fmt::format("merging {} {}", source_, work[i].year));
  }));
  for (const auto& item : work) {
    auto& year = *item.into;
    outcome.merged.added += year.counts.added;
    outcome.merged.same += year.counts.same;
    outcome.merged.revised += year.counts.revised;
    outcome.merged.contradicted += year.counts.contradicted;
    for (const auto& [row, origin] : year.contradictions) {
      Refuse(origin.raw_object, "", Describe(row), "another value was said of the same day and pair in the same visit", outcome);
    }
    year.contradictions.clear();
  }
  return {};
}

Result<void> SourceTransform::ReadPartition(PartitionId id, Partition& partition) {
  auto object = lake_.processed.Get(lake::PartitionKey(source_, id));
  if (!object && object.error().kind() == ErrorKind::not_found) return {};
  if (!object) return object.error();
  partition.etag = object->etag;
  partition.hash_there = Sha256Hex(object->bytes);
  if (!rebuild_) partition.bytes = std::move(object->bytes);
  return {};
}

Result<void> SourceTransform::MergeYear(int year, RateRows incoming, bool first_touch, Year& into) {
  if (first_touch) {
    RETURN_IF_ERROR(ReadPartition({Table::exchange_rates, year}, into.rates));
    RETURN_IF_ERROR(ReadPartition({Table::exchange_rates_revisions, year}, into.revisions));
  }
  YearRows known;
  if (!into.rates.bytes.empty()) {
    ASSIGN_OR_RETURN(known.rates, lake::DecodePartition(Table::exchange_rates, into.rates.bytes));
  }
  if (!into.revisions.bytes.empty()) {
    ASSIGN_OR_RETURN(known.revisions, lake::DecodePartition(Table::exchange_rates_revisions, into.revisions.bytes));
  }
  const auto origins = incoming.origins;
  auto merged = Merge(known, std::move(incoming));
  into.counts = merged.counts;
  for (const auto& row : merged.contradictions) into.contradictions.emplace_back(row, origins[row.origin]);
  const auto encode = [](Table table, const RateRows& rows, Partition& partition) -> Result<void> {
    if (rows.rows.empty()) return {};
    ASSIGN_OR_RETURN(partition.bytes, lake::EncodePartition(table, rows));
    partition.info = InfoOf(rows, partition.bytes);
    return {};
  };
  RETURN_IF_ERROR(encode(Table::exchange_rates, merged.rows.rates, into.rates));
  return encode(Table::exchange_rates_revisions, merged.rows.revisions, into.revisions);
}

Result<void> SourceTransform::WriteTable(Table table, SourceOutcome& outcome) {
  std::vector<env::PutRequest> puts;
  for (auto& [year, both] : years_) {
    auto& partition = table == Table::exchange_rates ? both.rates : both.revisions;
    if (partition.bytes.empty()) continue;
    const PartitionId id{table, year};
    state_.partitions[id] = partition.info;
    if (partition.info.sha256 == partition.hash_there) continue;
    const auto condition = partition.etag ? env::PutCondition(env::IfMatch{*partition.etag}) : env::PutCondition(env::IfAbsent());
    puts.push_back({lake::PartitionKey(source_, id), std::move(partition.bytes), condition});
    outcome.first_year_written = std::min(outcome.first_year_written.value_or(year), year);
  }
  for (const auto& put : lake_.processed.PutAll(puts)) {
    if (!put) return put.error().In(fmt::format("writing partitions of {}", source_));
  }
  outcome.partitions_written += puts.size();
  return {};
}

// What a rebuild did not make again is what no visit says any more.
Result<void> SourceTransform::DropVanished(SourceOutcome& outcome) {
  for (auto at = state_.partitions.begin(); at != state_.partitions.end();) {
    const auto& id = at->first;
    const auto year = years_.find(id.year);
    const bool made = year != years_.end() && (id.table == Table::exchange_rates ? year->second.rates : year->second.revisions).info.rows > 0;
    if (made) {
      ++at;
      continue;
    }
    RETURN_IF_ERROR(lake_.processed.Delete(lake::PartitionKey(source_, id)));
    ++outcome.partitions_written;
    at = state_.partitions.erase(at);
  }
  return {};
}

Result<void> SourceTransform::WriteQuarantine(const std::vector<lake::Fetch>& visits) {
  for (const auto& visit : visits) {
    std::vector<lake::RefusedRow> rows;
    for (const auto& body : visit.bodies) {
      const auto found = refused_.find(body.key);
      if (found == refused_.end()) continue;
      std::ranges::move(found->second, std::back_inserter(rows));
      refused_.erase(found);
    }
    RETURN_IF_ERROR(lake::KeepRefused(lake_.processed, source_, visit.key, rows));
  }
  return {};
}

}  // namespace fxlake::transform
