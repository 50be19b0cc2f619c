// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/check.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "fxlake/env/local_files.h"
#include "fxlake/quality/parse.h"
#include "fxlake/query/test_engine.h"
#include "fxlake/query/views.h"

namespace fxlake::quality {
namespace {

std::string TextOf(const std::string& path) {
  const auto text = env::ReadFile(path);
  EXPECT_TRUE(text) << path;
  return text.value_or("");
}

// Two years of a source that publishes five currencies on TARGET days: small daily steps, and the lev until
// it ended.
class CheckTest : public testing::Test {
 protected:
  CheckTest() {
    std::string days;
    for (const Date day : calendar_.PublicationDays(*Date::Parse("2024-03-01"), *Date::Parse("2026-04-13"))) {
      days += fmt::format("{}(DATE '{}')", days.empty() ? "" : ", ", day.ToString());
    }
    Run(
        fmt::format("CREATE TABLE exchange_rates AS"
                    " SELECT 'EUR' AS base_currency, c.code AS target_currency,"
                    "   CAST(c.level * (1 + c.swing * sin(epoch(d.day) / 86400 * 1.7)) AS DECIMAL(18,10)) AS "
                    "rate, d.day AS date,"
                    "   TIMESTAMPTZ '2026-04-13 14:30:00+00' AS recorded_at, 'raw/a' AS raw_object, 'ecb' AS "
                    "source, CAST(year(d.day) AS "
                    "INTEGER) AS year"
                    " FROM (VALUES {}) d(day) CROSS JOIN (VALUES ('USD', 1.1, 0.004), ('JPY', 160, 0.006), "
                    "('GBP', 0.85, 0.003), ('DKK', "
                    "7.46, 0.00005),"
                    "   ('BGN', 1.9558, 0)) c(code, level, swing)"
                    " WHERE c.code <> 'BGN' OR d.day <= DATE '2025-12-31'",
                    days));
  }

  void Run(const std::string& sql) {
    const auto run = query::Execute(*engine_, sql);
    ASSERT_TRUE(run.has_value()) << run.error().message();
  }

  QualityReport Evaluate(const std::string& dqdl, const std::string& today) {
    const Date day = *Date::Parse(today);
    CompileOptions options;
    options.columns.assign(query::ExchangeRatesColumns().begin(), query::ExchangeRatesColumns().end());
    options.now = Instant::StartOf(day) + Instant::kPerDay / 2;
    CheckInputs inputs;
    inputs.calendars.push_back({"ecb", calendar_, ExpectedLast(calendar_, day)});
    options.views = CheckViews(inputs, query::Dialect::duckdb);
    const auto rules = ParseDqdl(dqdl);
    EXPECT_TRUE(rules.has_value()) << rules.error().message();
    auto report = CheckQuality(*engine_, *rules, options);
    EXPECT_TRUE(report.has_value()) << report.error().message();
    return report ? *report : QualityReport();
  }

  // After `fault` the shipped rules that contain one of `rules` fail, and no others.
  void Check(const std::string& fault, const std::vector<std::string>& rules,
             const std::string& today = "2026-04-14") {
    SCOPED_TRACE(fault);
    Run("BEGIN; " + fault);
    const QualityReport report = Evaluate(TextOf(FXLAKE_ROOT "/quality/exchange_rates.dqdl"), today);
    Run("ROLLBACK");
    EXPECT_EQ(report.passed(), rules.empty()) << report.ToText();
    for (const Verdict& verdict : report.verdicts) {
      const bool expected =
          std::ranges::any_of(rules, [&](const std::string& rule) { return verdict.rule.contains(rule); });
      EXPECT_EQ(verdict.outcome, expected ? Outcome::fail : Outcome::pass)
          << verdict.rule << ": " << verdict.observed;
    }
  }

  rates::Calendar calendar_ = *rates::Calendar::Named("TARGET");
  std::unique_ptr<query::DuckDbEngine> engine_ = query::OpenTestEngine();
};

TEST_F(CheckTest, GoodDataPasses) {
  Check("SELECT 1", {});
  // Good Friday 2026 is 3 April, Easter Monday the 6th: on Tuesday the newest possible rates are Thursday's.
  Check("DELETE FROM exchange_rates WHERE date > '2026-04-02'", {}, "2026-04-07");
  Check("UPDATE exchange_rates SET rate = rate * 1.05 WHERE target_currency = 'USD' AND date >= '2025-06-02'",
        {});
  Check(
      "INSERT INTO exchange_rates SELECT 'USD', 'EUR', CAST(1 / rate AS DECIMAL(18,10)), date, recorded_at, "
      "raw_object, 'fed', year FROM "
      "exchange_rates"
      " WHERE target_currency = 'USD'",
      {});
}

TEST_F(CheckTest, FaultsFail) {
  Check("DELETE FROM exchange_rates", {"RowCount", "quality_freshness"});
  Check("UPDATE exchange_rates SET rate = 0 WHERE target_currency = 'USD' AND date = '2025-06-02'",
        {"ColumnValues \"rate\""});
  Check("UPDATE exchange_rates SET rate = -rate WHERE target_currency = 'USD' AND date = '2025-06-02'",
        {"ColumnValues \"rate\""});
  Check("UPDATE exchange_rates SET rate = NULL WHERE target_currency = 'USD' AND date = '2025-06-02'",
        {"ColumnValues \"rate\"", "IsComplete \"rate\""});
  Check(
      "INSERT INTO exchange_rates SELECT * FROM exchange_rates WHERE target_currency = 'USD' AND date = "
      "'2025-06-02'",
      {"IsPrimaryKey"});
  Check("UPDATE exchange_rates SET target_currency = 'usd' WHERE target_currency = 'USD'",
        {"\"target_currency\" matches"});
  Check("UPDATE exchange_rates SET raw_object = NULL WHERE date = '2025-06-02'",
        {"IsComplete \"raw_object\""});
  Check("UPDATE exchange_rates SET target_currency = 'EUR' WHERE target_currency = 'USD'",
        {"base_currency = target_currency"});
  Check("UPDATE exchange_rates SET year = 2024 WHERE date = '2025-06-02'", {"year <>"});
  Check(
      "INSERT INTO exchange_rates SELECT base_currency, target_currency, rate, DATE '2062-04-13', "
      "recorded_at, raw_object, source, 2062 "
      "FROM exchange_rates"
      " WHERE date = '2026-04-13'",
      {"\"date\" between"});
}

TEST_F(CheckTest, MissingDataFails) {
  Check(
      "DELETE FROM exchange_rates WHERE target_currency = 'JPY' AND date BETWEEN '2025-06-02' AND "
      "'2025-06-06'",
      {"quality_holes"});
  Check("DELETE FROM exchange_rates WHERE target_currency = 'JPY' AND date >= '2026-04-07'",
        {"quality_holes"});
  Check("DELETE FROM exchange_rates WHERE date = '2025-06-02'", {"quality_missing_days"});
  Check("DELETE FROM exchange_rates WHERE date = '2026-04-13'",
        {"quality_freshness", "quality_missing_days"});
  Check("SELECT 1", {"quality_freshness", "quality_missing_days"}, "2026-04-15");
}

TEST_F(CheckTest, ImplausibleRatesFail) {
  Check("UPDATE exchange_rates SET rate = rate * 100 WHERE target_currency = 'JPY' AND date = '2025-06-02'",
        {"size > 200", "spike"});
  Check("UPDATE exchange_rates SET rate = rate / 10 WHERE target_currency = 'JPY' AND date >= '2025-06-02'",
        {"size > 200"});
  Check("UPDATE exchange_rates SET rate = rate * 1.25 WHERE target_currency = 'GBP' AND date = '2025-06-02'",
        {"spike"});
  Check("UPDATE exchange_rates SET rate = rate * 1.25 WHERE target_currency = 'GBP' AND date = '2026-04-13'",
        {"is_latest"});
  Check("UPDATE exchange_rates SET rate = 2.1 WHERE target_currency = 'BGN'", {"quality_pegs"});
  Check(
      "INSERT INTO exchange_rates SELECT 'EUR', 'SAR', CAST(rate * 3.9 AS DECIMAL(18,10)), date, "
      "recorded_at, raw_object, source, year "
      "FROM exchange_rates"
      " WHERE target_currency = 'USD'",
      {"quality_pegs"});
  Check(
      "INSERT INTO exchange_rates SELECT 'USD', 'EUR', CAST(1.1 / rate AS DECIMAL(18,10)), date, "
      "recorded_at, raw_object, 'fed', year FROM "
      "exchange_rates"
      " WHERE target_currency = 'USD'",
      {"quality_agreement"});
  Check(
      "INSERT INTO exchange_rates SELECT 'USD', 'JPY', CAST(150 AS DECIMAL(18,10)), date, recorded_at, "
      "raw_object, source, year FROM "
      "exchange_rates"
      " WHERE target_currency = 'USD'",
      {"quality_triangles"});
}

// The reference's example: its own limit for a pair, another for all others.
TEST_F(CheckTest, SourcesAgreeWithinALimitForEachPair) {
  const auto check = [&](int basis_points, const std::string& currency, const std::string& limits,
                         Outcome expected) {
    Run("BEGIN");
    Run(
        fmt::format("INSERT INTO exchange_rates SELECT '{0}', 'EUR', CAST({1} / rate AS DECIMAL(18,10)), "
                    "date, recorded_at, raw_object, 'fed', "
                    "year FROM exchange_rates WHERE target_currency = '{0}' AND date = '2026-04-13'",
                    currency, 1 + basis_points / 10'000.0));
    const auto report =
        Evaluate("Rules = [CustomSql \"select count(*) from quality_agreement where basis_points > " +
                     limits + "\" = 0]",
                 "2026-04-14");
    Run("ROLLBACK");
    ASSERT_EQ(report.verdicts.size(), 1u);
    EXPECT_EQ(report.verdicts.front().outcome, expected) << basis_points << " " << currency << " " << limits;
  };
  const std::string limits_by_pair = "case pair when 'EUR/USD' then 10 when 'EUR/JPY' then 30 else 100 end";
  check(8, "USD", limits_by_pair, Outcome::pass);
  check(12, "USD", limits_by_pair, Outcome::fail);
  check(12, "JPY", limits_by_pair, Outcome::pass);
  check(35, "JPY", limits_by_pair, Outcome::fail);
  check(90, "GBP", limits_by_pair, Outcome::pass);
  check(110, "GBP", limits_by_pair, Outcome::fail);
  check(110, "GBP", "500", Outcome::pass);
}

TEST_F(CheckTest, PeopleMayQueryTheViews) {
  Run("CREATE TEMP TABLE held AS SELECT * FROM exchange_rates WHERE NOT (target_currency = 'JPY' AND date = "
      "'2025-06-02')");
  CheckInputs inputs;
  inputs.table = "held";
  inputs.calendars.push_back({"ecb", calendar_, *Date::Parse("2026-04-13")});
  Run(CreateCheckViews(inputs));
  const auto holes = query::RunToTable(*engine_, "SELECT * FROM quality_holes");
  ASSERT_TRUE(holes.has_value()) << holes.error().message();
  EXPECT_EQ(holes->rows,
            (std::vector<std::vector<std::optional<std::string>>>{{"ecb", "EUR", "JPY", "2025-06-02"}}));
  const auto fresh = query::RunToTable(*engine_, "SELECT * FROM quality_freshness");
  EXPECT_EQ(fresh->rows,
            (std::vector<std::vector<std::optional<std::string>>>{{"ecb", "2026-04-13", "2026-04-13", "0"}}));
}

TEST_F(CheckTest, TheReferencesExamplesHold) {
  const std::string document = TextOf(FXLAKE_ROOT "/docs/reference/quality.md");
  const std::string opening = "```dqdl\n";
  std::string examples;
  for (std::size_t at = document.find(opening); at != std::string::npos; at = document.find(opening, at)) {
    at += opening.size();
    const std::string example = document.substr(at, document.find("```", at) - at);
    const QualityReport report = Evaluate(example, "2026-04-14");
    EXPECT_TRUE(report.passed()) << example << report.ToText();
    examples += example;
  }
  for (const RuleType& type : AllRuleTypes()) {
    const std::string& where = type.rejection.empty() ? examples : document;
    EXPECT_NE(where.find(std::string(type.name)), std::string::npos)
        << type.name << " is not in the reference";
  }
}

TEST(EndedCurrenciesTest, ArePausedFromTheDayAfterTheirLast) {
  const auto paused = [](const std::string& currency, const std::string& day) {
    const auto pauses = EndedCurrencies();
    const Date date = *Date::Parse(day);
    return std::ranges::any_of(pauses, [&](const QuotationPause& pause) {
      return pause.source.empty() && pause.currency == currency && pause.first <= date && date <= pause.last;
    });
  };
  EXPECT_TRUE(paused("HRK", "2023-01-01"));
  EXPECT_FALSE(paused("HRK", "2022-12-30"));
  EXPECT_FALSE(paused("ISK", "2010-01-04"));
}

}  // namespace
}  // namespace fxlake::quality
