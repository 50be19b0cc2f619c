// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fxlake/base/instant.h"
#include "fxlake/env/object_store.h"

// The layout of the lake: the only code that builds and parses keys (docs/formats/lake.md).
namespace fxlake::lake {

// The stores of the two zones: different stores (buckets) or the same one twice. Quarantine, runs and audit
// are in `processed`.
struct Lake {
  env::ObjectStore& raw;
  env::ObjectStore& processed;
};

enum class Table { exchange_rates, exchange_rates_revisions };

std::string_view NameOf(Table table);

struct PartitionId {
  Table table = Table::exchange_rates;
  int year = 0;
  friend auto operator<=>(const PartitionId&, const PartitionId&) = default;
};

// invalid_input unless `name` is a valid source name: a to z, 0 to 9, underscores and inner hyphens, at most
// 60 characters.
Result<void> CheckSourceName(std::string_view name);

std::string RawFolder(std::string_view source);                               // raw/source=ecb/
std::string RawMonthFolder(std::string_view source, std::string_view month);  // raw/source=ecb/2026/04/
std::string MonthOf(Instant at);                                              // 2026/04
// raw/source=ecb/2026/04/20260414T073000.250000Z-0123456789abcdef.zip
std::string RawKey(std::string_view source, Instant recorded_at, std::string_view sha256,
                   std::string_view extension);
std::string DecisionFolder(std::string_view source);  // raw/decisions/source=ecb/
// raw/decisions/source=ecb/20260414T073000.250000Z-0123456789abcdef.json
std::string DecisionKey(std::string_view source, Instant decided_at, std::string_view sha256);
// The time in a raw object's key; nullopt when it is another key.
std::optional<Instant> RecordedAtOf(std::string_view raw_key);
// Whether it is the key of a fetch record.
bool IsRecordKey(std::string_view raw_key);
// The 16 hash digits in a raw object's key, or "".
std::string_view ShortHashOf(std::string_view raw_key);

std::string TableFolder(Table table);  // processed/exchange_rates/
std::string PartitionKey(std::string_view source, PartitionId partition);
// The partition that a key names; nullopt when it is another key.
std::optional<PartitionId> PartitionOf(std::string_view key);
std::string ManifestKey();
std::string QuarantineFolder(std::string_view source);
std::string RunFolder(std::string_view execution);        // runs/<execution>/
std::string ScheduleStateKey(std::string_view schedule);  // schedules/<name>.json
std::string AuditFolder();                                // audit/
std::string AuditHeadKey();                               // audit/head.json
// audit/2026/04/000000000001.jsonl: the journal file that begins with that entry
std::string AuditFileKey(Instant at, std::uint64_t first_sequence);
// The first entry of a journal file; nullopt when it is another key.
std::optional<std::uint64_t> FirstSequenceOf(std::string_view audit_file_key);
std::string RunInputKey(std::string_view execution);
std::string RunReportKey(std::string_view execution);
std::string RunStepFolder(std::string_view execution);
// runs/<execution>/steps/transform-ecb.json; for a step without source: runs/<execution>/steps/validate.json
std::string RunStepKey(std::string_view execution, std::string_view step, std::string_view source);
std::string RunHistoryFolder(std::string_view execution);
// runs/<execution>/history/000041.jsonl: events from number 41
std::string RunHistoryKey(std::string_view execution, std::uint64_t first_event);
std::string RunLockKey();  // the execution in progress

}  // namespace fxlake::lake
