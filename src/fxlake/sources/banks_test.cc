// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "fxlake/base/json.h"
#include "fxlake/env/local_files.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/request/endpoint_matcher.h"

// Each folder of tests/data/banks contains responses of a source, cut to a few rows of a recording, and their
// rates. A body is read as one of the raw zone: with the endpoint of the source file that sends its request.
// UPDATE_GOLDEN=1 rewrites the rates.
namespace fxlake::sources {
namespace {

namespace fs = std::filesystem;

std::string TextOf(const fs::path& file) {
  const auto text = env::ReadFile(file);
  EXPECT_TRUE(text) << file;
  return text.value_or("");
}

std::string TextAt(const Json& entry, std::string_view name) {
  const auto* value = entry.Find(name);
  return value == nullptr || !value->is_string() ? "" : value->string();
}

// The entry names the reader where the source file has several.
lake::Fetch RecordedFetch(const Spec& spec, const fs::path& folder) {
  lake::Fetch fetch{.source = spec.name};
  const auto entries = Json::Parse(TextOf(folder / "request.json"));
  EXPECT_TRUE(entries) << folder;
  if (!entries) return fetch;
  for (const auto& entry : entries->array()) {
    lake::RequestFacts request{.method = TextAt(entry, "method"),
                               .url = TextAt(entry, "url"),
                               .content_type = TextAt(entry, "content_type")};
    if (const auto* variables = entry.Find("variables"); variables != nullptr) {
      for (const auto& [name, value] : variables->object()) request.variables.emplace(name, value.string());
    }
    request.body = TextAt(entry, "body");
    request.reader = spec.readers.size() == 1 ? spec.readers.front().name : TextAt(entry, "reader");
    fetch.bodies.push_back({.request = std::move(request), .key = TextAt(entry, "response")});
  }
  return fetch;
}

// Lines of date, base, quote and rate, sorted; or the error.
std::string ReadAll(const std::string& source, const fs::path& folder) {
  const auto spec = ParseSpec(TextOf(fs::path(FXLAKE_ROOT) / "sources" / (source + ".toml")), source);
  if (!spec) return spec.error().message();
  const auto fetch = RecordedFetch(*spec, folder);
  const auto readings = ReadingsOf(*spec, fetch);
  std::set<std::string> lines;
  for (std::size_t i = 0; i < fetch.bodies.size(); ++i) {
    const auto& body = fetch.bodies[i];
    if (!readings[i]) return body.key + ": " + readings[i].error().message();
    const auto outcome = ReadBody(*readings[i]->reader, TextOf(folder / body.key), readings[i]->variables);
    if (!outcome) return body.key + ": " + outcome.error().message();
    if (outcome->rejected_count != 0) return body.key + ": " + outcome->rejected.front().reason;
    for (std::size_t row = 0; row < outcome->observations.size(); ++row) {
      const auto observation = outcome->observations.At(row);
      lines.insert(fmt::format("{},{},{},{}\n", observation.date.ToString(),
                               observation.pair.base().ToString(), observation.pair.target().ToString(),
                               observation.rate.ToString()));
    }
  }
  std::string text = "date,base,quote,rate\n";
  for (const auto& line : lines) text += line;
  return text;
}

TEST(BanksTest, ReadTheirRecordedAnswers) {
  std::size_t banks = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(FXLAKE_ROOT) / "tests/data/banks")) {
    const auto source = entry.path().filename().string();
    const auto read = ReadAll(source, entry.path());
    if (std::getenv("UPDATE_GOLDEN") != nullptr)
      std::ofstream(entry.path() / "expected.csv", std::ios::binary) << read;
    EXPECT_EQ(read, TextOf(entry.path() / "expected.csv")) << source;
    EXPECT_GT(std::ranges::count(read, '\n'), 1) << source << " has no rates";
    ++banks;
  }
  EXPECT_GE(banks, 59U);
}

}  // namespace
}  // namespace fxlake::sources
