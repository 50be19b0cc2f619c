// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/schedule_state.h"

#include "fxlake/base/sealed_json.h"

namespace fxlake::schedule {
namespace {

Result<std::optional<Instant>> ReadInstant(const Json& json, std::string_view key) {
  const auto* value = json.Find(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto text, json.StringAt(key));
  ASSIGN_OR_RETURN(const auto at, Instant::Parse(text));
  return at;
}

Result<std::optional<Claim>> ReadClaim(const Json& json) {
  const auto* value = json.Find("claim");
  if (value == nullptr || value->is_null()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto due, ReadInstant(*value, "due"));
  ASSIGN_OR_RETURN(const auto until, ReadInstant(*value, "until"));
  ASSIGN_OR_RETURN(auto execution, value->StringAt("execution"));
  if (!due || !until) return InvalidInput("a claim needs due and until");
  return Claim{*due, std::move(execution), *until};
}

Result<ScheduleState> ParseState(std::string_view bytes) {
  ASSIGN_OR_RETURN(const auto json, ParseSealed(bytes));
  ScheduleState state;
  ASSIGN_OR_RETURN(const auto first_seen, ReadInstant(json, "first_seen"));
  if (!first_seen) return InvalidInput("first_seen is missing");
  state.first_seen = *first_seen;
  ASSIGN_OR_RETURN(state.handled, ReadInstant(json, "handled"));
  ASSIGN_OR_RETURN(state.started, ReadInstant(json, "started"));
  ASSIGN_OR_RETURN(state.claim, ReadClaim(json));
  return state;
}

}  // namespace

Json ScheduleState::ToJson() const {
  const auto time = [](const std::optional<Instant>& at) { return at ? Json(at->ToString()) : Json(); };
  const auto claimed =
      claim ? JsonObject(
                  {{"due", time(claim->due)}, {"execution", claim->execution}, {"until", time(claim->until)}})
            : Json();
  return JsonObject({{"first_seen", first_seen.ToString()},
                     {"handled", time(handled)},
                     {"started", time(started)},
                     {"claim", claimed}});
}

Result<std::optional<ScheduleState>> StateObject::Read() {
  auto object = store_.Get(key_);
  if (!object && object.error().kind() == ErrorKind::not_found) {
    etag_.reset();
    return std::nullopt;
  }
  if (!object) return object.error().In("reading the state of a schedule");
  etag_ = object->etag;
  auto state = ParseState(object->bytes);
  if (!state) return Corrupt("reading the state of a schedule, " + key_ + ": " + state.error().message());
  return *state;
}

Result<void> StateObject::Write(const ScheduleState& state) {
  const auto condition = etag_ ? env::PutCondition(env::IfMatch{*etag_}) : env::PutCondition(env::IfAbsent());
  ASSIGN_OR_RETURN(
      etag_, store_.Put(key_, SealedText(state.ToJson()), condition).In("writing the state of a schedule"));
  return {};
}

}  // namespace fxlake::schedule
