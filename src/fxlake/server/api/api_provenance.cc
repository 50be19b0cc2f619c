// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fxlake/lake/raw_zone.h"
#include "fxlake/server/api/api.h"
#include "fxlake/server/api/api_query.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 5> kKnown = {"source", "base", "target", "date", "as_of"};
constexpr std::array<std::string_view, 6> kRevisionsKnown = {"source", "base", "target",
                                                             "from",   "to",   "limit"};
constexpr std::int64_t kMostRevisions = 100'000, kUsualRevisions = 1'000;

Json ValueToJson(Decimal rate, const lake::Origin& origin) {
  return JsonObject({{"rate", rate.ToString()},
                     {"recorded_at", origin.recorded_at.ToString()},
                     {"raw_object", origin.raw_object}});
}

// The value that superseded a revision: the next one of its key, or the current one.
Json ReplacementOf(std::size_t index, const RateHistory& history) {
  const auto& row = history.revisions()[index];
  if (index + 1 < history.revisions().size() && SameKey(row, history.revisions()[index + 1])) {
    const auto& next = history.revisions()[index + 1];
    return ValueToJson(Decimal::FromUnits(next.rate), history.OriginAt(next.origin));
  }
  const auto pair = rates::Pair::Make(rates::CurrencyCode::FromPacked(row.base),
                                      rates::CurrencyCode::FromPacked(row.target));
  const auto date = Date::FromDays(row.day);
  const auto* origin = pair ? history.FindOrigin(*pair, date) : nullptr;
  return origin == nullptr ? Json() : ValueToJson(history.LastOnOrBefore(*pair, date)->rate, *origin);
}

Json RevisionToJson(std::size_t index, const RateHistory& history) {
  const auto& row = history.revisions()[index];
  const auto& origin = history.OriginAt(row.origin);
  return JsonObject({{"date", Date::FromDays(row.day).ToString()},
                     {"base", rates::CurrencyCode::FromPacked(row.base).ToString()},
                     {"target", rates::CurrencyCode::FromPacked(row.target).ToString()},
                     {"rate", Decimal::FromUnits(row.rate).ToString()},
                     {"recorded_at", origin.recorded_at.ToString()},
                     {"superseded_at", Instant::FromMicros(row.superseded_at).ToString()},
                     {"raw_object", origin.raw_object},
                     {"replaced_by", ReplacementOf(index, history)}});
}

// "verified", "unverified" or "unstated"; null for a source without a file.
Json SourceStatus(const sources::Catalog& catalog, const std::string& source) {
  const auto spec = catalog.Find(source);
  return spec ? Json((*spec)->status_name()) : Json();
}

Result<Json> ObjectToJson(const lake::Origin& origin, const std::string& source, const LakeRecords& records,
                          env::ObjectStore& raw) {
  auto json = JsonObject({{"raw_object", origin.raw_object},
                          {"recorded_at", origin.recorded_at.ToString()},
                          {"sha256", Json()},
                          {"fetch", Json()},
                          {"run", Json()}});
  ASSIGN_OR_RETURN(const auto fetch, lake::RawZone(raw).FindFetch(source, origin));
  if (!fetch) return json;
  const auto& body = *std::ranges::find(fetch->bodies, origin.raw_object, &lake::RawBody::key);
  json.Set("sha256", body.sha256);
  json.Set("fetch", JsonObject({{"fetch_record", fetch->key},
                                {"recorded_at", fetch->recorded_at.ToString()},
                                {"replayed", fetch->replayed},
                                {"url", body.request.url},
                                {"content_type", body.request.content_type},
                                {"bytes", body.size}}));
  const auto* run = records.FindRunOf(fetch->key);  // null when it was made by hand, or is too old to be kept
  json.Set("run", run == nullptr ? Json() : Json(run->name));
  return json;
}

}  // namespace

Result<Response> AnswerProvenance(const Request& request, const View& view, const ServerContext& context) {
  RETURN_IF_ERROR(CheckParameters(request, kKnown));
  ASSIGN_OR_RETURN(const auto base_text, NeededParameter(request, "base"));
  ASSIGN_OR_RETURN(const auto target_text, NeededParameter(request, "target"));
  ASSIGN_OR_RETURN(const auto base, ReadCurrency(base_text));
  ASSIGN_OR_RETURN(const auto target, ReadCurrency(target_text));
  ASSIGN_OR_RETURN(const auto pair, rates::Pair::Make(base, target));
  ASSIGN_OR_RETURN(const auto date, DateParameter(request, "date"));
  ASSIGN_OR_RETURN(const auto selected, SourceParameters(request, view, context));
  const auto& history = *selected.history;
  const auto found = history.LastOnOrBefore(pair, date.value_or(view.today()));
  if (!found || (date && found->date != *date)) {
    return NotFound(fmt::format("{} published no {} on {}", history.source(), pair.ToString(),
                                date.value_or(view.today()).ToString()));
  }
  ASSIGN_OR_RETURN(auto json, ObjectToJson(*history.FindOrigin(pair, found->date), history.source(),
                                           *view.snapshot->records, context.lake.raw));
  auto answer = JsonObject({{"source", history.source()},
                            {"source_status", SourceStatus(context.catalog, history.source())},
                            {"base", base.ToString()},
                            {"target", target.ToString()},
                            {"date", found->date.ToString()},
                            {"rate", found->rate.ToString()}});
  for (const auto& [key, value] : json.object()) answer.Set(key, value);
  Json revisions = Json::EmptyArray();
  const auto& known = *view.snapshot->FindSource(history.source());
  for (std::size_t i = 0; i < known.revisions().size(); ++i) {
    const auto& row = known.revisions()[i];
    if (row.day == found->date.days() && row.base == base.packed() && row.target == target.packed())
      revisions.Append(RevisionToJson(i, known));
  }
  answer.Set("revisions", std::move(revisions));
  return JsonResponse(answer);
}

Result<Response> AnswerRevisions(const Request& request, const View& view, const ServerContext& /*context*/) {
  RETURN_IF_ERROR(CheckParameters(request, kRevisionsKnown));
  ASSIGN_OR_RETURN(const auto from, DateParameter(request, "from"));
  ASSIGN_OR_RETURN(const auto to, DateParameter(request, "to"));
  ASSIGN_OR_RETURN(const auto limit, CountParameter(request, "limit", kMostRevisions));
  std::optional<rates::CurrencyCode> base, target;
  if (const auto* text = request.Find("base")) {
    ASSIGN_OR_RETURN(base, ReadCurrency(*text));
  }
  if (const auto* text = request.Find("target")) {
    ASSIGN_OR_RETURN(target, ReadCurrency(*text));
  }
  const auto* source = request.Find("source");
  Json list = Json::EmptyArray();
  std::size_t count = 0;
  for (const auto& history : view.snapshot->histories) {
    if (source != nullptr && *source != history->source()) continue;
    for (std::size_t i = 0; i < history->revisions().size(); ++i) {
      const auto& row = history->revisions()[i];
      const auto day = Date::FromDays(row.day);
      if ((from && day < *from) || (to && day > *to) || (base && row.base != base->packed()) ||
          (target && row.target != target->packed()))
        continue;
      if (static_cast<std::int64_t>(++count) > limit.value_or(kUsualRevisions)) continue;
      auto json = RevisionToJson(i, *history);
      json.Set("source", history->source());
      list.Append(std::move(json));
    }
  }
  return JsonResponse(JsonObject({{"count", count}, {"revisions", std::move(list)}}));
}

}  // namespace fxlake::server
