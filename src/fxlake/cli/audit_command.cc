// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/telemetry/audit_verify.h"

namespace fxlake::cli {
namespace {

struct ListOptions {
  std::optional<std::string> execution;
  std::int64_t limit = 20;
};

std::string ShortTime(const telemetry::AuditEntry& entry) { return entry.at.ToSeconds(); }

Result<int> List(Session& session, const ListOptions& options) {
  if (options.limit < 0) return InvalidInput("--limit must be 0 or more");
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto lines, telemetry::ReadAuditLines(lake.processed));
  query::Table table;
  table.columns = {{"entry", "", query::ValueKind::integer},
                   {"at", ""},
                   {"principal", ""},
                   {"outcome", ""},
                   {"command", ""},
                   {"execution", ""},
                   {"objects", "", query::ValueKind::integer}};
  std::vector<const telemetry::AuditEntry*> selected;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (!line->entry || (options.execution && line->entry->execution != *options.execution)) continue;
    selected.push_back(&*line->entry);
  }
  const auto all = selected.size();
  if (options.limit > 0 && all > static_cast<std::size_t>(options.limit))
    selected.resize(static_cast<std::size_t>(options.limit));
  if (session.json()) {
    auto entries = Json::EmptyArray();
    for (const auto* entry : selected) entries.Append(entry->ToJson());
    session.PrintJson(entries);
    return kSuccess;
  }
  if (selected.empty()) {
    session.Print("no entry of the journal matches\n");
    return kSuccess;
  }
  for (const auto* entry : selected) {
    table.rows.push_back({std::to_string(entry->sequence), ShortTime(*entry), entry->principal,
                          entry->outcome, entry->command, entry->execution,
                          std::to_string(entry->objects.size())});
  }
  RETURN_IF_ERROR(PrintTable(session, table));
  if (all > selected.size())
    session.Print(fmt::format("… {} more; --limit 0 shows all\n", all - selected.size()));
  return kSuccess;
}

Result<int> Show(Session& session, std::int64_t sequence) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto lines, telemetry::ReadAuditLines(lake.processed));
  for (const auto& line : lines) {
    if (!line.entry || line.entry->sequence != static_cast<std::uint64_t>(sequence)) continue;
    session.PrintJson(line.entry->ToJson());
    return kSuccess;
  }
  return NotFound(
      fmt::format("the journal has no entry {}; \"fxlake audit list\" lists the entries", sequence));
}

Result<int> Verify(Session& session, const std::optional<std::string>& known_hash) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto verdict, telemetry::VerifyAudit(lake.processed, known_hash));
  if (session.json()) {
    auto findings = Json::EmptyArray();
    for (const auto& [where, what] : verdict.findings)
      findings.Append(JsonObject({{"where", where}, {"what", what}}));
    session.PrintJson(JsonObject({{"ok", verdict.ok()},
                                  {"entries", verdict.entries},
                                  {"last_hash", verdict.last_hash},
                                  {"findings", std::move(findings)}}));
  } else {
    for (const auto& [where, what] : verdict.findings) session.Print(fmt::format("{}: {}\n", where, what));
    session.Print(verdict.ok() ? fmt::format("{}, all unchanged and in order; hash of the last entry: {}\n",
                                             Counted(verdict.entries, "entry"),
                                             verdict.last_hash.empty() ? "-" : verdict.last_hash)
                               : fmt::format("{} in {}\n", Counted(verdict.findings.size(), "finding"),
                                             Counted(verdict.entries, "entry")));
  }
  return verdict.ok() ? kSuccess : kFailed;
}

}  // namespace

Command AuditListCommand() {
  return {"audit list", "List who changed the lake and how, newest first",
          "Every command that writes adds one entry to the audit journal when it starts and one when it "
          "ends.\n"
          "\n"
          "Examples:\n"
          "  fxlake audit list\n"
          "  fxlake audit list --execution 20260414T161500.000000Z-0a1b2c --json",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<ListOptions>();
            arguments.Option("--execution NAME", options->execution, "Show only the entries of this run");
            arguments.Option("--limit N", options->limit, "Maximum number of entries; 0 shows all");
            return [options](Session& session) { return List(session, *options); };
          }};
}

Command AuditShowCommand() {
  return {"audit show", "Show one entry of the audit journal, with the objects it names",
          "Examples:\n  fxlake audit show 12", [](Arguments& arguments) -> Action {
            const auto sequence = std::make_shared<std::string>();
            arguments.Word("ENTRY", *sequence, "Number of the entry");
            return [sequence](Session& session) -> Result<int> {
              const auto number = Json::Parse(*sequence);
              const auto value = number && number->is_number() ? number->AsInt64() : std::nullopt;
              if (!value || *value < 1)
                return InvalidInput("the entry number must be 1 or more, not \"" + *sequence + "\"");
              return Show(session, *value);
            };
          }};
}

Command AuditVerifyCommand() {
  return {"audit verify", "Verify that no line of the audit journal was changed, removed or moved",
          "Names every line that differs from what was written and then exits with 1. To prove later that "
          "no earlier entry was rewritten, keep the hash of the last entry outside the lake and pass it as "
          "--known-hash.\n"
          "\n"
          "Examples:\n"
          "  fxlake audit verify\n"
          "  fxlake audit verify --known-hash "
          "0f1df35c184175cc6d4da727520aa62e6189d5ba67f586c679f4161eeb944a8a",
          [](Arguments& arguments) -> Action {
            const auto known_hash = std::make_shared<std::optional<std::string>>();
            arguments.Option("--known-hash SHA256", *known_hash,
                             "Hash of an entry that the journal must contain");
            return [known_hash](Session& session) { return Verify(session, *known_hash); };
          }};
}

}  // namespace fxlake::cli
