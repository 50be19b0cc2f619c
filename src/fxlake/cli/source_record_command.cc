// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/opening.h"
#include "fxlake/env/recording_http_client.h"
#include "fxlake/sources/language/language_schema.h"
#include "fxlake/sources/request/fetch.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::string source, folder;
  std::optional<std::string> replay, from, to;
};

// A source of the catalogue, or a file.
Result<sources::Spec> ReadSpec(Session& session, const std::string& source) {
  if (!source.ends_with(".toml")) {
    ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
    ASSIGN_OR_RETURN(const auto* spec, catalog->Find(source));
    return *spec;
  }
  std::ifstream stream(source, std::ios::binary);
  if (!stream) return NotFound("there is no file " + source);
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
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
  session.Print(
      fmt::format("{}: {} requests, {} bodies of rates\n", options.folder, requests, bodies->size()));
  return kSuccess;
}

}  // namespace

Command SourceRecordCommand() {
  return {"source record", "Keep what a source answers, to try it again without the network",
          "Asks the source for the days from --from to --to (without them today) and writes request.json and "
          "the answers, byte for byte, into "
          "a new "
          "folder, for --replay. Secrets are left out: their places hold their names. An answer that is no "
          "success is kept too.\n\nExamples:\n"
          "  fxlake source record cbu recorded/cbu --from 2026-04-13 --to 2026-04-14\n"
          "  fxlake source record my-bank.toml recorded/my-bank",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("source", options->source, "Its name, or a source file (.toml)");
            arguments.Word("folder", options->folder, "Where to write; it must be empty or new");
            arguments.Option("--replay DIR", options->replay, "Recorded bytes in place of the network");
            arguments.Option("--from DATE", options->from, "The first day to ask for");
            arguments.Option("--to DATE", options->to, "The last day to ask for; without it today");
            return [options](Session& session) { return Record(session, *options); };
          }};
}

Command SourceSchemaCommand() {
  return {"source schema", "Print the language of source files as a JSON schema, for editors",
          "The schema is made of what the parser itself asks for; docs/reference/source.schema.json is a "
          "copy.\n\nExamples:\n"
          "  fxlake source schema > source.schema.json",
          [](Arguments&) -> Action {
            return [](Session& session) -> Result<int> {
              session.PrintJson(sources::LanguageSchema());
              return kSuccess;
            };
          }};
}

}  // namespace fxlake::cli
