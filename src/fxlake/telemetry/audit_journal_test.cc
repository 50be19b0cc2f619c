// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/audit_journal.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <thread>

#include "fxlake/env/faulty_store.h"
#include "fxlake/env/folder_store.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/lake/keys.h"
#include "fxlake/telemetry/audit_verify.h"

namespace fxlake::telemetry {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kApril = "audit/2026/04/000000000001.jsonl";
constexpr const char* kMay = "audit/2026/05/000000000005.jsonl";

std::vector<env::StoredObject> Listed(env::ObjectStore& store, const std::string& prefix) {
  return *store.List(prefix);
}
std::vector<AuditLine> LinesOf(env::ObjectStore& store) { return *ReadAuditLines(store); }

std::vector<std::string> Texts(const AuditVerdict& verdict) {
  std::vector<std::string> texts;
  for (const auto& [where, what] : verdict.findings) texts.push_back(where + ": " + what);
  return texts;
}

// Seven entries: three in April, the one that continues to May, three in May.
class AuditTest : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 6; ++i) {
      if (i == 3) clock_.Set(*Instant::Parse("2026-05-02T00:00:00Z"));
      const auto entry = Journal().Append({.outcome = std::string(i % 2 == 0 ? kBegan : kSucceeded),
                                           .command = "transform --source ecb",
                                           .execution = "e" + std::to_string(i / 2),
                                           .objects = {{"processed/x", std::string(64, 'a')}}});
      ASSERT_TRUE(entry);
    }
  }

  AuditJournal Journal() { return {store_, clock_, "somebody@somewhere"}; }
  Lines Read(const std::string& file) {
    Lines lines;
    std::string text = store_.Get(file)->bytes;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
      lines.push_back(text.substr(at, text.find('\n', at) - at));
    return lines;
  }
  void Write(const std::string& file, const Lines& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    ASSERT_TRUE(store_.Put(file, text, env::Always()));
  }
  AuditVerdict Verify(const std::optional<std::string>& known_hash = std::nullopt) {
    return *VerifyAudit(store_, known_hash);
  }

  env::MemoryStore store_;
  env::ManualClock clock_{*Instant::Parse("2026-04-30T16:15:00Z")};
};

TEST_F(AuditTest, ChainsItsLines) {
  EXPECT_EQ(Read(kApril).size(), 4U);
  EXPECT_EQ(Read(kMay).size(), 3U);
  EXPECT_EQ(
      Read(kApril)[0],
      R"({"sequence":1,"at":"2026-04-30T16:15:00.000000Z","principal":"somebody@somewhere","outcome":"began",)"
      R"("command":"transform --source ecb","execution":"e0","objects":[{"key":"processed/x","sha256":")" +
          std::string(64, 'a') + R"("}],"previous":")" + std::string(64, '0') +
          R"(","hash":"0f1df35c184175cc6d4da727520aa62e6189d5ba67f586c679f4161eeb944a8a"})");
  const auto lines = *ReadAuditLines(store_);
  ASSERT_EQ(lines.size(), 7U);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ASSERT_TRUE(lines[i].entry);
    EXPECT_EQ(lines[i].entry->sequence, i + 1);
    EXPECT_EQ(lines[i].entry->previous, i == 0 ? kNoHash : std::string_view(lines[i - 1].entry->hash));
  }
  EXPECT_EQ(lines[3].entry->outcome, kContinues);
  EXPECT_EQ(lines[3].entry->next_file, kMay);
  EXPECT_EQ(Texts(Verify()), Lines());
  EXPECT_EQ(Verify().last_hash, lines.back().entry->hash);
  EXPECT_EQ(Verify().entries, 7U);
}

TEST_F(AuditTest, FindsWhatWasDoneToALine) {
  const auto check = [&](const std::string& file, const std::function<void(Lines&)>& change,
                         const Lines& findings) {
    const auto before = Read(file);
    auto lines = before;
    change(lines);
    Write(file, lines);
    EXPECT_EQ(Texts(Verify()), findings);
    Write(file, before);
    EXPECT_EQ(Texts(Verify()), Lines());
  };
  const std::string april = kApril, may = kMay;
  check(april, [](Lines& lines) { lines[1].replace(lines[1].find("ecb"), 3, "boc"); },
        {april + ":2: entry 2 was changed: its text does not match its hash"});
  check(april, [](Lines& lines) { lines[1] = "{}"; },
        {april + ":2: the line was changed: it is not an entry of the journal",
         april + ":1: entry 2 is missing after this line"});
  const auto rewritten = [](std::string& line) {
    auto entry = *ParseAuditLine(line);
    entry.principal = "nobody";
    line = SealedLine(entry);
  };
  check(april, [&](Lines& lines) { rewritten(lines[1]); },
        {april + ":2: entry 2 was rewritten: the next entry has the hash of another text"});
  check(may, [&](Lines& lines) { rewritten(lines[2]); },
        {may + ":3: entry 7 differs from the one that the head refers to"});
  check(april, [](Lines& lines) { lines.erase(lines.begin() + 1); },
        {april + ":1: entry 2 is missing after this line"});
  check(april, [](Lines& lines) { lines.erase(lines.begin()); },
        {april + ":1: the file begins with entry 2, but its name has another number",
         april + ":1: entry 1 is missing before this line"});
  check(april, [](Lines& lines) { lines.pop_back(); }, {april + ":3: entry 4 is missing after this line"});
  check(may, [](Lines& lines) { lines.pop_back(); },
        {may + ":2: entry 7 is missing at the end: the head refers to entry 7"});
  check(may, [](Lines& lines) { lines.resize(1); },
        {may + ":1: entries 6 to 7 are missing at the end: the head refers to entry 7"});
  check(may, [](Lines& lines) { std::swap(lines[1], lines[2]); },
        {may + ":3: entry 6 was moved: it is after entry 7"});
  check(april, [](Lines& lines) { lines.push_back(lines[1]); },
        {april + ":5: entry 2 is here a second time"});
  check(may, [](Lines& lines) { lines.insert(lines.begin() + 1, ""); },
        {may + ":2: the line was changed: it is not an entry of the journal"});
}

TEST_F(AuditTest, FindsWhatWasDoneToAFileOrTheHead) {
  const std::string april = kApril, may = kMay;
  const auto check = [&](const std::function<void()>& change, const Lines& findings) {
    std::map<std::string, std::string> before;
    for (const auto& object : Listed(store_, "audit/")) before[object.key] = store_.Get(object.key)->bytes;
    change();
    EXPECT_EQ(Texts(Verify()), findings);
    for (const auto& object : Listed(store_, "audit/")) ASSERT_TRUE(store_.Delete(object.key));
    for (const auto& [key, bytes] : before) ASSERT_TRUE(store_.Put(key, bytes, env::Always()));
  };
  check([&] { ASSERT_TRUE(store_.Delete(kMay)); },
        {april + ":4: entries 5 to 7 are missing at the end: the head refers to entry 7"});
  check([&] { ASSERT_TRUE(store_.Delete(kApril)); },
        {may + ":1: entries 1 to 4 are missing before this line"});
  check([&] { ASSERT_TRUE(store_.Delete("audit/head.json")); },
        {"audit/head.json: the head of the journal was removed"});
  check([&] { ASSERT_TRUE(store_.Put("audit/head.json", "{}", env::Always())); },
        {"audit/head.json: the head of the journal was changed: it is not valid"});
  check([&] { ASSERT_TRUE(store_.Put("audit/extra.txt", "", env::Always())); },
        {"audit/extra.txt: this is not a file of the journal"});
  check([&] { ASSERT_TRUE(store_.Put(kApril, "", env::Always())); },
        {may + ":1: entries 1 to 4 are missing before this line", april + ": the file is empty"});
  check(
      [&] {
        auto april_lines = Read(kApril), may_lines = Read(kMay);
        april_lines.push_back(may_lines.front());
        may_lines.erase(may_lines.begin());
        Write(kApril, april_lines);
        Write(kMay, may_lines);
      },
      {may + ":1: the file begins with entry 6, but its name has another number",
       may + ":1: entry 6 was moved to another file"});
  check(
      [&] {
        for (const auto& object : Listed(store_, "audit/")) ASSERT_TRUE(store_.Delete(object.key));
      },
      {});
}

TEST_F(AuditTest, ANotedHashUnmasksAWholeNewChain) {
  const auto noted = Verify().last_hash;
  EXPECT_TRUE(Verify(noted).ok());
  for (const auto& object : Listed(store_, "audit/")) ASSERT_TRUE(store_.Delete(object.key));
  ASSERT_TRUE(Journal().Append({.outcome = std::string(kBegan), .command = "run"}));
  EXPECT_TRUE(Verify().ok());
  EXPECT_EQ(Texts(Verify(noted)), Lines{"audit/: no entry has the hash " + noted});
}

TEST_F(AuditTest, GoesOnAfterDamageAndKeepsItInSight) {
  const std::string may = kMay;
  const auto damage = [&](const std::function<void()>& change, const Lines& findings) {
    SetUp();
    change();
    ASSERT_TRUE(Journal().Append({.outcome = std::string(kBegan), .command = "run"}));
    EXPECT_EQ(Texts(Verify()), findings);
    for (const auto& object : Listed(store_, "audit/")) ASSERT_TRUE(store_.Delete(object.key));
    clock_.Set(*Instant::Parse("2026-04-30T16:15:00Z"));
  };
  for (const auto& object : Listed(store_, "audit/")) ASSERT_TRUE(store_.Delete(object.key));
  clock_.Set(*Instant::Parse("2026-04-30T16:15:00Z"));
  damage([&] { Write(kMay, {Read(kMay)[0]}); }, {may + ":1: entries 6 to 7 are missing after this line"});
  damage([&] { ASSERT_TRUE(store_.Delete(kMay)); },
         {may + ":1: the file begins with entry 8, but its name has another number",
          std::string(kApril) + ":4: entries 5 to 7 are missing after this line"});
  damage([&] { ASSERT_TRUE(store_.Put(kMay, "cut", env::Always())); },
         {may + ":1: the line was changed: it is not an entry of the journal",
          std::string(kApril) + ":4: entries 5 to 7 are missing after this line"});
  damage(
      [&] {
        ASSERT_TRUE(store_.Delete("audit/head.json"));
        ASSERT_TRUE(Journal().Append({.outcome = std::string(kBegan), .command = "run"}));
        EXPECT_EQ((*ReadAuditLines(store_))[7].entry->outcome, kRecovered);
      },
      {});
}

TEST_F(AuditTest, SplitsLongListsAndFiles) {
  std::vector<AuditObject> objects;
  for (int i = 0; i < 1200; ++i) objects.push_back({fmt::format("raw/{:04}", i), std::string(64, 'b')});
  for (int i = 0; i < 4; ++i) {
    const auto last =
        Journal().Append({.outcome = std::string(kSucceeded), .command = "ingest", .objects = objects});
    ASSERT_TRUE(last);
    EXPECT_EQ(last->objects.size(), 200U);
  }
  EXPECT_EQ(Texts(Verify()), Lines());
  std::size_t files = 0, listed = 0;
  for (const auto& object : Listed(store_, "audit/2026/05/")) files += object.size < 400'000 ? 1 : 100;
  for (const auto& line : LinesOf(store_)) listed += line.entry->objects.size();
  EXPECT_GT(files, 1U);
  EXPECT_LT(files, 10U);
  EXPECT_EQ(listed, 4U * 1200 + 6);
}

TEST_F(AuditTest, AFaultAtAnyPlaceLeavesAJournalThatVerifies) {
  for (std::uint64_t at = 0; at < 30; ++at) {
    for (const bool all_after : {false, true}) {
      env::MemoryStore inner;
      env::FaultyStore faulty(inner, env::FaultyStore::Fault{.at = at, .all_after = all_after});
      env::ManualClock clock(*Instant::Parse("2026-04-30T23:00:00Z"));
      AuditJournal journal(faulty, clock, "a");
      std::size_t reported = 0;
      for (int i = 0; i < 4; ++i) {
        reported += journal.Append({.outcome = std::string(kBegan), .command = "run"}) ? 1 : 0;
        clock.SleepFor(std::chrono::hours(1));
      }
      const auto lines = *ReadAuditLines(inner);
      EXPECT_GE(lines.size(), reported);
      if (!lines.empty()) {
        ASSERT_TRUE(
            AuditJournal(inner, clock, "b").Append({.outcome = std::string(kBegan), .command = "run"}));
      }
      EXPECT_EQ(Texts(*VerifyAudit(inner, std::nullopt)), Lines()) << at;
    }
  }
}

TEST(AuditJournal, ManyWriteAtOnce) {
  const auto folder =
      std::filesystem::path(testing::TempDir()) / ("fxlake-audit-" + std::to_string(getpid()));
  const auto check = [&](const std::function<std::unique_ptr<env::ObjectStore>()>& open) {
    constexpr int kThreads = 4, kEach = 12;
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
          const auto store = open();
          env::ManualClock clock(
              *Instant::Parse(t % 2 == 0 ? "2026-04-30T23:59:59Z" : "2026-05-01T00:00:00Z"));
          AuditJournal journal(*store, clock, "t" + std::to_string(t));
          for (int i = 0; i < kEach; ++i)
            EXPECT_TRUE(journal.Append({.outcome = std::string(kBegan), .command = std::to_string(i)}));
        });
      }
    }
    const auto store = open();
    EXPECT_EQ(Texts(*VerifyAudit(*store, std::nullopt)), Lines());
    std::map<std::string, Lines> by_writer;
    for (const auto& line : LinesOf(*store)) {
      if (line.entry->outcome == kBegan) by_writer[line.entry->principal].push_back(line.entry->command);
    }
    EXPECT_EQ(by_writer.size(), static_cast<std::size_t>(kThreads));
    for (const auto& [writer, commands] : by_writer) {
      EXPECT_EQ(commands.size(), static_cast<std::size_t>(kEach));
      for (std::size_t i = 0; i < commands.size(); ++i) EXPECT_EQ(commands[i], std::to_string(i));
    }
  };
  check([&] { return std::make_unique<env::FolderStore>(folder); });
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace fxlake::telemetry
