// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/merge.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace fxlake::transform {
namespace {

using lake::RateRows;

// Rows as texts: `day target rate @recorded`; revisions end in `until` the time they were superseded.
RateRows Said(std::initializer_list<std::array<int, 4>> rows) {
  RateRows said;
  for (const auto& [day, target, rate, recorded] : rows) {
    const std::string raw_object = fmt::format("raw-{}", recorded);
    auto origin = std::ranges::find(said.origins, raw_object, &lake::Origin::raw_object);
    if (origin == said.origins.end())
      origin = said.origins.insert(origin, {Instant::FromMicros(recorded), raw_object});
    said.rows.push_back({.day = day,
                         .base = 1,
                         .target = static_cast<std::uint32_t>(target),
                         .origin = static_cast<std::uint32_t>(origin - said.origins.begin()),
                         .rate = rate});
  }
  return said;
}

std::string Text(const RateRows& rows) {
  std::string text;
  for (const auto& row : rows.rows) {
    text += fmt::format("{}/{}={}@{}", row.day, row.target, row.rate,
                        rows.origins[row.origin].recorded_at.micros());
    if (row.superseded_at != 0) text += fmt::format("-{}", row.superseded_at);
    text += ' ';
  }
  return text;
}

struct Expected {
  std::string rates, revisions, counts;  // counts: added same revised contradicted
};

YearRows Check(const YearRows& known, const RateRows& incoming, const Expected& expected) {
  const auto result = Merge(known, incoming);
  EXPECT_EQ(Text(result.rows.rates), expected.rates);
  EXPECT_EQ(Text(result.rows.revisions), expected.revisions);
  const auto& counts = result.counts;
  EXPECT_EQ(fmt::format("{} {} {} {}", counts.added, counts.same, counts.revised, counts.contradicted),
            expected.counts);
  const auto again = Merge(result.rows, incoming);
  EXPECT_EQ(Text(again.rows.rates), expected.rates) << "merged twice";
  EXPECT_EQ(Text(again.rows.revisions), expected.revisions) << "merged twice";
  return result.rows;
}

TEST(Merge, SortsWhatIsNew) {
  Check({}, Said({{2, 1, 10, 5}, {1, 2, 20, 5}, {1, 1, 30, 5}}),
        {"1/1=30@5 1/2=20@5 2/1=10@5 ", "", "3 0 0 0"});
  Check({}, {}, {"", "", "0 0 0 0"});
}

TEST(Merge, KeepsTheFirstTimeAValueWasPublished) {
  const auto known = Check({}, Said({{1, 1, 10, 5}}), {"1/1=10@5 ", "", "1 0 0 0"});
  Check(known, Said({{1, 1, 10, 6}, {2, 1, 10, 6}}), {"1/1=10@5 2/1=10@6 ", "", "1 1 0 0"});
}

TEST(Merge, MovesWhatIsSupersededToRevisions) {
  auto known = Check({}, Said({{1, 1, 10, 5}}), {"1/1=10@5 ", "", "1 0 0 0"});
  known = Check(known, Said({{1, 1, 11, 6}}), {"1/1=11@6 ", "1/1=10@5-6 ", "0 0 1 0"});
  known = Check(known, Said({{1, 1, 10, 7}}), {"1/1=10@7 ", "1/1=10@5-6 1/1=11@6-7 ", "0 0 1 0"});
  Check({}, Said({{1, 1, 10, 5}, {1, 1, 11, 6}, {1, 1, 10, 7}}),
        {"1/1=10@7 ", "1/1=10@5-6 1/1=11@6-7 ", "1 0 2 0"});
}

TEST(Merge, TheFirstOfAFetchHolds) {
  const auto result = Merge({}, Said({{1, 1, 10, 5}, {1, 1, 11, 5}, {1, 1, 10, 5}}));
  EXPECT_EQ(Text(result.rows.rates), "1/1=10@5 ");
  EXPECT_EQ(result.counts.contradicted, 1U);
  EXPECT_EQ(result.counts.same, 1U);
  ASSERT_EQ(result.contradictions.size(), 1U);
  EXPECT_EQ(result.contradictions[0].rate, 11);
}

// A kill between writing revisions and rates leaves the superseded row in both; merging again repairs that.
TEST(Merge, MendsAHalfWrittenYear) {
  YearRows half;
  half.rates = Said({{1, 1, 10, 5}});
  half.revisions = Said({{1, 1, 10, 5}});
  half.revisions.rows[0].superseded_at = 6;
  Check(half, Said({{1, 1, 11, 6}}), {"1/1=11@6 ", "1/1=10@5-6 ", "0 0 1 0"});
}

}  // namespace
}  // namespace fxlake::transform
