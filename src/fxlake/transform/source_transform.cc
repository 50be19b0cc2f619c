// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/source_transform.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "fxlake/base/parallel.h"
#include "fxlake/rates/currency_code.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/transform/rows_by_year.h"

namespace fxlake::transform {
namespace {

using lake::Origin;
using lake::RateRow;
using lake::RateRows;
using rates::ObservationBatch;

// Expected size of a zip archive's contents relative to the archive.
constexpr std::uint64_t kZipRatio = 8;

std::uint64_t ExpectedSize(const lake::RawBody& body) {
  return body.size * (body.key.ends_with(".zip") ? kZipRatio : 1);
}

std::string Describe(const RateRow& row) {
  const auto code = [](std::uint32_t packed) { return rates::CurrencyCode::FromPacked(packed).ToString(); };
  return fmt::format("date={} base={} quote={} rate={}", Date::FromDays(row.day).ToString(), code(row.base),
                     code(row.target), Decimal::FromUnits(row.rate).ToString());
}

std::string Describe(const rates::Observation& observation) {
  return fmt::format("date={} base={} quote={} rate={}", observation.date.ToString(),
                     observation.pair.base().ToString(), observation.pair.target().ToString(),
                     observation.rate.ToString());
}

// Removes rows dated later than the source can publish at the time of the fetch. They are accepted from a
// later fetch.
void HoldFuture(Date newest, const Origin& origin, ObservationBatch& observations,
                std::vector<lake::RejectedRow>& held) {
  std::vector<std::size_t> future;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    if (observations.days()[i] <= newest.days()) continue;
    future.push_back(i);
    const auto observation = observations.At(i);
    held.push_back(
        {.raw_object = origin.raw_object,
         .where = "",
         .cells = Describe(observation),
         .reason = fmt::format(
             "the date is after {}, the newest day that could be published when it was fetched on {}",
             newest.ToString(), origin.recorded_at.date().ToString()),
         .kind = lake::RejectionKind::future,
         .observation = observation});
  }
  observations.Remove(future);
}

}  // namespace

// The result of reading one body.
struct SourceTransform::BodyRows {
  sources::ReadOutcome outcome;
  Origin origin;
  std::vector<lake::RejectedRow> held;  // readable rows that are not used as rates
};

SourceTransform::SourceTransform(const lake::Lake& lake, const lake::Manifest& manifest,
                                 const sources::Catalog& catalog, const TransformOptions& options,
                                 std::string source, lake::SourceState state, bool manifest_lost)
    : lake_(lake),
      manifest_(manifest),
      catalog_(catalog),
      options_(options),
      source_(std::move(source)),
      state_(std::move(state)),
      raw_(lake.raw),
      rebuild_(options.rebuild),
      manifest_lost_(manifest_lost) {}

Result<std::vector<lake::Fetch>> SourceTransform::UnseenFetches(SourceOutcome& outcome) {
  ASSIGN_OR_RETURN(auto records,
                   raw_.Records(source_, rebuild_ ? std::set<std::string>() : state_.sealed_months));
  if (!rebuild_) {
    const auto is_unseen = [this](const auto& record) { return !state_.HasSeen(record); };
    const auto first_unseen = std::ranges::find_if(records, is_unseen);
    if (first_unseen != records.end() && !state_.records.empty() &&
        *first_unseen < *state_.records.rbegin()) {
      rebuild_ = true;
      ASSIGN_OR_RETURN(records, raw_.Records(source_, {}));
    } else {
      std::erase_if(records, std::not_fn(is_unseen));
    }
  }
  outcome.rebuilt = rebuild_;
  if (rebuild_) RETURN_IF_ERROR(FindMissingRecords(records, outcome));
  return ReadFetches(records, outcome);
}

Result<std::vector<lake::Fetch>> SourceTransform::ReadFetches(const std::vector<std::string>& records,
                                                              SourceOutcome& outcome) {
  std::vector<lake::Fetch> fetches(records.size());
  RETURN_IF_ERROR(ParallelFor(records.size(), options_.threads, [&](std::size_t i) -> Result<void> {
    auto fetch = raw_.ReadRecord(records[i]);
    // With `force`, a damaged record counts as missing.
    if (!fetch && !(options_.force && rebuild_ && fetch.error().kind() == ErrorKind::corrupt))
      return fetch.error();
    if (fetch) fetches[i] = *std::move(fetch);
    return {};
  }));
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (fetches[i].key.empty()) outcome.loss.missing_records.push_back(records[i]);
  }
  std::erase_if(fetches, [](const lake::Fetch& fetch) { return fetch.key.empty(); });
  return fetches;
}

Result<void> SourceTransform::FindMissingRecords(const std::vector<std::string>& records,
                                                 SourceOutcome& outcome) {
  auto known = state_.records;
  if (options_.known_records) {
    ASSIGN_OR_RETURN(auto more, options_.known_records(source_));
    known.merge(more);
  }
  std::ranges::set_difference(known, records, std::back_inserter(outcome.loss.missing_records));
  if (outcome.loss.missing_records.empty() || options_.force) return {};
  return Corrupt(
      fmt::format("a rebuild of {} would lose {}; nothing was committed. Restore the missing objects from a "
                  "backup, or continue without them: \"fxlake rebuild --source {} --force\"",
                  source_, outcome.loss.Describe(), source_));
}

Result<void> SourceTransform::RejectLoss(const YearPartitions& years, bool decided_since,
                                         SourceOutcome& outcome) {
  RETURN_IF_ERROR(years.AddLossTo(outcome.loss));
  if (outcome.loss.empty() || options_.force) return {};
  // Dismissing an accepted rate removes it on purpose.
  const auto& loss = outcome.loss;
  if (decided_since && loss.missing_records.empty() && loss.rates + loss.revisions <= outcome.dismissed)
    return {};
  return InvalidInput(
      fmt::format("a rebuild of {} would lose {}; nothing was committed. \"fxlake source show {}\" shows the "
                  "current source file; to continue without them: \"fxlake rebuild --source {} --force\"",
                  source_, outcome.loss.Describe(), source_, source_));
}

void SourceTransform::Reject(lake::RejectedRow row, SourceOutcome& outcome) {
  ++outcome.rejected;
  if (row.kind == lake::RejectionKind::future) ++outcome.future;
  if (row.kind == lake::RejectionKind::suspect) ++outcome.suspect;
  auto& rows = rejected_[row.raw_object];
  if (rows.size() < sources::kMaxDetailedRejections) rows.push_back(std::move(row));
}

Result<std::optional<lake::SourceState>> SourceTransform::Run(SourceOutcome& outcome) {
  const auto before = state_;
  auto next = RunOnce(outcome);
  if (next || next.error().kind() != ErrorKind::corrupt || rebuild_) return next;
  // The raw zone is authoritative, whatever the state of the partitions.
  rebuild_ = true;
  state_ = before;
  rejected_.clear();
  outcome = {};
  return RunOnce(outcome);
}

Result<std::optional<lake::SourceState>> SourceTransform::RunOnce(SourceOutcome& outcome) {
  outcome.source = source_;
  outcome.watermark = state_.watermark;
  ASSIGN_OR_RETURN(const auto* spec, catalog_.Find(source_));
  ASSIGN_OR_RETURN(const auto fetches, UnseenFetches(outcome));
  if (fetches.empty() && !rebuild_) {
    ASSIGN_OR_RETURN(const auto decisions, lake::DecisionKeys(lake_.raw, source_));
    if (decisions.size() == state_.decisions) return std::nullopt;
    rebuild_ = true;
    return RunOnce(outcome);
  }
  std::vector<Body> bodies;
  std::set<std::string> records;
  for (const auto& fetch : fetches) {
    records.insert(fetch.key);
    auto readings = sources::ReadingsOf(*spec, fetch);
    for (std::size_t i = 0; i < fetch.bodies.size(); ++i)
      bodies.push_back({&fetch.bodies[i], &fetch, std::move(readings[i])});
  }
  outcome.fetches = fetches.size();
  outcome.bodies = bodies.size();
  YearPartitions years(lake_.processed, source_, state_.partitions, rebuild_, options_.threads);
  SuspectRows suspects(lake_, manifest_, catalog_, *spec, state_, rebuild_, years);
  ASSIGN_OR_RETURN(const bool decided_since, suspects.ReadDecisions());
  if (decided_since && !rebuild_) {
    rebuild_ = true;
    return RunOnce(outcome);
  }
  for (std::size_t first = 0; first < bodies.size();) {
    const auto last = EndOfBatch(bodies, first);
    RETURN_IF_ERROR(
        TransformBatch(*spec, std::span(bodies).subspan(first, last - first), years, suspects, outcome));
    first = last;
    if (options_.progress) options_.progress(source_, first, bodies.size());
  }
  if (rebuild_) RETURN_IF_ERROR(RejectLoss(years, decided_since, outcome));
  if (rebuild_) state_.quarantine.clear();
  RETURN_IF_ERROR(WriteQuarantine(fetches));
  ASSIGN_OR_RETURN(auto written, years.Write(state_));
  outcome.merged = years.counts();
  outcome.partitions_written = written.partitions.size();
  outcome.written = std::move(written.partitions);
  // Missing records that were accepted as lost are no longer known.
  for (const auto& record : outcome.loss.missing_records) outcome.written.push_back({record, ""});
  outcome.first_year_written = written.first_year;
  if (rebuild_) {
    state_.records.clear();
    state_.sealed_months.clear();
  }
  state_.MarkSeen(records);
  state_.decisions = suspects.decisions();
  SetWatermark(*spec, fetches);
  outcome.watermark = state_.watermark;
  return state_;
}

// Never a day that cannot be published yet, even if an older program version accepted one.
void SourceTransform::SetWatermark(const sources::Spec& spec, const std::vector<lake::Fetch>& fetches) {
  std::optional<Date> newest_possible;
  for (const auto& fetch : fetches)
    newest_possible = std::max(newest_possible, std::optional(spec.NewestPossible(fetch.recorded_at)));
  state_.watermark.reset();
  for (const auto& [id, info] : state_.partitions) {
    if (id.table == lake::Table::exchange_rates)
      state_.watermark = std::max(state_.watermark, std::optional(info.last_day));
  }
  if (state_.watermark) state_.watermark = std::min(state_.watermark, newest_possible);
}

// Whole fetches, or a part of one that exceeds a batch: where a batch ends within a fetch depends on that
// fetch alone, so that a rebuild judges the same rows together as the run that first read them.
std::size_t SourceTransform::EndOfBatch(std::span<const Body> bodies, std::size_t first) const {
  std::uint64_t size = 0;
  for (auto last = first; last < bodies.size();) {
    auto end = last;
    std::uint64_t size_of_fetch = 0;
    for (; end < bodies.size() && bodies[end].fetch == bodies[last].fetch; ++end)
      size_of_fetch += ExpectedSize(*bodies[end].raw);
    const bool is_new = last == 0 || bodies[last - 1].fetch != bodies[last].fetch;
    if (last == first && (size_of_fetch > options_.batch_bytes || !is_new)) {
      for (end = last; end < bodies.size() && bodies[end].fetch == bodies[last].fetch &&
                       (end == last || size < options_.batch_bytes);
           ++end)
        size += ExpectedSize(*bodies[end].raw);
      return end;
    }
    if (last != first && size + size_of_fetch > options_.batch_bytes) return last;
    size += size_of_fetch;
    last = end;
  }
  return bodies.size();
}

Result<void> SourceTransform::HoldSuspects(std::span<const Body> bodies, std::vector<Result<BodyRows>>& read,
                                           SuspectRows& suspects, SourceOutcome& outcome) {
  for (std::size_t first = 0, last = 0; first < bodies.size(); first = last) {
    std::vector<const ObservationBatch*> batches;
    std::vector<std::size_t> of_batch;
    for (; last < bodies.size() && bodies[last].fetch == bodies[first].fetch; ++last) {
      if (!read[last]) continue;
      batches.push_back(&read[last]->outcome.observations);
      of_batch.push_back(last);
    }
    ASSIGN_OR_RETURN(const auto held, suspects.Find(*bodies[first].fetch, batches));
    for (std::size_t begin = 0, end = 0; begin < held.size(); begin = end) {
      auto& body = *read[of_batch[held[begin].body]];
      std::vector<std::size_t> rows;
      for (; end < held.size() && held[end].body == held[begin].body; ++end) {
        rows.push_back(held[end].row);
        if (held[end].reason.empty()) {
          ++outcome.dismissed;
          continue;
        }
        const auto observation = body.outcome.observations.At(held[end].row);
        body.held.push_back({.raw_object = body.origin.raw_object,
                             .where = "",
                             .cells = Describe(observation),
                             .reason = held[end].reason,
                             .kind = lake::RejectionKind::suspect,
                             .observation = observation});
      }
      body.outcome.observations.Remove(rows);
    }
  }
  return {};
}

Result<void> SourceTransform::TransformBatch(const sources::Spec& spec, std::span<const Body> bodies,
                                             YearPartitions& years, SuspectRows& suspects,
                                             SourceOutcome& outcome) {
  std::vector<Result<BodyRows>> read(bodies.size(), Result<BodyRows>(Internal("not read")));
  const auto threads_of_body = bodies.size() == 1 ? options_.threads : 1;
  RETURN_IF_ERROR(ParallelFor(bodies.size(), options_.threads, [&](std::size_t i) -> Result<void> {
    const auto& body = *bodies[i].raw;
    const auto& reading = bodies[i].reading;
    if (!reading) {
      read[i] = reading.error();
      return {};
    }
    auto bytes = raw_.ReadBody(body);
    const bool lost = !bytes && (bytes.error().kind() == ErrorKind::not_found ||
                                 bytes.error().kind() == ErrorKind::corrupt);
    if (lost && options_.force && rebuild_) {
      read[i] = bytes.error();
      return {};
    }
    if (!bytes) return bytes.error();
    auto outcome_of_body =
        sources::ReadBody(*reading->reader, *std::move(bytes), reading->variables, threads_of_body);
    if (!outcome_of_body) {
      read[i] = outcome_of_body.error();
      return {};
    }
    const auto recorded_at = lake::RecordedAtOf(body.key);
    if (!recorded_at) return Corrupt("the key of a raw object has no time: " + body.key);
    BodyRows rows{std::move(*outcome_of_body), {*recorded_at, body.key}, {}};
    HoldFuture(spec.NewestPossible(*recorded_at), rows.origin, rows.outcome.observations, rows.held);
    read[i] = std::move(rows);
    return {};
  }));
  RETURN_IF_ERROR(HoldSuspects(bodies, read, suspects, outcome));
  std::vector<RowsByYear> by_year(bodies.size());
  RETURN_IF_ERROR(ParallelFor(bodies.size(), options_.threads, [&](std::size_t i) -> Result<void> {
    if (read[i]) by_year[i] = ByYear(read[i]->outcome.observations, read[i]->origin, threads_of_body);
    return {};
  }));
  RowsByYear incoming;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const auto& key = bodies[i].raw->key;
    if (!read[i]) {
      const auto reason =
          fmt::format("reading {} from {}: {}", key, bodies[i].raw->request.url, read[i].error().message());
      outcome.unreadable_bodies.push_back(reason);
      Reject({key, "", "", read[i].error().message()}, outcome);
      continue;
    }
    auto& of_body = read[i]->outcome;
    outcome.rows += of_body.rows;
    outcome.observations += of_body.observations.size();
    for (auto& row : read[i]->held) Reject(std::move(row), outcome);
    outcome.no_rate += of_body.no_rate;
    outcome.skipped += of_body.skipped;
    outcome.rounded += of_body.rounded;
    outcome.conflicts += of_body.conflicts;
    for (const auto& [label, count] : of_body.unknown_labels) outcome.unknown_labels[label] += count;
    std::ranges::move(of_body.skipped_tables, std::back_inserter(outcome.skipped_tables));
    for (auto& rejection : of_body.rejected)
      Reject(
          {key, rejection.where.empty() ? fmt::format("row {}", rejection.row) : std::move(rejection.where),
           std::move(rejection.cells), std::move(rejection.reason)},
          outcome);
    outcome.rejected += of_body.rejected_count - of_body.rejected.size();
    for (auto& [year, rows] : by_year[i]) Append(std::move(rows), incoming[year]);
    read[i] = Internal("taken");
  }
  RETURN_IF_ERROR(years.Merge(std::move(incoming)));
  for (const auto& [row, origin] : years.TakeContradictions()) {
    ++outcome.conflicts;
    Reject({origin.raw_object, "", Describe(row),
            "conflicting duplicate: an earlier row of the same fetch has another rate for this date and "
            "pair, which is kept"},
           outcome);
  }
  return {};
}

Result<void> SourceTransform::WriteQuarantine(const std::vector<lake::Fetch>& fetches) {
  for (const auto& fetch : fetches) {
    std::vector<lake::RejectedRow> rows;
    for (const auto& body : fetch.bodies) {
      const auto found = rejected_.find(body.key);
      if (found == rejected_.end()) continue;
      std::ranges::move(found->second, std::back_inserter(rows));
      rejected_.erase(found);
    }
    ASSIGN_OR_RETURN(auto sha256, lake::KeepRejected(lake_.processed, source_, fetch.key, rows));
    const auto key = lake::QuarantineKey(source_, fetch.key);
    if (sha256.empty()) state_.quarantine.erase(key);
    if (!sha256.empty()) state_.quarantine[key] = std::move(sha256);
  }
  return {};
}

}  // namespace fxlake::transform
