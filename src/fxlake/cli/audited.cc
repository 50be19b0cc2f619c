// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/audited.h"

#include <pwd.h>
#include <unistd.h>

#include <array>

#include "fxlake/cli/command.h"

namespace fxlake::cli {
namespace {

std::string UserAtHost() {
  std::array<char, 4096> buffer{};
  passwd entry = {};
  passwd* found = nullptr;
  const auto uid = ::geteuid();
  const bool known = ::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr;
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return (known ? std::string(entry.pw_name) : "uid " + std::to_string(uid)) + "@" + host.data();
}

}  // namespace

Result<telemetry::AuditJournal> OpenJournal(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  const char* given = session.environment().variable("FXLAKE_PRINCIPAL");
  const auto user = UserAtHost();
  auto principal = given == nullptr || *given == '\0' ? user : std::string(given) + " (" + user + ")";
  return telemetry::AuditJournal(lake.processed, session.environment().clock, std::move(principal));
}

std::string AuditedCommand(std::string command, const std::vector<std::string>& sources) {
  for (const auto& source : sources) command += " --source " + source;
  return command;
}

Result<int> Audited(Session& session, const std::string& command, const std::string& execution,
                    const std::function<Result<int>(std::vector<telemetry::AuditObject>& objects)>& work) {
  ASSIGN_OR_RETURN(auto journal, OpenJournal(session));
  RETURN_IF_ERROR(journal.Append(
      {.outcome = std::string(telemetry::kBegan), .command = command, .execution = execution}));
  std::vector<telemetry::AuditObject> objects;
  auto result = work(objects);
  const bool succeeded = result && *result == kSuccess;
  const auto reported =
      journal.Append({.outcome = std::string(succeeded ? telemetry::kSucceeded : telemetry::kFailed),
                      .command = command,
                      .execution = execution,
                      .note = result ? "" : result.error().message(),
                      .objects = std::move(objects)});
  if (result && !reported) return reported.error();
  return result;
}

}  // namespace fxlake::cli
