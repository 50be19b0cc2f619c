// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/decisions.h"

#include <algorithm>
#include <array>

#include "fxlake/base/json.h"
#include "fxlake/base/sha256.h"
#include "fxlake/lake/keys.h"

namespace fxlake::lake {
namespace {

constexpr std::array<std::string_view, 3> kVerdictNames = {"accept", "dismiss", "hold"};

Result<rates::Observation> RowFromJson(const Json& json) {
  ASSIGN_OR_RETURN(const auto date, json.StringAt("date"));
  ASSIGN_OR_RETURN(const auto pair_text, json.StringAt("pair"));
  ASSIGN_OR_RETURN(const auto rate_text, json.StringAt("rate"));
  ASSIGN_OR_RETURN(const auto day, Date::Parse(date));
  ASSIGN_OR_RETURN(const auto pair, rates::Pair::Parse(pair_text));
  ASSIGN_OR_RETURN(const auto rate, Decimal::Parse(rate_text));
  return rates::Observation{day, pair, rate};
}

Result<Decision> FromJson(const Json& json) {
  Decision decision;
  ASSIGN_OR_RETURN(const auto verdict, json.StringAt("verdict"));
  const auto found = std::ranges::find(kVerdictNames, verdict);
  if (found == kVerdictNames.end()) return InvalidInput("unknown verdict: " + verdict);
  decision.verdict = static_cast<Verdict>(found - kVerdictNames.begin());
  ASSIGN_OR_RETURN(const auto decided_at, json.StringAt("decided_at"));
  ASSIGN_OR_RETURN(decision.decided_at, Instant::Parse(decided_at));
  ASSIGN_OR_RETURN(decision.raw_object, json.StringAt("raw_object"));
  ASSIGN_OR_RETURN(decision.reason, json.StringAt("reason"));
  const auto* rows = json.Find("rows");
  if (rows == nullptr || !rows->is_array()) return InvalidInput("no array at key \"rows\"");
  for (const auto& row : rows->array()) {
    ASSIGN_OR_RETURN(auto read, RowFromJson(row));
    decision.rows.push_back(read);
  }
  return decision;
}

}  // namespace

std::string_view NameOf(Verdict verdict) { return kVerdictNames[static_cast<std::size_t>(verdict)]; }

Result<std::string> KeepDecision(env::ObjectStore& raw, const std::string& source, const Decision& decision) {
  RETURN_IF_ERROR(CheckSourceName(source));
  Json rows = Json::EmptyArray();
  for (const auto& row : decision.rows) {
    rows.Append(JsonObject(
        {{"date", row.date.ToString()}, {"pair", row.pair.ToString()}, {"rate", row.rate.ToString()}}));
  }
  auto text = JsonObject({{"source", source},
                          {"verdict", NameOf(decision.verdict)},
                          {"decided_at", decision.decided_at.ToString()},
                          {"raw_object", decision.raw_object},
                          {"reason", decision.reason},
                          {"rows", std::move(rows)}})
                  .DumpPretty();
  auto key = DecisionKey(source, decision.decided_at, Sha256Hex(text));
  const auto put = raw.Put(key, std::move(text), env::IfAbsent());
  if (!put && put.error().kind() != ErrorKind::conflict)
    return put.error().In("storing a decision about " + source);
  return key;
}

Result<std::vector<std::string>> DecisionKeys(env::ObjectStore& raw, const std::string& source) {
  std::vector<std::string> keys;
  ASSIGN_OR_RETURN(const auto objects, raw.List(DecisionFolder(source)));
  for (const auto& object : objects) {
    if (object.key.ends_with(".json") && RecordedAtOf(object.key)) keys.push_back(object.key);
  }
  return keys;
}

Result<Decision> ReadDecision(env::ObjectStore& raw, const std::string& key) {
  const auto doing = "reading the decision " + key;
  ASSIGN_OR_RETURN(const auto text, raw.GetRange(key, {0, UINT64_MAX}).In(doing));
  if (!Sha256Hex(text).starts_with(ShortHashOf(key)))
    return Corrupt(doing + ": the bytes differ from those that were stored");
  ASSIGN_OR_RETURN(const auto json, Json::Parse(text).In(doing));
  return FromJson(json).In(doing);
}

Result<Decisions> Decisions::Read(env::ObjectStore& raw, const std::vector<std::string>& keys) {
  Decisions decisions;
  for (const auto& key : keys) {
    ASSIGN_OR_RETURN(const auto decision, ReadDecision(raw, key));
    for (const auto& row : decision.rows) {
      if (decision.verdict == Verdict::hold) {
        decisions.of_rows_.try_emplace(row, Held{decision.verdict, decision.reason});
      } else {
        decisions.of_rows_.insert_or_assign(row, Held{decision.verdict, decision.reason});
      }
    }
  }
  return decisions;
}

const Decisions::Held* Decisions::Find(const rates::Observation& row) const {
  const auto found = of_rows_.find(row);
  return found == of_rows_.end() ? nullptr : &found->second;
}

}  // namespace fxlake::lake
