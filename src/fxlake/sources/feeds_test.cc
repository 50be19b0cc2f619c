// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "fxlake/env/local_files.h"
#include "fxlake/env/replay_http_client.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/request/fetch.h"

// Each source against a recording: small ones of the repository, and complete ones if they are next to it.
namespace fxlake::sources {
namespace {

namespace fs = std::filesystem;

struct Feed {
  const char* name;
  const char* from;
  const char* to;        // of the whole recording
  const char* small_to;  // in the repository
};

constexpr Feed kFeeds[] = {
    {"bceao", "2026-03-16", "2026-03-20", "2026-03-17"},
    {"bdp", "1998-12-28", "1998-12-31", "1998-12-29"},
    {"cbn", "2026-05-14", "2026-05-21", "2026-05-21"},
    {"cbr", "2026-03-01", "2026-03-05", "2026-03-05"},
    {"cbu", "2026-04-01", "2026-04-03", "2026-04-02"},
    {"cnb-text", "2025-05-30", "2025-05-30", "2025-05-30"},
    {"dnb", "2025-03-03", "2026-03-31", "2026-03-31"},
    {"ecb-daily", "2025-05-09", "2025-05-09", "2025-05-09"},
    {"ecb-hist", "1999-01-04", "2026-04-13", "2026-04-13"},
    {"ecb-sdmx-json", "2026-03-16", "2026-04-13", "2026-03-17"},
    {"mnb", "2025-03-24", "2025-03-28", "2025-03-25"},
    {"nb", "2026-03-16", "2026-03-24", "2026-03-17"},
    {"nbt", "2026-05-18", "2026-05-20", "2026-05-18"},
    {"nrb", "2026-04-01", "2026-04-05", "2026-04-02"},
    {"rbf", "2026-05-18", "2026-05-22", "2026-05-22"},
};

using Rates = std::map<std::string, Decimal>;  // by "date,base,quote"

std::string TextOf(const fs::path& file) {
  const auto text = env::ReadFile(file);
  EXPECT_TRUE(text) << file;
  return text.value_or("");
}

Rates Expected(const fs::path& file) {
  Rates rates;
  std::istringstream lines(TextOf(file));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (line.ends_with('\r')) line.pop_back();
    const auto comma = line.rfind(',');
    const auto rate = Decimal::Read(line.substr(comma + 1));
    if (!rate || rate->rounded) ADD_FAILURE() << line;
    if (rate) rates.emplace(line.substr(0, comma), rate->value);
  }
  return rates;
}

Result<Rates> Read(const Spec& spec, const fs::path& recording, const char* from, const char* to) {
  ASSIGN_OR_RETURN(auto http, env::ReplayHttpClient::Open(recording));
  ASSIGN_OR_RETURN(
      const auto bodies,
      Fetch(http, spec, {}, {.from = *Date::Parse(from), .to = *Date::Parse(to), .today = *Date::Parse(to)}));
  Rates rates;
  for (const auto& body : bodies) {
    ASSIGN_OR_RETURN(const auto outcome,
                     ReadBody(*spec.FindReader(body.request.reader), body.bytes, body.request.variables)
                         .In(body.request.url));
    for (std::size_t i = 0; i < outcome.observations.size(); ++i) {
      const auto row = outcome.observations.At(i);
      rates.emplace(
          row.date.ToString() + "," + row.pair.base().ToString() + "," + row.pair.target().ToString(),
          row.rate);
    }
  }
  return rates;
}

void Compare(const Feed& feed, const fs::path& recording, const char* to) {
  SCOPED_TRACE(recording);
  const auto spec =
      ParseSpec(TextOf(fs::path(FXLAKE_ROOT) / "sources" / (std::string(feed.name) + ".toml")), feed.name);
  ASSERT_TRUE(spec) << spec.error().message();
  const auto rates = Read(*spec, recording, feed.from, to);
  ASSERT_TRUE(rates) << rates.error().message();
  const auto expected = Expected(recording / "expected.csv");
  EXPECT_FALSE(expected.empty());
  int formatted = 0;
  for (const auto& [key, rate] : expected) {
    const auto found = rates->find(key);
    const bool equal = found != rates->end() && found->second == rate;
    if (!equal && ++formatted < 6)
      ADD_FAILURE() << key << ": " << (found == rates->end() ? "none" : found->second.ToString()) << " where "
                    << rate.ToString();
  }
  for (const auto& [key, rate] : *rates) {
    if (!expected.contains(key) && ++formatted < 6)
      ADD_FAILURE() << key << ": " << rate.ToString() << " where there is none";
  }
  EXPECT_EQ(rates->size(), expected.size());
}

class Feeds : public testing::TestWithParam<Feed> {};

TEST_P(Feeds, AreReadRowForRow) {
  const auto& feed = GetParam();
  Compare(feed, fs::path(FXLAKE_ROOT) / "tests/data/feeds" / feed.name, feed.small_to);
  const auto whole = fs::path(FXLAKE_ROOT).parent_path() / "shared/data/feeds" / feed.name;
  if (fs::exists(whole)) Compare(feed, whole, feed.to);
}

INSTANTIATE_TEST_SUITE_P(Sources, Feeds, testing::ValuesIn(kFeeds), [](const auto& test) {
  std::string name = test.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace fxlake::sources
