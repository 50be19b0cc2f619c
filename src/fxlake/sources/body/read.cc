// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/body/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/json.h"
#include "fxlake/base/parallel.h"
#include "fxlake/base/text.h"
#include "fxlake/sources/body/csv_parts.h"
#include "fxlake/sources/body/unpack.h"
#include "fxlake/sources/language/reading_budget.h"
#include "fxlake/sources/row/look_up_tables.h"
#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {
namespace {

using Variables = std::map<std::string, std::string>;

constexpr std::size_t kCsvPartBytes = std::size_t{256} << 10;

Result<void> CheckPlausible(const ReadSpec& spec, const ReadOutcome& outcome) {
  if (!outcome.unexpected.empty()) return InvalidInput(outcome.unexpected);
  if (outcome.rows == 0 && !spec.may_be_empty) return InvalidInput("no rows found where they are expected");
  if (outcome.no_rate + outcome.skipped == outcome.rows && !spec.may_be_empty) {
    return InvalidInput(outcome.skipped == 0
                            ? fmt::format("none of {} has a rate", Counted(outcome.rows, "row"))
                            : fmt::format("{}: {} without a rate, {} skipped by rules",
                                          Counted(outcome.rows, "row"), outcome.no_rate, outcome.skipped));
  }
  if (outcome.rejected_count > outcome.observations.size()) {
    const auto& first = outcome.rejected.front();
    const auto labels = CodesToMap(outcome.unknown_labels);
    return InvalidInput(fmt::format("{} of {} rejected; reason of the first one{}: {}{}{}",
                                    outcome.rejected_count, Counted(outcome.rows, "row"),
                                    first.where.empty() ? "" : " at " + first.where, first.reason,
                                    labels.empty() ? "" : "; unknown labels: ", labels));
  }
  return {};
}

using Key = std::pair<Date, rates::Pair>;

std::string Describe(const Key& key, std::span<const Decimal> rates) {
  std::string values;
  for (const auto rate : rates) values += (values.empty() ? "" : ", ") + rate.ToString();
  return fmt::format("date={} base={} quote={} rate={}", key.first.ToString(), key.second.base().ToString(),
                     key.second.target().ToString(), values);
}

void RejectAll(const ReadSpec& spec, const Key& key, std::span<const Decimal> rates, ReadOutcome& outcome) {
  outcome.rejected_count += rates.size();
  if (outcome.rejected.size() >= kMaxDetailedRejections) return;
  outcome.rejected.push_back(
      {0, Describe(key, rates),
       fmt::format("{} rates found where `repeated` expects the mean of {}", rates.size(), spec.mean_of)});
}

// Combines several rows for one day and pair as `repeated` says: the first, the last, or the mean of a fixed
// number.
Result<void> Unite(const ReadSpec& spec, ReadOutcome& outcome) {
  struct Group {
    std::vector<Decimal> rates;
  };
  std::map<Key, Group> groups;
  std::vector<Key> order;
  for (std::size_t i = 0; i < outcome.observations.size(); ++i) {
    const auto row = outcome.observations.At(i);
    auto& group = groups[{row.date, row.pair}];
    if (group.rates.empty()) order.emplace_back(row.date, row.pair);
    group.rates.push_back(row.rate);
  }
  outcome.observations = {};
  for (const auto& key : order) {
    const auto& rates = groups[key].rates;
    if (spec.repeated != Repeated::mean) {
      const auto selected = spec.repeated == Repeated::last ? rates.back() : rates.front();
      outcome.observations.Append({key.first, key.second, selected});
      const auto others = static_cast<std::uint64_t>(
          std::ranges::count_if(rates, [&](Decimal rate) { return rate != selected; }));
      outcome.conflicts += others;
      if (others > 0 && outcome.skipped_rows.size() < kMaxSkippedRows) {
        const auto reason =
            fmt::format("conflicting duplicate: `repeated` takes the {}, {}",
                        kRepeatedNames[static_cast<std::size_t>(spec.repeated)], selected.ToString());
        outcome.skipped_rows.push_back({0, Describe(key, rates), reason});
      }
      continue;
    }
    // With fewer rows there is no mean: the other side is missing.
    if (rates.size() < spec.mean_of) {
      outcome.no_rate += rates.size();
      continue;
    }
    if (rates.size() > spec.mean_of) {
      RejectAll(spec, key, rates, outcome);
      continue;
    }
    auto sum = rates.front();
    for (std::size_t i = 1; i < rates.size(); ++i) {
      ASSIGN_OR_RETURN(sum, Decimal::Add(sum, rates[i]));
    }
    const auto count = Decimal::FromUnits(static_cast<std::int64_t>(rates.size()) * Decimal::kOne);
    ASSIGN_OR_RETURN(const auto mean, Decimal::Divide(sum, count, Rounding::half_even));
    outcome.observations.Append({key.first, key.second, mean});
  }
  return {};
}

void SkipClosedDays(const rates::Calendar& open_days, ReadOutcome& outcome) {
  rates::ObservationBatch open;
  for (std::size_t i = 0; i < outcome.observations.size(); ++i) {
    const auto observation = outcome.observations.At(i);
    if (open_days.IsPublicationDay(observation.date)) open.Append(observation);
  }
  outcome.skipped += outcome.observations.size() - open.size();
  outcome.observations = std::move(open);
}

std::optional<std::pair<Date, Date>> RequestedDays(const Variables& variables) {
  const auto day = [&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? Result<Date>(NotFound(name)) : Date::Parse(found->second);
  };
  const auto from = day("from"), to = day("to");
  return from && to ? std::optional(std::pair(*from, *to)) : std::nullopt;
}

void Add(ReadOutcome& sum, ReadOutcome&& part) {
  sum.observations.Append(part.observations);
  for (auto& rejection : part.rejected) {
    if (sum.rejected.size() < kMaxDetailedRejections) sum.rejected.push_back(std::move(rejection));
  }
  for (auto& row : part.skipped_rows) {
    if (sum.skipped_rows.size() < kMaxSkippedRows) sum.skipped_rows.push_back(std::move(row));
  }
  if (sum.unexpected.empty()) sum.unexpected = std::move(part.unexpected);
  sum.rejected_count += part.rejected_count;
  sum.rows += part.rows;
  sum.no_rate += part.no_rate;
  sum.skipped += part.skipped;
  sum.rounded += part.rounded;
  sum.conflicts += part.conflicts;
  for (const auto& [label, count] : part.unknown_labels) {
    if (sum.unknown_labels.contains(label) || sum.unknown_labels.size() < kMaxUnknownLabels)
      sum.unknown_labels[label] += count;
  }
  std::ranges::move(part.skipped_tables, std::back_inserter(sum.skipped_tables));
}

using Sources = std::vector<const FieldSource*>;

// `program` must be compiled for these sources and variables.
Result<ReadOutcome> ReadDocument(const ReadSpec& spec, const Sources& sources, RowProgram program,
                                 std::string document, const Variables& variables) {
  RowInterpreter interpreter(spec, program);
  const auto requested = spec.days_as_requested ? RequestedDays(variables) : std::nullopt;
  if (requested) interpreter.Expect(requested->first, requested->second);
  RETURN_IF_ERROR(FillLookUpTables(spec, sources, document, variables, program));
  RETURN_IF_ERROR(Walk(
      spec, std::move(document), program, [&interpreter](const Cells& cells) { interpreter.Take(cells); },
      [&interpreter](const RowRun& run) { interpreter.TakeRun(run); }));
  interpreter.outcome().skipped_tables = std::move(program.skipped_tables);
  return std::move(interpreter.outcome());
}

// Reads on several threads; nullopt when the document cannot be split or a part cannot be read: then it is
// read whole, because record numbers in errors count from its start.
std::optional<ReadOutcome> ReadInParts(const ReadSpec& spec, const Sources& sources,
                                       std::string_view document, const Variables& variables,
                                       std::size_t threads) {
  const auto cut = threads == 1 ? CsvParts() : CutCsv(spec, sources, document, kCsvPartBytes);
  if (cut.parts.empty()) return std::nullopt;
  std::vector<ReadOutcome> outcomes(cut.parts.size());
  const auto read = ParallelFor(cut.parts.size(), threads, [&](std::size_t i) -> Result<void> {
    return WithinBudget(cut.parts[i].size(), [&]() -> Result<void> {
      ASSIGN_OR_RETURN(auto program, Compile(spec, sources, variables));
      program.place.lines_before = cut.lines_before[i];
      auto part = std::string(cut.header).append(cut.parts[i]);
      ASSIGN_OR_RETURN(outcomes[i],
                       ReadDocument(spec, sources, std::move(program), std::move(part), variables));
      return {};
    });
  });
  if (!read) return std::nullopt;
  ReadOutcome sum;
  std::size_t observations = 0;
  for (const auto& outcome : outcomes) observations += outcome.observations.size();
  sum.observations.Reserve(observations);
  for (auto& outcome : outcomes) {
    for (auto* rows : {&outcome.rejected, &outcome.skipped_rows}) {
      for (auto& row : *rows) row.row += sum.rows;
    }
    Add(sum, std::move(outcome));
  }
  return sum;
}

Result<ReadOutcome> ReadOneWithin(const ReadSpec& spec, std::string bytes, const Variables& variables,
                                  std::size_t threads) {
  auto all_variables = variables;
  auto* const member = spec.unzip.empty() ? nullptr : &all_variables["member"];
  const std::string beginning(Excerpt(bytes, 100));
  if (spec.empty_when && spec.empty_when->IsIn(bytes)) return ReadOutcome();
  auto document = Unpack(spec, std::move(bytes), member);
  if (!document) return NotAsExpected(spec, beginning, document.error());
  const std::string opening(Excerpt(*document, 100));
  const auto sources = SourcesOf(spec);
  ASSIGN_OR_RETURN(auto program, Compile(spec, sources, all_variables));
  auto in_parts = ReadInParts(spec, sources, *document, all_variables, threads);
  auto outcome = in_parts
                     ? Result<ReadOutcome>(*std::move(in_parts))
                     : ReadDocument(spec, sources, std::move(program), *std::move(document), all_variables);
  auto checked = outcome ? CheckPlausible(spec, *outcome) : Result<void>(outcome.error());
  if (checked && spec.repeated_is_stated) checked = Unite(spec, *outcome);
  if (checked && spec.repeated == Repeated::mean) checked = CheckPlausible(spec, *outcome);
  if (!checked) return NotAsExpected(spec, opening, checked.error());
  if (spec.open_days) SkipClosedDays(*spec.open_days, *outcome);
  return outcome;
}

Result<ReadOutcome> ReadOne(const ReadSpec& spec, std::string bytes, const Variables& variables,
                            std::size_t threads) {
  const auto beginning = bytes.substr(0, 100);
  return WithinBudget(
      bytes.size(), [&] { return ReadOneWithin(spec, std::move(bytes), variables, threads); },
      [&](const MemoryBudget& budget) { return NotAsExpected(spec, beginning, OverBudget(budget)); });
}

}  // namespace

std::string CodesToMap(const std::map<std::string, std::uint64_t>& unknown_labels) {
  if (unknown_labels.empty()) return "";
  std::string codes, counts;
  for (const auto& [label, count] : unknown_labels) {
    codes += fmt::format("{}{} = \"???\"", codes.empty() ? "" : ", ", JsonQuote(label));
    counts += fmt::format("{}{}", counts.empty() ? "" : ", ", count);
  }
  return fmt::format("codes = {{ {} }}  # rows: {}", codes, counts);
}

Result<ReadOutcome> ReadBody(const ReadSpec& spec, std::string bytes,
                             const std::map<std::string, std::string>& variables, std::size_t threads) {
  if (spec.parts.empty()) return ReadOne(spec, std::move(bytes), variables, threads);
  ReadOutcome sum;
  std::string reasons;
  for (const auto& part : spec.parts) {
    auto outcome = ReadOne(part, bytes, variables, threads);
    if (outcome && spec.first_part_only) return outcome;
    if (outcome) {
      Add(sum, std::move(*outcome));
      continue;
    }
    if (!spec.first_part_only) return std::move(outcome).In(fmt::format("reading by [read.{}]", part.name));
    reasons +=
        fmt::format("{}[read.{}] {}", reasons.empty() ? "" : "; ", part.name, outcome.error().message());
  }
  if (spec.first_part_only) return InvalidInput("no reader can read the response body: " + reasons);
  return sum;
}

}  // namespace fxlake::sources
