// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

namespace fxlake::telemetry {

struct AuditObject {
  std::string key;
  std::string sha256;  // of its bytes; "" when it was deleted
  friend bool operator==(const AuditObject&, const AuditObject&) = default;
};

// Outcomes of entries.
inline constexpr std::string_view kBegan = "began";
// further objects of a command that wrote more than one entry holds
inline constexpr std::string_view kWrote = "wrote";
inline constexpr std::string_view kSucceeded = "succeeded";
inline constexpr std::string_view kFailed = "failed";
// the last entry of a file; `next_file` continues the journal
inline constexpr std::string_view kContinues = "continues";
// the journal's head was missing and was recreated
inline constexpr std::string_view kRecovered = "recovered";

// One line of the journal (docs/formats/audit.md).
struct AuditEntry {
  std::uint64_t sequence = 0;  // from 1, without gaps
  Instant at;
  std::string principal;  // who ran the command
  std::string outcome;    // one of the above
  std::string command;    // "transform --source ecb"
  std::string execution;  // "" outside executions
  std::string note;
  std::vector<AuditObject> objects;
  std::string next_file;
  std::string previous;  // hash of the previous entry; 64 zeros in the first
  std::string hash;      // of this line without its last member, "hash"

  Json ToJson() const;
  friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

inline constexpr std::string_view kNoHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

// The entry's line without line break; sets its hash.
std::string SealedLine(AuditEntry& entry);
// corrupt when the line is not an entry. Does not verify the hash.
Result<AuditEntry> ParseAuditLine(std::string_view line);
// The hash that the line must have; "" when it does not end in a hash.
std::string HashOfAuditLine(std::string_view line);

}  // namespace fxlake::telemetry
