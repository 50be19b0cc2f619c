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

// What an entry says happened.
inline constexpr std::string_view kBegan = "began";
inline constexpr std::string_view kWrote = "wrote";  // more objects of the same command than one entry holds
inline constexpr std::string_view kSucceeded = "succeeded";
inline constexpr std::string_view kFailed = "failed";
inline constexpr std::string_view kContinues =
    "continues";  // the last of a file; `next_file` is where the journal goes on
inline constexpr std::string_view kRecovered =
    "recovered";  // the journal's head was missing and was made anew

// One line of the journal (docs/formats/audit.md).
struct AuditEntry {
  std::uint64_t sequence = 0;  // from 1, without holes
  Instant at;
  std::string principal;  // who
  std::string outcome;    // one of the above
  std::string command;    // what: "transform --source ecb"
  std::string execution;  // "" outside of one
  std::string note;
  std::vector<AuditObject> objects;
  std::string next_file;
  std::string previous;  // hash of the entry before; 64 zeros in the first
  std::string hash;      // of this line without its last member, "hash"

  Json ToJson() const;
  friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

inline constexpr std::string_view kNoHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

// The entry's line without its line break; sets its hash.
std::string SealedLine(AuditEntry& entry);
// corrupt when the line is no entry. Whether the hash fits is another question.
Result<AuditEntry> ParseAuditLine(std::string_view line);
// What the hash of that line has to be; "" when it does not end in a hash.
std::string HashOfAuditLine(std::string_view line);

}  // namespace fxlake::telemetry
