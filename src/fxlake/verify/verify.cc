// SPDX-License-Identifier: Apache-2.0
#include "fxlake/verify/verify.h"

#include <algorithm>
#include <array>

#include "fxlake/verify/checks.h"

namespace fxlake::verify {
namespace {

using Check = Result<CheckOutcome> (*)(const Survey&);
constexpr std::array<Check, 11> kChecks = {CheckManifest, CheckPartitions, CheckTables,    CheckRecords,
                                           CheckBodies,   CheckDecisions,  CheckLeftovers, CheckQuarantine,
                                           CheckRuns,     CheckSchedules,  CheckJournal};

}  // namespace

bool VerifyReport::ok() const {
  return std::ranges::all_of(checks, [](const CheckOutcome& check) { return check.findings.empty(); });
}

Json VerifyReport::ToJson() const {
  Json list = Json::EmptyArray();
  for (const auto& check : checks) {
    Json findings = Json::EmptyArray();
    for (const auto& [where, what, meaning, mend] : check.findings)
      findings.Append(JsonObject({{"where", where}, {"what", what}, {"meaning", meaning}, {"mend", mend}}));
    list.Append(JsonObject({{"check", check.name},
                            {"ok", check.findings.empty()},
                            {"found", check.summary},
                            {"findings", std::move(findings)}}));
  }
  return JsonObject({{"ok", ok()}, {"checks", std::move(list)}});
}

Result<VerifyReport> Verify(const lake::Lake& lake, const VerifyOptions& options) {
  ASSIGN_OR_RETURN(const auto survey, TakeSurvey(lake, options));
  VerifyReport report;
  for (const auto check : kChecks) {
    ASSIGN_OR_RETURN(auto outcome, check(survey));
    report.checks.push_back(std::move(outcome));
  }
  return report;
}

}  // namespace fxlake::verify
