// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/base/excerpt.h"

namespace fxlake::lake {

std::string_view NameOf(Table table) {
  return table == Table::exchange_rates ? "exchange_rates" : "exchange_rates_revisions";
}

Result<void> CheckSourceName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  if (name.empty() || name.size() > 60 || name.starts_with('-') || name.ends_with('-') ||
      !std::ranges::all_of(name, allowed)) {
    return InvalidInput(
        fmt::format("not a source name (a-z, 0-9, _, inner hyphens): \"{}\"", Excerpt(name, 80)));
  }
  return {};
}

std::string RawFolder(std::string_view source) { return fmt::format("raw/source={}/", source); }

std::string RawMonthFolder(std::string_view source, std::string_view month) {
  return fmt::format("raw/source={}/{}/", source, month);
}

std::string MonthOf(Instant at) {
  const Date date = at.date();
  return fmt::format("{:04}/{:02}", date.year(), date.month());
}

std::string RawKey(std::string_view source, Instant recorded_at, std::string_view sha256,
                   std::string_view extension) {
  return fmt::format("{}{}-{}.{}", RawMonthFolder(source, MonthOf(recorded_at)), recorded_at.ToCompact(),
                     sha256.substr(0, 16), extension);
}

std::string DecisionFolder(std::string_view source) {
  return fmt::format("raw/decisions/source={}/", source);
}

std::string DecisionKey(std::string_view source, Instant decided_at, std::string_view sha256) {
  return fmt::format("{}{}-{}.json", DecisionFolder(source), decided_at.ToCompact(), sha256.substr(0, 16));
}

std::optional<Instant> RecordedAtOf(std::string_view raw_key) {
  const auto name = raw_key.substr(raw_key.rfind('/') + 1);
  const auto dash = name.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto instant = Instant::ParseCompact(name.substr(0, dash));
  return instant ? std::optional(*instant) : std::nullopt;
}

bool IsRecordKey(std::string_view raw_key) {
  return raw_key.starts_with("raw/source=") && raw_key.ends_with(".fetch.json") &&
         RecordedAtOf(raw_key).has_value();
}

std::string_view ShortHashOf(std::string_view raw_key) {
  const auto name = raw_key.substr(raw_key.rfind('/') + 1);
  const auto dash = name.find('-');
  return dash == std::string_view::npos ? std::string_view() : name.substr(dash + 1, 16);
}

std::string PartitionKey(std::string_view source, PartitionId partition) {
  return fmt::format("processed/{}/source={}/year={:04}/rates.parquet", NameOf(partition.table), source,
                     partition.year);
}

std::string TableFolder(Table table) { return fmt::format("processed/{}/", NameOf(table)); }

std::optional<PartitionId> PartitionOf(std::string_view key) {
  for (const auto table : {Table::exchange_rates, Table::exchange_rates_revisions}) {
    const auto folder = TableFolder(table) + "source=";
    if (!key.starts_with(folder)) continue;
    const auto slash = key.find('/', folder.size());
    const auto year_text = slash == std::string_view::npos ? std::string_view() : key.substr(slash);
    constexpr std::string_view kYear = "/year=";
    if (!year_text.starts_with(kYear)) return std::nullopt;
    int year = 0;
    std::from_chars(year_text.data() + kYear.size(), year_text.data() + year_text.size(), year);
    const PartitionId id{table, year};
    const auto source = key.substr(folder.size(), slash - folder.size());
    return PartitionKey(source, id) == key ? std::optional(id) : std::nullopt;
  }
  return std::nullopt;
}

std::string ManifestKey() { return "processed/_manifest.json"; }

std::string QuarantineFolder(std::string_view source) { return fmt::format("quarantine/source={}/", source); }

std::string RunFolder(std::string_view execution) { return fmt::format("runs/{}/", execution); }

std::string ScheduleStateKey(std::string_view schedule) { return fmt::format("schedules/{}.json", schedule); }

std::string AuditFolder() { return "audit/"; }

std::string AuditHeadKey() { return AuditFolder() + "head.json"; }

std::string AuditFileKey(Instant at, std::uint64_t first_sequence) {
  return fmt::format("{}{}/{:012}.jsonl", AuditFolder(), MonthOf(at), first_sequence);
}

std::optional<std::uint64_t> FirstSequenceOf(std::string_view audit_file_key) {
  const auto name = audit_file_key.substr(audit_file_key.rfind('/') + 1);
  const auto digits = name.substr(0, name.find('.'));
  std::uint64_t sequence = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), sequence);
  if (error != std::errc() || end != digits.data() + digits.size() || name.substr(digits.size()) != ".jsonl")
    return std::nullopt;
  const auto month = audit_file_key.substr(0, audit_file_key.size() - name.size());
  const bool months = month.size() == AuditFolder().size() + 8 && month.starts_with(AuditFolder());
  return months && fmt::format("{:012}", sequence) == digits ? std::optional(sequence) : std::nullopt;
}

std::string RunInputKey(std::string_view execution) { return RunFolder(execution) + "input.json"; }

std::string RunReportKey(std::string_view execution) { return RunFolder(execution) + "report.json"; }

std::string RunStepFolder(std::string_view execution) { return RunFolder(execution) + "steps/"; }

std::string RunStepKey(std::string_view execution, std::string_view step, std::string_view source) {
  return fmt::format("{}{}{}{}.json", RunStepFolder(execution), step, source.empty() ? "" : "-", source);
}

std::string RunHistoryFolder(std::string_view execution) { return RunFolder(execution) + "history/"; }

std::string RunHistoryKey(std::string_view execution, std::uint64_t first_event) {
  return fmt::format("{}{:06}.jsonl", RunHistoryFolder(execution), first_event);
}

std::string RunLockKey() { return "runs/_running.json"; }

}  // namespace fxlake::lake
