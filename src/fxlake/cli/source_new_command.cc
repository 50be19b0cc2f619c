// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/sample.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/lake/keys.h"
#include "fxlake/sources/draft/guess_spec.h"

namespace fxlake::cli {
namespace {

constexpr std::size_t kPrintedRows = 15;

struct Options {
  std::string name, sample;
  std::optional<std::string> url;
};

Result<int> New(Session& session, const Options& options) {
  RETURN_IF_ERROR(lake::CheckSourceName(options.name));
  ASSIGN_OR_RETURN(const auto bytes, ReadSample(session, options.sample));
  const auto url = options.url.value_or(options.sample.contains("://") ? options.sample : "");
  ASSIGN_OR_RETURN(const auto guess,
                   sources::GuessSpec(options.name, url, bytes).In("reading " + options.sample));
  session.Write(guess.toml);
  const auto& rates = guess.outcome.observations;
  session.Note(fmt::format("{}: {}, {} rejected, {} without a rate", GroupedCount(guess.outcome.rows, "row"),
                           GroupedCount(rates.size(), "rate"), guess.outcome.rejected_count,
                           guess.outcome.no_rate));
  for (std::size_t i = 0; i < std::min(rates.size(), kPrintedRows); ++i) {
    const auto row = rates.At(i);
    session.Note(fmt::format("  {} {} {}", row.date.ToString(), row.pair.ToString(), row.rate.ToString()));
  }
  if (rates.size() > kPrintedRows) session.Note(fmt::format("  and {} more", rates.size() - kPrintedRows));
  if (!guess.outcome.rejected.empty())
    session.Note("first rejected row: " + guess.outcome.rejected.front().reason);
  return kSuccess;
}

}  // namespace

Command SourceNewCommand() {
  return {"source new", "Create a source file from a sample response of a bank",
          "Recognizes the format, guesses where the rows are and which fields hold the date, the currency, "
          "the rate and the units, and prints a commented source file. On standard error it shows the "
          "rates that this source file reads from the sample. XXX stands for the bank's own currency.\n"
          "\n"
          "Examples:\n"
          "  fxlake source new my-bank recorded/my-bank/2026-04-14.csv > my-bank.toml\n"
          "  fxlake source new my-bank https://bank.example/rates.json > my-bank.toml",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("name", options->name, "Source name");
            arguments.Word("sample", options->sample, "File with a response, or the URL to fetch");
            arguments.Option("--url URL", options->url, "URL from which the file came");
            return [options](Session& session) { return New(session, *options); };
          }};
}

}  // namespace fxlake::cli
