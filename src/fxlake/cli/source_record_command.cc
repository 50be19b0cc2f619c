// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/env/local_files.h"
#include "fxlake/env/recording_http_client.h"
#include "fxlake/sources/language/language_schema.h"
#include "fxlake/sources/request/fetch.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::string source, folder;
  std::optional<std::string> replay, from, to;
};

// A source of the catalog, or a file.
Result<sources::Spec> ReadSpec(Session& session, const std::string& source) {
  if (!source.ends_with(".toml")) {
    ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
    ASSIGN_OR_RETURN(const auto* spec, catalog->Find(source));
    return *spec;
  }
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(source));
  return sources::ParseSpec(text, source);
}

Result<int> Record(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto spec, ReadSpec(session, options.source));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto from, ReadDay(options.from, "--from"));
  ASSIGN_OR_RETURN(const auto to, ReadDay(options.to, "--to"));
  const auto today = clock->Today();
  const sources::RequestedRange range{
      .from = from.value_or(to.value_or(today)), .to = to.value_or(today), .today = today};
  if (range.from > range.to)
    return InvalidInput(
        fmt::format("there is no day from {} to {}", range.from.ToString(), range.to.ToString()));
  ASSIGN_OR_RETURN(auto* http, session.Http(options.replay));
  env::RecordingHttpClient recorder(*http, *clock);
  const auto bodies = sources::Fetch(recorder, spec, {}, range);
  ASSIGN_OR_RETURN(const auto requests, recorder.Write(options.folder));
  if (!bodies) return bodies.error();
  session.Print(fmt::format("{}: {} recorded, {} with rates\n", options.folder, Counted(requests, "request"),
                            Counted(bodies->size(), "response")));
  return kSuccess;
}

}  // namespace

Command SourceRecordCommand() {
  return {"source record", "Record the responses of a source for use without the network",
          "Fetches the dates from --from to --to and writes request.json and the responses, byte for byte, "
          "to a new folder for --replay. Secrets are replaced by their names. Error responses are kept "
          "too.\n"
          "\n"
          "Examples:\n"
          "  fxlake source record cbu recorded/cbu --from 2026-04-13 --to 2026-04-14\n"
          "  fxlake source record my-bank.toml recorded/my-bank",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("source", options->source, "Source name, or a source file (.toml)");
            arguments.Word("folder", options->folder, "Folder for the recording, which must be empty or new");
            arguments.Option("--replay DIR", options->replay,
                             "Recorded responses to use instead of the network");
            arguments.Option("--from DATE", options->from, "First date to fetch. Default: today.");
            arguments.Option("--to DATE", options->to, "Last date to fetch. Default: today.");
            return [options](Session& session) { return Record(session, *options); };
          }};
}

Command SourceSchemaCommand() {
  return {"source schema", "Print a JSON schema of source files, for editors",
          "The schema is generated from the fields that the parser reads. "
          "docs/reference/source.schema.json is a copy.\n"
          "\n"
          "Examples:\n"
          "  fxlake source schema > source.schema.json",
          [](Arguments&) -> Action {
            return [](Session& session) -> Result<int> {
              session.PrintJson(sources::LanguageSchema());
              return kSuccess;
            };
          }};
}

}  // namespace fxlake::cli
