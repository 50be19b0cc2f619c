// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>

#include "fxlake/env/local_files.h"
#include "fxlake/sources/body/read.h"

// Feeds that change their shape: recorded responses, changed as feeds change. Each yields an error with what
// was expected and found, and no rate.
namespace fxlake::sources {
namespace {

namespace fs = std::filesystem;

std::string TextOf(const fs::path& file) {
  const auto text = env::ReadFile(file);
  EXPECT_TRUE(text) << file;
  return text.value_or("");
}

Spec SourceNamed(const std::string& name) {
  auto spec = ParseSpec(TextOf(fs::path(FXLAKE_ROOT) / "sources" / (name + ".toml")), name + ".toml");
  EXPECT_TRUE(spec) << spec.error().message();
  return *std::move(spec);
}

std::string Recorded(const std::string& name, const std::string& file) {
  return TextOf(fs::path(FXLAKE_ROOT) / "tests/data/feeds" / name / file);
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  EXPECT_TRUE(text.contains(from)) << from;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// The error of reading the body, or the number of rates.
std::string Outcome(const Spec& spec, const std::string& body,
                    const std::map<std::string, std::string>& variables) {
  const auto outcome = ReadBody(spec.readers.front(), body, variables);
  return outcome ? std::to_string(outcome->observations.size()) + " rates" : outcome.error().message();
}

void Check(const std::string& name, const std::string& body, const std::string& reason) {
  const auto text = Outcome(SourceNamed(name), body, {{"date", "2026-03-16"}, {"code", "USD"}});
  EXPECT_TRUE(text.contains(reason)) << name << ": " << text << "\n  where " << reason;
}

TEST(ShapeChange, AColumnIsRenamed) {
  Check("cnb-text", Replaced(Recorded("cnb-text", "response-1.txt"), "|kurz", "|cena"),
        "no row has the header cells");
  Check("dnb", Replaced(Recorded("dnb", "response-1.csv"), "INDHOLD", "VALUE"),
        "there is no column \"INDHOLD\"");
  Check("cbu", Replaced(Recorded("cbu", "response-1.json"), "\"Rate\"", "\"Kurs\""), "has a rate");
  Check("ecb-daily", Replaced(Recorded("ecb-daily", "response-1.xml"), "currency=", "code="),
        "the row has no quote");
}

TEST(ShapeChange, APageComesInPlaceOfData) {
  const std::string page = "<!DOCTYPE html><html><body><h1>Down for maintenance</h1></body></html>";
  Check("cbu", page, "expected json: ");
  Check("nb", page, "expected csv: ");
  Check("ecb-daily", page, "expected xml: ");
  Check("rbf", page, "expected xlsx: ");
  Check("ecb-hist", page, "expected csv in a zip archive: ");
  Check("bceao", page, "the page has no table");
  Check("cbu", page, "the response body begins with \"<!DOCTYPE html>");
}

TEST(ShapeChange, AnEmptyBodyComesWithSuccess) {
  for (const auto& file : fs::directory_iterator(fs::path(FXLAKE_ROOT) / "tests/data/feeds")) {
    const auto name = file.path().filename().string();
    Check(name, "", "the response body is empty");
    Check(name, "\r\n", "the response body is empty");
  }
}

TEST(ShapeChange, AnotherDayComesThanRequested) {
  const std::map<std::string, std::string> other = {
      {"from", "2026-05-19"}, {"to", "2026-05-19"}, {"date", "2026-05-19"}};
  auto spec = SourceNamed("nbt");
  const auto body = Recorded("nbt", "response-1.xml");
  // The response's own date is used, so nothing wrong is stored; a source can require the requested date.
  const auto kept = ReadBody(spec.readers.front(), body, other);
  ASSERT_TRUE(kept) << kept.error().message();
  EXPECT_EQ(kept->observations.At(0).date.ToString(), "2026-05-18");
  spec.readers.front().days_as_requested = true;
  EXPECT_TRUE(Outcome(spec, body, other)
                  .contains("the row is dated 2026-05-18, but 2026-05-19 to 2026-05-19 was requested"));
}

TEST(ShapeChange, UnitsChange) {
  // Rates are no longer per 100 kroner, but per krone.
  auto body = Recorded("dnb", "response-1.csv");
  std::string per_one;
  for (std::size_t at = 0; at < body.size();) {
    const auto end = std::min(body.find('\n', at), body.size());
    auto line = body.substr(at, end - at);
    const auto semicolon = line.rfind(';');
    const auto point = line.find('.', semicolon);
    if (line.contains("USD") && point != std::string::npos) line = line.substr(0, semicolon + 1) + "6.3670\r";
    per_one += line + "\n";
    at = end + 1;
  }
  Check("dnb", per_one, "check whether units, direction or decimal points changed");
  Check("cnb-text", Replaced(Recorded("cnb-text", "response-1.txt"), "|1000|IDR|", "|1|IDR|"),
        "IDR/CZK is 1.348 ");
}

TEST(ShapeChange, DecimalCommasBecomePoints) {
  Check("cnb-text", Replaced(Recorded("cnb-text", "response-1.txt"), ",", "."),
        "a point where \",\" separates decimals");
  Check("cbr", Replaced(Recorded("cbr", "response-2.xml"), ",", "."),
        "a point where \",\" separates decimals");
  // Here points separate thousands. Where three decimals look like thousands, the rate fixed by treaty shows
  // it.
  Check("bceao", Replaced(Recorded("bceao", "response-1.html"), ",", "."),
        "thousands are not in groups of three digits");
  Check("bceao", Replaced(Recorded("bceao", "response-1.html"), "655,9570", "655.957"), "EUR/XOF is 655957");
}

}  // namespace
}  // namespace fxlake::sources
