// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/audit_verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "fxlake/lake/keys.h"
#include "fxlake/telemetry/audit_journal.h"

namespace fxlake::telemetry {
namespace {

struct FileKeys {
  std::vector<std::string> files;   // by their first entry
  std::vector<std::string> others;  // other files in the folder
};

Result<FileKeys> ListFiles(env::ObjectStore& store) {
  FileKeys keys;
  ASSIGN_OR_RETURN(const auto objects, store.List(lake::AuditFolder()));
  for (const auto& object : objects) {
    if (object.key == lake::AuditHeadKey()) continue;
    (lake::FirstSequenceOf(object.key) ? keys.files : keys.others).push_back(object.key);
  }
  std::ranges::stable_sort(keys.files, {},
                           [](const std::string& key) { return *lake::FirstSequenceOf(key); });
  return keys;
}

std::string Numbers(std::uint64_t first, std::uint64_t last) {
  return first == last ? fmt::format("entry {} is", first) : fmt::format("entries {} to {} are", first, last);
}

// Verifies each line by itself, and the order of lines.
class Check {
 public:
  explicit Check(const std::vector<AuditLine>& lines) : lines_(lines) {}

  std::vector<AuditFinding> Run(const std::optional<AuditHead>& head) {
    for (const auto& line : lines_) CheckLine(line);
    CheckChain();
    CheckHead(head);
    return std::move(findings_);
  }
  const AuditEntry* last() const {
    return by_sequence_.empty() ? nullptr : &*by_sequence_.rbegin()->second->entry;
  }

 private:
  void Find(std::string where, std::string what) { findings_.push_back({std::move(where), std::move(what)}); }

  void CheckLine(const AuditLine& line) {
    if (!line.entry) return Find(line.Place(), "the line was changed: it is not an entry of the journal");
    const auto& entry = *line.entry;
    if (HashOfAuditLine(line.text) != entry.hash)
      Find(line.Place(),
           fmt::format("entry {} was changed: its text does not match its hash", entry.sequence));
    if (line.number == 1 && entry.sequence != lake::FirstSequenceOf(line.file))
      Find(line.Place(),
           fmt::format("the file begins with entry {}, but its name has another number", entry.sequence));
    if (!by_sequence_.emplace(entry.sequence, &line).second)
      return Find(line.Place(), fmt::format("entry {} is here a second time", entry.sequence));
    if (entry.sequence < highest_)
      Find(line.Place(), fmt::format("entry {} was moved: it is after entry {}", entry.sequence, highest_));
    highest_ = std::max(highest_, entry.sequence);
  }

  void CheckChain() {
    std::uint64_t expected = 1;
    std::string_view previous = kNoHash;
    const AuditLine* before = nullptr;
    for (const auto& [sequence, line] : by_sequence_) {
      if (sequence != expected) {
        Find(before != nullptr ? before->Place() : line->Place(),
             fmt::format("{} missing {} this line", Numbers(expected, sequence - 1),
                         before != nullptr ? "after" : "before"));
      } else if (line->entry->previous != previous) {
        const auto& where = before != nullptr ? *before : *line;
        Find(where.Place(), fmt::format("entry {} was rewritten: the next entry has the hash of another text",
                                        where.entry->sequence));
      }
      if (before != nullptr && before->file != line->file && sequence == expected &&
          before->entry->next_file != line->file)
        Find(line->Place(), fmt::format("entry {} was moved to another file", sequence));
      expected = sequence + 1;
      previous = line->entry->hash;
      before = line;
    }
  }

  void CheckHead(const std::optional<AuditHead>& head) {
    if (!head) {
      if (!lines_.empty()) Find(lake::AuditHeadKey(), "the head of the journal was removed");
      return;
    }
    if (head->file.empty())
      return Find(lake::AuditHeadKey(), "the head of the journal was changed: it is not valid");
    const auto last = by_sequence_.empty() ? 0 : by_sequence_.rbegin()->first;
    if (last < head->sequence) {
      Find(by_sequence_.empty() ? head->file : by_sequence_.rbegin()->second->Place(),
           fmt::format("{} missing at the end: the head refers to entry {}",
                       Numbers(last + 1, head->sequence), head->sequence));
      return;
    }
    const auto named = by_sequence_.find(head->sequence);
    if (named == by_sequence_.end()) return;
    const auto& entry = *named->second->entry;
    if (head->file != (entry.outcome == kContinues ? entry.next_file : named->second->file))
      Find(lake::AuditHeadKey(),
           fmt::format("the head of the journal was changed: entry {} is not in the file that it refers to",
                       entry.sequence));
    if (entry.hash != head->hash)
      Find(named->second->Place(),
           fmt::format("entry {} differs from the one that the head refers to", head->sequence));
  }

  const std::vector<AuditLine>& lines_;
  std::map<std::uint64_t, const AuditLine*> by_sequence_;
  std::uint64_t highest_ = 0;
  std::vector<AuditFinding> findings_;
};

}  // namespace

Result<std::vector<AuditLine>> ReadAuditLines(env::ObjectStore& store) {
  std::vector<AuditLine> lines;
  ASSIGN_OR_RETURN(const auto keys, ListFiles(store));
  for (const auto& key : keys.files) {
    ASSIGN_OR_RETURN(const auto object, store.Get(key).In("reading the journal"));
    std::string_view text = object.bytes;
    for (std::uint64_t number = 1; !text.empty(); ++number) {
      const auto line = text.substr(0, text.find('\n'));
      auto entry = ParseAuditLine(line);
      lines.push_back(
          {key, number, std::string(line), entry ? std::optional(*std::move(entry)) : std::nullopt});
      text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
  }
  return lines;
}

Result<AuditVerdict> VerifyAudit(env::ObjectStore& store, const std::optional<std::string>& known_hash) {
  AuditVerdict verdict;
  ASSIGN_OR_RETURN(const auto head, ReadAuditHead(store));
  ASSIGN_OR_RETURN(const auto keys, ListFiles(store));
  ASSIGN_OR_RETURN(const auto lines, ReadAuditLines(store));
  Check check(lines);
  verdict.findings = check.Run(head);
  for (const auto& other : keys.others)
    verdict.findings.push_back({other, "this is not a file of the journal"});
  for (const auto& file : keys.files) {
    if (std::ranges::find(lines, file, &AuditLine::file) == lines.end())
      verdict.findings.push_back({file, "the file is empty"});
  }
  verdict.entries = lines.size();
  if (check.last() != nullptr) verdict.last_hash = check.last()->hash;
  const auto has_hash = [&](const AuditLine& line) { return line.entry && line.entry->hash == *known_hash; };
  if (known_hash && std::ranges::none_of(lines, has_hash))
    verdict.findings.push_back({lake::AuditFolder(), "no entry has the hash " + *known_hash});
  return verdict;
}

}  // namespace fxlake::telemetry
