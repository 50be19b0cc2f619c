// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/schedule_state.h"

namespace fxlake::schedule {
namespace {

Result<std::optional<Instant>> ReadInstant(const Json& json, std::string_view key) {
  const auto* value = json.Find(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto text, json.StringAt(key));
  ASSIGN_OR_RETURN(const auto at, Instant::Parse(text));
  return at;
}

Result<ScheduleState> ParseState(std::string_view bytes) {
  ASSIGN_OR_RETURN(const auto json, Json::Parse(bytes));
  ScheduleState state;
  ASSIGN_OR_RETURN(const auto first_seen, ReadInstant(json, "first_seen"));
  if (!first_seen) return InvalidInput("first_seen is missing");
  state.first_seen = *first_seen;
  ASSIGN_OR_RETURN(state.handled, ReadInstant(json, "handled"));
  ASSIGN_OR_RETURN(state.started, ReadInstant(json, "started"));
  return state;
}

}  // namespace

Json ScheduleState::ToJson() const {
  const auto time = [](const std::optional<Instant>& at) { return at ? Json(at->ToString()) : Json(); };
  return JsonObject({{"first_seen", first_seen.ToString()}, {"handled", time(handled)}, {"started", time(started)}});
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
  ASSIGN_OR_RETURN(etag_, store_.Put(key_, state.ToJson().DumpPretty(), condition).In("writing the state of a schedule"));
  return {};
}

}  // namespace fxlake::schedule
