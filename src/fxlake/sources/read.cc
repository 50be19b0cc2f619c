// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/read.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "fxlake/sources/unzip.h"
#include "fxlake/sources/walkers.h"

namespace fxlake::sources {
namespace {

// The beginning of a body for messages: one line of printable characters.
std::string Glimpse(std::string_view bytes) {
  constexpr std::size_t kLength = 60;
  std::string text;
  for (const char c : bytes.substr(0, kLength)) text += c >= 0x20 && c < 0x7F ? c : c == '\n' || c == '\r' || c == '\t' ? ' ' : '?';
  return bytes.size() > kLength ? text + "..." : text;
}

Result<void> Walk(const ReadSpec& spec, std::string body, RowProgram& program, RowInterpreter& interpreter) {
  const OnRow on_row = [&interpreter](const Cells& cells) { interpreter.Take(cells); };
  switch (spec.format) {
    case BodyFormat::json: return WalkJson(std::move(body), program, on_row);
    case BodyFormat::xml: return WalkXml(std::move(body), program, on_row);
    case BodyFormat::csv: return WalkCsv(body, spec.separator, program, on_row);
  }
  return Internal("a body format without a walker");
}

Result<ReadOutcome> ReadUnzipped(const ReadSpec& spec, std::string body, const std::map<std::string, std::string>& variables) {
  if (body.find_first_not_of(" \t\r\n") == std::string::npos) return InvalidInput("the body is empty");
  if (!simdjson::validate_utf8(body)) return InvalidInput("the body is not UTF-8");
  ASSIGN_OR_RETURN(auto program, Compile(spec, variables));
  RowInterpreter interpreter(spec);
  RETURN_IF_ERROR(Walk(spec, std::move(body), program, interpreter));
  auto& outcome = interpreter.outcome();
  if (outcome.rows == 0 && !spec.may_be_empty) return InvalidInput("there are no rows where they should be");
  if (outcome.without_rate == outcome.rows && !spec.may_be_empty) {
    return InvalidInput(fmt::format("there are {} rows and none has a rate", outcome.rows));
  }
  if (outcome.refused_count > outcome.observations.size()) {
    return InvalidInput(fmt::format("{} of {} rows are refused, the first because {}", outcome.refused_count, outcome.rows, outcome.refused.front().reason));
  }
  return std::move(outcome);
}

}  // namespace

Result<ReadOutcome> ReadBody(const ReadSpec& spec, std::string bytes, const std::map<std::string, std::string>& variables) {
  auto came = Glimpse(bytes);
  const auto expected = fmt::format("{}{}", kFormatNames[static_cast<std::size_t>(spec.format)], spec.unzip.empty() ? "" : " in a zip archive");
  if (!spec.unzip.empty()) {
    auto unzipped = Unzip(bytes, spec.unzip, kMaxBodyBytes);
    if (!unzipped) return InvalidInput(fmt::format("expected {}: {}; the body begins \"{}\"", expected, unzipped.error().message(), came));
    bytes = std::move(*unzipped);
    came = Glimpse(bytes);
  }
  auto outcome = ReadUnzipped(spec, std::move(bytes), variables);
  if (!outcome) return InvalidInput(fmt::format("expected {}: {}; the body begins \"{}\"", expected, outcome.error().message(), came));
  return outcome;
}

}  // namespace fxlake::sources
