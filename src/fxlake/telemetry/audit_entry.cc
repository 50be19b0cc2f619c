// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/audit_entry.h"

#include "fxlake/base/sha256.h"

namespace fxlake::telemetry {
namespace {

constexpr std::string_view kHashMember = R"(,"hash":")";
constexpr std::size_t kHashLength = 64;
constexpr std::size_t kTail = kHashMember.size() + kHashLength + 2;  // with the closing quote and brace

std::string TextAt(const Json& json, std::string_view key) {
  const auto* value = json.Find(key);
  return value != nullptr && value->is_string() ? value->string() : std::string();
}

}  // namespace

Json AuditEntry::ToJson() const {
  auto listed = Json::EmptyArray();
  for (const auto& object : objects)
    listed.Append(JsonObject({{"key", object.key}, {"sha256", object.sha256}}));
  auto json = JsonObject(
      {{"sequence", sequence}, {"at", at.ToString()}, {"principal", principal}, {"outcome", outcome}});
  const auto set = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) json.Set(key, value);
  };
  set("command", command);
  set("execution", execution);
  set("note", note);
  set("next_file", next_file);
  if (!objects.empty()) json.Set("objects", std::move(listed));
  json.Set("previous", previous);
  set("hash", hash);
  return json;
}

std::string SealedLine(AuditEntry& entry) {
  entry.hash.clear();
  auto line = entry.ToJson().Dump();
  entry.hash = Sha256Hex(line);
  line.pop_back();
  return line + std::string(kHashMember) + entry.hash + "\"}";
}

Result<AuditEntry> ParseAuditLine(std::string_view line) {
  ASSIGN_OR_RETURN(const auto json, Json::Parse(line, {.max_depth = 8, .reject_duplicate_keys = true}));
  AuditEntry entry;
  ASSIGN_OR_RETURN(const auto sequence, json.Int64At("sequence"));
  ASSIGN_OR_RETURN(const auto at, json.StringAt("at"));
  ASSIGN_OR_RETURN(entry.at, Instant::Parse(at));
  ASSIGN_OR_RETURN(entry.previous, json.StringAt("previous"));
  ASSIGN_OR_RETURN(entry.hash, json.StringAt("hash"));
  if (sequence < 1 || entry.hash.size() != kHashLength || entry.previous.size() != kHashLength)
    return Corrupt("an entry of the journal needs a positive sequence and two hashes");
  entry.sequence = static_cast<std::uint64_t>(sequence);
  entry.principal = TextAt(json, "principal");
  entry.outcome = TextAt(json, "outcome");
  entry.command = TextAt(json, "command");
  entry.execution = TextAt(json, "execution");
  entry.note = TextAt(json, "note");
  entry.next_file = TextAt(json, "next_file");
  const auto* objects = json.Find("objects");
  if (objects != nullptr && objects->is_array()) {
    for (const auto& object : objects->array())
      entry.objects.push_back({TextAt(object, "key"), TextAt(object, "sha256")});
  }
  return entry;
}

std::string HashOfAuditLine(std::string_view line) {
  if (line.size() <= kTail || !line.ends_with("\"}") ||
      line.substr(line.size() - kTail, kHashMember.size()) != kHashMember)
    return "";
  return Sha256Hex(std::string(line.substr(0, line.size() - kTail)) + "}");
}

}  // namespace fxlake::telemetry
