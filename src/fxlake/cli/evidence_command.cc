// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/cli/evidence_text.h"
#include "fxlake/cli/rate_source.h"
#include "fxlake/lake/committed.h"
#include "fxlake/pipeline/evidence.h"

namespace fxlake::cli {
namespace {

struct Options : RateOptions {
  std::string base, target;
  std::string format = "text";
};

Result<Json> Gather(Session& session, const Options& options) {
  rates::RouteRequest route{.from = {}, .to = {}, .date = {}, .days_may_differ = options.days_may_differ};
  ASSIGN_OR_RETURN(route.from, ReadCurrency(options.base));
  ASSIGN_OR_RETURN(route.to, ReadCurrency(options.target));
  ASSIGN_OR_RETURN(const auto date, ReadDay(options.date, "--date"));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  route.date = date.value_or(clock->Today());
  ASSIGN_OR_RETURN(route.look_up.look_up, rates::ParseLookUp(options.on.value_or("previous")));
  ASSIGN_OR_RETURN(const auto as_of, ReadAsOf(options.as_of));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  Json evidence;
  RETURN_IF_ERROR(lake::ReadCommitted(
      lake.processed, session.environment().clock, [&](const lake::Manifest& manifest) -> Result<void> {
        ASSIGN_OR_RETURN(const auto source, ChooseSource(session, manifest, options.source));
        ASSIGN_OR_RETURN(route.pivots, PivotsOf(session, source));
        const auto reach = ReachOf(source, route.date, route.date, route.look_up, as_of);
        ASSIGN_OR_RETURN(const auto series, lake::LakeSeries::Load(lake.processed, manifest, reach));
        ASSIGN_OR_RETURN(auto quote, rates::Quote(series, route));
        ASSIGN_OR_RETURN(evidence,
                         pipeline::MakeEvidence(lake, {manifest, source, route, std::move(quote), as_of}));
        return {};
      }));
  return evidence;
}

Result<int> ShowEvidence(Session& session, const Options& options) {
  const auto format = session.json() ? std::string("json") : options.format;
  if (format != "text" && format != "json" && format != "html")
    return InvalidInput(fmt::format("--format must be text, json or html, not \"{}\"", format));
  ASSIGN_OR_RETURN(const auto evidence, Gather(session, options));
  if (format == "json") {
    session.PrintJson(evidence);
  } else {
    session.Print(format == "html" ? EvidenceToHtml(evidence) : EvidenceToText(evidence));
  }
  return kSuccess;
}

}  // namespace

Command EvidenceCommand() {
  return {"evidence", "Show the complete evidence for a rate as one document for an auditor",
          "Shows the rate and its derivation. For each published rate it shows the raw object with its "
          "SHA-256, URL and time, the run that fetched it, the journal entry with its place in the hash "
          "chain, and the values that the rate superseded. It also lists sha256sum commands that verify "
          "these facts in a copy of the lake's folder.\n"
          "\n"
          "Examples:\n"
          "  fxlake evidence EUR USD --date 2026-04-05\n"
          "  fxlake evidence USD CHF --date 2026-04-02 --as-of 2026-04-30 --json\n"
          "  fxlake evidence EUR USD --date 2026-04-05 --format html > evidence.html",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("base", options->base, "Base currency: the rate is the price of one unit of it");
            arguments.Word("target", options->target, "Target currency, in which the price is expressed");
            options->Declare(arguments);
            arguments.Option("-f,--format text|json|html", options->format,
                             "Output format; html is a page for printing");
            return [options](Session& session) { return ShowEvidence(session, *options); };
          }};
}

}  // namespace fxlake::cli
