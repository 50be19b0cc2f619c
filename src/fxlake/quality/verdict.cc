// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "fxlake/base/text.h"

namespace fxlake::quality {
namespace {

constexpr std::array<std::pair<std::string_view, Outcome>, 3> kOutcomes = {{
    {"pass", Outcome::pass},
    {"fail", Outcome::fail},
    {"error", Outcome::error},
}};

std::string_view Name(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)].first; }

Result<std::size_t> FindColumn(const query::Table& table, std::string_view name) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (EqualsIgnoringCase(table.columns[i].name, name)) return i;
  }
  return Corrupt(fmt::format("reading verdicts: the result has no column {}", name));
}

Result<Outcome> ParseOutcome(std::string_view text) {
  for (const auto& [name, outcome] : kOutcomes) {
    if (text == name) return outcome;
  }
  return Corrupt(fmt::format("reading verdicts: unknown verdict \"{}\"", text));
}

}  // namespace

bool QualityReport::passed() const { return !verdicts.empty() && Count(Outcome::pass) == verdicts.size(); }

std::size_t QualityReport::Count(Outcome outcome) const {
  return static_cast<std::size_t>(std::ranges::count(verdicts, outcome, &Verdict::outcome));
}

std::string QualityReport::ToText(bool all) const {
  std::string text;
  for (const Verdict& verdict : verdicts) {
    if (verdict.outcome == Outcome::pass && !all) continue;
    text += fmt::format("{:<5}  {}\n", Name(verdict.outcome), verdict.rule);
    if (verdict.outcome == Outcome::fail)
      text += fmt::format("       observed {}, expected {}\n", verdict.observed, verdict.expected);
    for (const auto& row : verdict.rows) text += fmt::format("       {}\n", row);
    if (verdict.outcome == Outcome::error) text += fmt::format("       {}\n", verdict.observed);
  }
  const std::size_t errors = Count(Outcome::error);
  text += fmt::format("{} of {} rules passed", Count(Outcome::pass), verdicts.size());
  if (const std::size_t failed = Count(Outcome::fail); failed != 0)
    text += fmt::format(", {} failed", failed);
  if (errors != 0) text += fmt::format(", {} could not be checked", errors);
  return text + "\n";
}

Json QualityReport::ToJson() const {
  Json list = Json::EmptyArray();
  for (const Verdict& verdict : verdicts) {
    list.Append(JsonObject({{"rule", verdict.rule},
                            {"verdict", Name(verdict.outcome)},
                            {"observed", verdict.observed},
                            {"expected", verdict.expected}}));
    if (verdict.rows.empty()) continue;
    Json rows = Json::EmptyArray();
    for (const auto& row : verdict.rows) rows.Append(row);
    list.mutable_array().back().Set("rows", std::move(rows));
  }
  return JsonObject({{"passed", passed()},
                     {"rules", verdicts.size()},
                     {"failed", Count(Outcome::fail)},
                     {"errors", Count(Outcome::error)},
                     {"verdicts", list}});
}

Result<QualityReport> ReadVerdicts(const query::Table& table, std::size_t rules) {
  ASSIGN_OR_RETURN(const std::size_t number, FindColumn(table, "rule_number"));
  ASSIGN_OR_RETURN(const std::size_t rule, FindColumn(table, "rule"));
  ASSIGN_OR_RETURN(const std::size_t observed, FindColumn(table, "observed"));
  ASSIGN_OR_RETURN(const std::size_t expected, FindColumn(table, "expected"));
  ASSIGN_OR_RETURN(const std::size_t outcome, FindColumn(table, "verdict"));
  QualityReport report;
  for (const auto& row : table.rows) {
    if (row.size() != table.columns.size())
      return Corrupt("reading verdicts: a row and the columns have different numbers of values");
    Verdict verdict;
    const std::string digits = row[number].value_or("");
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), verdict.number);
    if (problem != std::errc() || end != digits.data() + digits.size())
      return Corrupt(fmt::format("reading verdicts: not a rule number: \"{}\"", digits));
    verdict.rule = row[rule].value_or("");
    verdict.observed = row[observed].value_or("nothing");
    verdict.expected = row[expected].value_or("");
    ASSIGN_OR_RETURN(verdict.outcome, ParseOutcome(row[outcome].value_or("")));
    report.verdicts.push_back(std::move(verdict));
  }
  std::ranges::sort(report.verdicts, {}, &Verdict::number);
  bool complete = report.verdicts.size() == rules;
  for (std::size_t i = 0; complete && i < rules; ++i)
    complete = report.verdicts[i].number == static_cast<int>(i + 1);
  if (!complete)
    return Corrupt(
        fmt::format("reading verdicts: {} rows do not match {} rules", report.verdicts.size(), rules));
  return report;
}

}  // namespace fxlake::quality
