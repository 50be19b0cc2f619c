// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/doctor_checks.h"

namespace fxlake::cli {
namespace {

Result<int> Examine(Session& session, bool deep) {
  std::vector<Finding> findings = {CheckLakeWritable(session)};
  std::ranges::move(CheckLake(session, deep), std::back_inserter(findings));
  findings.push_back(CheckSources(session));
  std::ranges::move(CheckDuckDb(session), std::back_inserter(findings));
  findings.push_back(CheckCurl());
  findings.push_back(CheckClock(session));
  const auto failed = std::ranges::count(findings, false, &Finding::ok);
  if (session.json()) {
    Json list = Json::EmptyArray();
    for (const auto& finding : findings) {
      list.Append(JsonObject({{"check", finding.what},
                              {"ok", finding.ok},
                              {"found", finding.found},
                              {"hint", finding.ok ? Json() : Json(finding.hint)}}));
    }
    session.PrintJson(JsonObject({{"ok", failed == 0}, {"checks", std::move(list)}}));
  } else {
    for (const auto& finding : findings) {
      session.Print(
          fmt::format("{:<6}  {:<16}  {}\n", finding.ok ? "ok" : "FAILED", finding.what, finding.found));
      if (!finding.ok) session.Print(fmt::format("{:<6}  {:<16}  hint: {}\n", "", "", finding.hint));
    }
  }
  return failed == 0 ? kSuccess : kFailed;
}

}  // namespace

Command DoctorCommand() {
  return {"doctor", "Check that the program works on this machine and that the lake is consistent",
          "Prints one line for each check, with a hint when a check fails, and exits with 1 when any check "
          "fails. Writes one small object to the lake and deletes it.\n"
          "\n"
          "Examples:\n"
          "  fxlake doctor\n"
          "  fxlake doctor --deep --lake /data/lake",
          [](Arguments& arguments) -> Action {
            const auto deep = std::make_shared<bool>(false);
            arguments.Flag("--deep", *deep, "Also read every raw object and compare it with its hash");
            return [deep](Session& session) { return Examine(session, *deep); };
          }};
}

}  // namespace fxlake::cli
