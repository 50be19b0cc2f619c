// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/suspect_rows.h"

#include <algorithm>

namespace fxlake::transform {
namespace {

RowDecision DecisionOf(lake::Verdict verdict) {
  switch (verdict) {
    case lake::Verdict::accept: return RowDecision::accepted;
    case lake::Verdict::dismiss: return RowDecision::dismissed;
    case lake::Verdict::hold: return RowDecision::held;
  }
  return RowDecision::none;
}

}  // namespace

SuspectRows::SuspectRows(const lake::Lake& lake, const lake::Manifest& manifest,
                         const sources::Catalog& catalog, const sources::Spec& spec,
                         const lake::SourceState& state, bool rebuild, YearPartitions& years)
    : lake_(lake),
      source_(spec.name),
      state_(state),
      rebuild_(rebuild),
      years_(years),
      plausibility_(spec.plausibility, spec.calendar),
      others_(lake.processed, manifest, catalog, spec.name) {
  if (rebuild) return;
  int newest = 0;
  for (const auto& [id, info] : state.partitions) {
    if (id.table == lake::Table::exchange_rates) newest = std::max(newest, id.year);
  }
  for (const int year : {newest - 1, newest}) {
    if (state.partitions.contains({lake::Table::exchange_rates, year})) unread_years_.push_back(year);
  }
}

Result<bool> SuspectRows::ReadDecisions() {
  ASSIGN_OR_RETURN(const auto keys, lake::DecisionKeys(lake_.raw, source_));
  decision_count_ = keys.size();
  ASSIGN_OR_RETURN(decisions_, lake::Decisions::Read(lake_.raw, keys));
  return decision_count_ != state_.decisions;
}

Result<void> SuspectRows::KnowRates(std::span<const rates::ObservationBatch* const> bodies) {
  while (!unread_years_.empty() && !plausibility_.KnowsEnough(bodies)) {
    ASSIGN_OR_RETURN(const auto rates, years_.Known(unread_years_.back()));
    plausibility_.Know(rates);
    unread_years_.pop_back();
  }
  return {};
}

Result<std::vector<HeldRow>> SuspectRows::Find(const lake::Fetch& fetch,
                                               std::span<const rates::ObservationBatch* const> bodies) {
  RETURN_IF_ERROR(KnowRates(bodies));
  Plausibility::Context context;
  if (!decisions_.empty()) {
    context.decide = [this](std::size_t, const rates::Observation& row) {
      const auto* found = decisions_.Find(row);
      return found == nullptr ? RowDecision::none : DecisionOf(found->verdict);
    };
  }
  if (!rebuild_ || !state_.HasSeen(fetch.key)) {
    context.other_rate = [this](const rates::Observation& row) { return others_.NearestTo(row); };
  }
  auto held = plausibility_.Judge(bodies, context);
  for (auto& row : held) {
    const auto* decided = decisions_.empty() ? nullptr : decisions_.Find(bodies[row.body]->At(row.row));
    if (decided == nullptr || decided->verdict != lake::Verdict::hold) continue;
    row.reason = decided->reason;
    row.by_other_source = false;
  }
  RETURN_IF_ERROR(KeepHolds(fetch, bodies, held));
  return held;
}

// The findings from other sources are stored, because a rebuild cannot compare with their state at that time.
Result<void> SuspectRows::KeepHolds(const lake::Fetch& fetch,
                                    std::span<const rates::ObservationBatch* const> bodies,
                                    const std::vector<HeldRow>& held) {
  std::map<std::string, lake::Decision> by_reason;
  for (const auto& row : held) {
    if (!row.by_other_source) continue;
    auto& decision = by_reason[row.reason];
    decision.reason = row.reason;
    decision.rows.push_back(bodies[row.body]->At(row.row));
  }
  for (auto& [reason, decision] : by_reason) {
    decision.verdict = lake::Verdict::hold;
    decision.decided_at = fetch.recorded_at;
    decision.raw_object = fetch.key;
    RETURN_IF_ERROR(lake::KeepDecision(lake_.raw, source_, decision));
  }
  if (!by_reason.empty()) {
    ASSIGN_OR_RETURN(const auto keys, lake::DecisionKeys(lake_.raw, source_));
    decision_count_ = keys.size();
  }
  return {};
}

}  // namespace fxlake::transform
