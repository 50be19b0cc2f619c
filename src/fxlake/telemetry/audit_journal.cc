// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/audit_journal.h"

#include <algorithm>
#include <span>

#include "fxlake/lake/keys.h"

namespace fxlake::telemetry {
namespace {

constexpr std::size_t kObjectsOfAnEntry = 500;
constexpr std::size_t kFileBytes = std::size_t{256} << 10;  // limit, because an append rewrites its file
constexpr int kAttempts = 200;

// The last entry of a file's text, if its last line is a valid entry with a matching hash.
std::optional<AuditEntry> LastEntry(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto line = text.substr(text.rfind('\n') + 1);
  const auto entry = ParseAuditLine(line);
  return entry && HashOfAuditLine(line) == entry->hash ? std::optional(*entry) : std::nullopt;
}

std::string HeadText(std::uint64_t sequence, const std::string& hash, const std::string& file) {
  return JsonObject({{"sequence", sequence}, {"hash", hash}, {"file", file}}).Dump() + "\n";
}

}  // namespace

// The position of the next entry, and its predecessor.
struct AuditJournal::Tail {
  std::uint64_t sequence = 0;
  std::string hash = std::string(kNoHash);
  std::string file;
  std::string text;                 // of the file
  std::optional<std::string> etag;  // of the file; nullopt: it does not exist yet
  bool head_lost = false;
};

Result<std::optional<AuditHead>> ReadAuditHead(env::ObjectStore& store) {
  const auto object = store.Get(lake::AuditHeadKey());
  if (!object && object.error().kind() == ErrorKind::not_found) return std::nullopt;
  if (!object) return object.error().In("reading the head of the journal");
  AuditHead head{.etag = object->etag};
  const auto json = Json::Parse(object->bytes);
  if (!json) return head;
  const auto sequence = json->Int64At("sequence");
  auto hash = json->StringAt("hash");
  auto file = json->StringAt("file");
  if (!sequence || *sequence < 0 || !hash || hash->size() != kNoHash.size() || !file ||
      !lake::FirstSequenceOf(*file))
    return head;
  head.sequence = static_cast<std::uint64_t>(*sequence);
  head.hash = *std::move(hash);
  head.file = *std::move(file);
  return head;
}

Result<AuditJournal::Tail> AuditJournal::FindTail() {
  Tail tail;
  ASSIGN_OR_RETURN(const auto head, ReadAuditHead(store_));
  if (head && !head->file.empty()) {
    tail.sequence = head->sequence;
    tail.hash = head->hash;
    tail.file = head->file;
  } else {
    ASSIGN_OR_RETURN(const auto objects, store_.List(lake::AuditFolder()).In("reading the journal"));
    for (const auto& object : objects) {
      const auto first = lake::FirstSequenceOf(object.key);
      if (first && (tail.file.empty() || *first > *lake::FirstSequenceOf(tail.file))) tail.file = object.key;
    }
    tail.head_lost = !tail.file.empty();
  }
  if (tail.file.empty()) {
    // The position of the first entry is claimed by one write; otherwise two clocks could begin two files.
    tail.file = lake::AuditFileKey(clock_.Now(), 1);
    const auto put =
        store_.Put(lake::AuditHeadKey(), HeadText(0, tail.hash, tail.file),
                   head ? env::PutCondition(env::IfMatch{head->etag}) : env::PutCondition(env::IfAbsent()));
    if (!put && put.error().kind() == ErrorKind::conflict) return FindTail();
    if (!put) return put.error().In("writing the head of the journal");
  }
  while (!tail.file.empty()) {
    auto object = store_.Get(tail.file);
    if (!object && object.error().kind() == ErrorKind::not_found) break;
    if (!object) return object.error().In("reading the journal");
    tail.text = std::move(object->bytes);
    tail.etag = std::move(object->etag);
    const auto last = LastEntry(tail.text);
    if (!last || last->sequence < tail.sequence) break;  // modified by someone: trust the head
    tail.sequence = last->sequence;
    tail.hash = last->hash;
    if (last->outcome != kContinues) break;
    tail.file = last->next_file;
    tail.text.clear();
    tail.etag.reset();
  }
  return tail;
}

// nullopt when another process was first.
Result<std::optional<AuditEntry>> AuditJournal::TryAppend(Tail tail, AuditEntry entry) {
  entry.sequence = tail.sequence + 1;
  entry.previous = tail.hash;
  const auto line = SealedLine(entry);
  if (!tail.text.empty() && !tail.text.ends_with('\n')) tail.text += '\n';
  tail.text += line + '\n';
  const auto condition =
      tail.etag ? env::PutCondition(env::IfMatch{*tail.etag}) : env::PutCondition(env::IfAbsent());
  const auto put = store_.Put(tail.file, std::move(tail.text), condition);
  if (!put && put.error().kind() == ErrorKind::conflict) return std::nullopt;
  if (!put) return put.error().In("writing the journal");
  RETURN_IF_ERROR(MoveHead(entry, entry.outcome == kContinues ? entry.next_file : tail.file));
  return entry;
}

Result<void> AuditJournal::MoveHead(const AuditEntry& last, const std::string& file) {
  const auto text = HeadText(last.sequence, last.hash, file);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    ASSIGN_OR_RETURN(const auto head, ReadAuditHead(store_));
    if (head && !head->file.empty() && head->sequence >= last.sequence) return {};
    const auto condition =
        head ? env::PutCondition(env::IfMatch{head->etag}) : env::PutCondition(env::IfAbsent());
    const auto put = store_.Put(lake::AuditHeadKey(), text, condition);
    if (put) return {};
    if (put.error().kind() != ErrorKind::conflict) return put.error().In("writing the head of the journal");
  }
  return Conflict("writing the head of the journal: other processes wrote first several times");
}

Result<AuditEntry> AuditJournal::AppendOne(const AuditNote& note) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    ASSIGN_OR_RETURN(auto tail, FindTail());
    AuditEntry entry{.at = clock_.Now(), .principal = principal_};
    const auto next_file = lake::AuditFileKey(entry.at, tail.sequence + 2);
    const bool later_month =
        next_file.substr(0, next_file.rfind('/')) > tail.file.substr(0, tail.file.rfind('/'));
    const bool ends = tail.etag && (tail.text.size() > kFileBytes || later_month);
    if (tail.head_lost) {
      entry.outcome = kRecovered;
      entry.note = "the head of the journal was missing or invalid";
    } else if (ends) {
      entry.outcome = kContinues;
      entry.next_file = next_file;
    } else {
      entry.outcome = note.outcome;
      entry.command = note.command;
      entry.execution = note.execution;
      entry.note = note.note;
      entry.objects = note.objects;
    }
    const bool reported = !tail.head_lost && !ends;
    ASSIGN_OR_RETURN(auto appended, TryAppend(std::move(tail), std::move(entry)));
    if (appended && reported) return *std::move(appended);
  }
  return Conflict("writing the journal: other processes wrote first several times");
}

Result<AuditEntry> AuditJournal::Append(const AuditNote& note) {
  AuditNote part = note;
  std::span<const AuditObject> left(note.objects);
  while (left.size() > kObjectsOfAnEntry) {
    part.outcome = kWrote;
    part.objects.assign(left.begin(), left.begin() + kObjectsOfAnEntry);
    left = left.subspan(kObjectsOfAnEntry);
    RETURN_IF_ERROR(AppendOne(part));
  }
  part.outcome = note.outcome;
  part.objects.assign(left.begin(), left.end());
  return AppendOne(part);
}

}  // namespace fxlake::telemetry
