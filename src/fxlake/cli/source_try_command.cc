// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/cli/recording.h"
#include "fxlake/env/local_files.h"
#include "fxlake/env/replay_http_client.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/request/fetch.h"
#include "fxlake/sources/request/read_lists.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::string file;
  std::optional<std::string> replay, from, to;
};

struct Trial {
  std::vector<rates::Observation> rates;  // by date, base, target; the first of equal keys
  std::uint64_t bodies = 0, rows = 0, rejected = 0, no_rate = 0, skipped = 0, rounded = 0;
  std::uint64_t duplicates = 0,
                // further rows for a day and pair: with an equal rate, and with a different one
      conflicts = 0;
  std::vector<std::string> reasons, skipped_rows;  // of rejected rows, and of some skipped ones
  std::vector<std::string> conflicting;
  std::map<std::string, std::uint64_t> unknown_labels;
  std::vector<std::string> skipped_tables;
  std::vector<std::string> unused_requests;  // of the recording
};

constexpr std::size_t kPrintedReasons = 20;

Result<sources::Spec> ReadSpec(const std::string& file) {
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(file));
  return sources::ParseSpec(text, file);
}

// The first and last day in the requests of a recording.
std::optional<std::pair<Date, Date>> DaysOf(const std::vector<lake::FetchedBody>& bodies) {
  std::optional<std::pair<Date, Date>> days;
  for (const auto& body : bodies) {
    for (const auto* name : {"from", "to", "date", "first", "last"}) {
      const auto found = body.request.variables.find(name);
      const auto day =
          found == body.request.variables.end() ? Result<Date>(NotFound(name)) : Date::Parse(found->second);
      if (!day) continue;
      days =
          days ? std::pair(std::min(days->first, *day), std::max(days->second, *day)) : std::pair(*day, *day);
    }
  }
  return days;
}

struct Fetched {
  std::vector<lake::FetchedBody> bodies;
  std::vector<std::string> unused_requests;  // of the recording
};

Result<Fetched> FetchRecorded(const std::string& recording, const sources::Spec& spec,
                              const sources::RequestedRange& range) {
  ASSIGN_OR_RETURN(auto replay, env::ReplayHttpClient::Open(recording));
  Fetched fetched;
  ASSIGN_OR_RETURN(fetched.bodies, sources::Fetch(replay, spec, {}, range));
  fetched.unused_requests = replay.UnusedRequests();
  return fetched;
}

// The bodies that the plans fetch; without given days, and when the recording was made for other requests,
// all bodies of the recording.
Result<Fetched> FetchBodies(Session& session, const Options& options, const sources::Spec& spec) {
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto from, ReadDay(options.from, "--from"));
  ASSIGN_OR_RETURN(const auto to, ReadDay(options.to, "--to"));
  const auto today = clock->Today();
  const sources::RequestedRange range{
      .from = from.value_or(spec.first_day), .to = to.value_or(today), .today = today};
  if (range.from > range.to)
    return InvalidInput(
        fmt::format("there is no day from {} to {}", range.from.ToString(), range.to.ToString()));
  if (!options.replay) {
    ASSIGN_OR_RETURN(auto* http, session.Http(options.replay));
    ASSIGN_OR_RETURN(auto bodies, sources::Fetch(*http, spec, {}, range));
    return Fetched{std::move(bodies), {}};
  }
  if (from || to) return FetchRecorded(*options.replay, spec, range);
  // First try the days for which the recording was made, because a loop over all days since the source's
  // first may be long.
  ASSIGN_OR_RETURN(auto replay, env::ReplayHttpClient::Open(*options.replay));
  const auto lists = sources::ReadLists(replay, spec, spec.parameters, range);
  ASSIGN_OR_RETURN(auto recorded, BodiesOfRecording(*options.replay, spec, lists.value_or(sources::Lists())));
  if (const auto days = DaysOf(recorded)) {
    auto requested =
        FetchRecorded(*options.replay, spec, {.from = days->first, .to = days->second, .today = today});
    if (requested && !requested->bodies.empty()) return requested;
  }
  auto fetched = FetchRecorded(*options.replay, spec, range);
  const bool unanswered = !fetched && (fetched.error().kind() == ErrorKind::not_found ||
                                       fetched.error().kind() == ErrorKind::invalid_input);
  if (recorded.empty() || !unanswered) return fetched;
  session.Note(
      "the recording was made for other requests than those planned for all days; each response is "
      "read by the endpoint whose URL matches");
  return Fetched{std::move(recorded), {}};
}

std::string Describe(const std::string& url, const sources::Rejection& row) {
  const auto where =
      row.where.empty() ? row.row == 0 ? std::string() : fmt::format(" row {}", row.row) : " " + row.where;
  return fmt::format("{}{}: {}: {}", url, where, row.reason, row.cells);
}

// Keeps the first rate of each day and pair.
void TakeDuplicates(Trial& trial) {
  const auto key = [](const rates::Observation& rate) { return std::tuple(rate.date, rate.pair); };
  std::ranges::stable_sort(trial.rates, {}, key);
  std::vector<rates::Observation> kept;
  for (const auto& rate : trial.rates) {
    if (kept.empty() || key(kept.back()) != key(rate)) {
      kept.push_back(rate);
    } else if (kept.back().rate == rate.rate) {
      ++trial.duplicates;
    } else {
      ++trial.conflicts;
      trial.conflicting.push_back(fmt::format("{} {}: {} is kept, {} is not", rate.date.ToString(),
                                              rate.pair.ToString(), kept.back().rate.ToString(),
                                              rate.rate.ToString()));
    }
  }
  trial.rates = std::move(kept);
}

Result<Trial> Read(const sources::Spec& spec, const std::vector<lake::FetchedBody>& bodies) {
  Trial trial{.bodies = bodies.size()};
  for (const auto& body : bodies) {
    const auto* reader = spec.FindReader(body.request.reader);
    if (reader == nullptr) return Internal("no reader " + body.request.reader);
    ASSIGN_OR_RETURN(const auto outcome, sources::ReadBody(*reader, body.bytes, body.request.variables)
                                             .In("reading the response of " + body.request.url));
    trial.rows += outcome.rows;
    trial.rejected += outcome.rejected_count;
    trial.no_rate += outcome.no_rate;
    trial.skipped += outcome.skipped;
    trial.rounded += outcome.rounded;
    trial.conflicts += outcome.conflicts;
    for (std::size_t i = 0; i < outcome.observations.size(); ++i)
      trial.rates.push_back(outcome.observations.At(i));
    for (const auto& rejection : outcome.rejected)
      trial.reasons.push_back(Describe(body.request.url, rejection));
    for (const auto& row : outcome.skipped_rows)
      trial.skipped_rows.push_back(Describe(body.request.url, row));
    for (const auto& [label, count] : outcome.unknown_labels) trial.unknown_labels[label] += count;
    for (const auto& table : outcome.skipped_tables)
      trial.skipped_tables.push_back(fmt::format("{}: {}", body.request.url, table));
  }
  TakeDuplicates(trial);
  return trial;
}

Json ToJson(const Trial& trial) {
  const auto texts = [](const std::vector<std::string>& all) {
    Json list = Json::EmptyArray();
    for (const auto& text : all) list.Append(text);
    return list;
  };
  Json list = Json::EmptyArray(), labels = Json::EmptyObject();
  for (const auto& [label, count] : trial.unknown_labels) labels.Set(label, count);
  for (const auto& [date, pair, rate] : trial.rates) {
    list.Append(JsonObject({{"date", date.ToString()},
                            {"base", pair.base().ToString()},
                            {"quote", pair.target().ToString()},
                            {"rate", rate.ToString()}}));
  }
  return JsonObject({{"bodies", trial.bodies},
                     {"rows", trial.rows},
                     {"rejected", trial.rejected},
                     {"no_rate", trial.no_rate},
                     {"skipped", trial.skipped},
                     {"duplicates", trial.duplicates},
                     {"conflicts", trial.conflicts},
                     {"rounded", trial.rounded},
                     {"reasons", texts(trial.reasons)},
                     {"skipped_reasons", texts(trial.skipped_rows)},
                     {"conflicting", texts(trial.conflicting)},
                     {"unknown_labels", std::move(labels)},
                     {"skipped_tables", texts(trial.skipped_tables)},
                     {"not_asked_for", texts(trial.unused_requests)},
                     {"rates", std::move(list)}});
}

void Show(Session& session, std::string_view what, const std::vector<std::string>& reasons) {
  for (std::size_t i = 0; i < std::min(reasons.size(), kPrintedReasons); ++i)
    session.Note(fmt::format("{}: {}", what, reasons[i]));
  if (reasons.size() > kPrintedReasons)
    session.Note(fmt::format("and {} more {}", reasons.size() - kPrintedReasons, what));
}

Result<int> Try(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto spec, ReadSpec(options.file));
  ASSIGN_OR_RETURN(auto fetched, FetchBodies(session, options, spec));
  ASSIGN_OR_RETURN(auto trial, Read(spec, fetched.bodies));
  trial.unused_requests = std::move(fetched.unused_requests);
  if (session.json()) {
    session.PrintJson(ToJson(trial));
    return kSuccess;
  }
  std::string csv = "date,base,quote,rate\n";
  for (const auto& [date, pair, rate] : trial.rates) {
    csv += fmt::format("{},{},{},{}\n", date.ToString(), pair.base().ToString(), pair.target().ToString(),
                       rate.ToString());
  }
  session.Write(csv);
  session.Note(fmt::format(
      "{}, {}: {}, {} rejected, {} without a rate, {} skipped, {}, {}, {} rounded to ten decimals",
      Counted(trial.bodies, "response"), Counted(trial.rows, "row"), Counted(trial.rates.size(), "rate"),
      trial.rejected, trial.no_rate, trial.skipped, Counted(trial.duplicates, "duplicate"),
      Counted(trial.conflicts, "conflicting duplicate"), trial.rounded));
  Show(session, "conflicting duplicate", trial.conflicting);
  Show(session, "rejected", trial.reasons);
  Show(session, "skipped", trial.skipped_rows);
  Show(session, "table without a matching header", trial.skipped_tables);
  Show(session, "recorded but not requested", trial.unused_requests);
  if (!trial.unknown_labels.empty())
    session.Note("labels without a currency, to be mapped or skipped:\n" +
                 sources::CodesToMap(trial.unknown_labels));
  if (!spec.tls.is_default())
    session.Note("warning: TLS is weakened for this source; responses may have been changed in transit");
  return kSuccess;
}

}  // namespace

Command SourceTryCommand() {
  return {"source try", "Try a source file without a lake and print the rates it reads",
          "Prints all rates of the responses as sorted CSV with the columns date,base,quote,rate. If a "
          "date and pair has several rates, the first is kept. Rejected rows, skipped rows and conflicting "
          "duplicates are listed on standard error. An error in the file is reported with its line and "
          "column (exit code 2).\n"
          "\n"
          "Without --from and --to, everything since the source's first day is fetched. If the recording "
          "was made for other requests, all its responses are read.\n"
          "\n"
          "Examples:\n"
          "  fxlake source try my-bank.toml --replay recorded/my-bank\n"
          "  fxlake source try my-bank.toml --from 2026-04-01 --to 2026-04-14",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("file", options->file, "Source file (TOML)");
            arguments.Option(
                "--replay DIR", options->replay,
                "Recorded responses to use instead of the network: a file, or a folder with request.json");
            arguments.Option("--from DATE", options->from,
                             "First date to fetch. Default: the source's first day.");
            arguments.Option("--to DATE", options->to, "Last date to fetch. Default: today.");
            return [options](Session& session) { return Try(session, *options); };
          }};
}

}  // namespace fxlake::cli
