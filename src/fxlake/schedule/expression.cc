// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/expression.h"

#include <fmt/format.h>

#include <charconv>

#include "fxlake/base/excerpt.h"

namespace fxlake::schedule {
namespace {

constexpr std::int64_t kMostUnits = 1'000'000;

Result<ExpressionValue> ParseRate(std::string_view text) {
  const auto wrong = [&] {
    return InvalidInput(fmt::format(
        "reading rate(): expected a value such as \"5 minutes\", \"1 hour\" or \"2 days\", not \"{}\"",
        Excerpt(text, 40)));
  };
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count < 1 || count > kMostUnits) return wrong();
  auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (!unit.starts_with(' ')) return wrong();
  unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
  for (const auto& [name, seconds] :
       {std::pair<std::string_view, std::int64_t>{"minute", 60}, {"hour", 3600}, {"day", 86'400}}) {
    const bool plural = unit.size() == name.size() + 1 && unit.ends_with('s');
    if (unit.starts_with(name) && (unit.size() == name.size() || plural))
      return Rate{count * seconds * Instant::kPerSecond};
  }
  return wrong();
}

Result<ExpressionValue> ParseOnce(std::string_view text) {
  const auto at =
      text.contains('.') ? Result<Instant>(InvalidInput("")) : Instant::Parse(std::string(text) + "Z");
  if (!at || text.size() != std::string_view("2026-04-14T16:15:00").size())
    return InvalidInput(fmt::format(
        "reading at(): expected a value such as \"2026-04-14T16:15:00\", not \"{}\"", Excerpt(text, 40)));
  const auto seconds = static_cast<int>((*at - Instant::StartOf(at->date())) / Instant::kPerSecond);
  return Once{{at->date(), seconds / 3600, seconds / 60 % 60, seconds % 60}};
}

// The first of `anchor`, `anchor` + period, ... after `after`.
Instant NextOf(const Rate& rate, Instant after, Instant anchor) {
  if (after < anchor) return anchor;
  return anchor + ((after - anchor) / rate.micros + 1) * rate.micros;
}

Result<ExpressionValue> ParseValue(std::string_view text) {
  const auto inside = [&](std::string_view name) -> std::optional<std::string_view> {
    if (!text.starts_with(name) || !text.ends_with(')')) return std::nullopt;
    return text.substr(name.size(), text.size() - name.size() - 1);
  };
  if (const auto fields = inside("cron(")) {
    ASSIGN_OR_RETURN(auto cron, Cron::Parse(*fields));
    return ExpressionValue(std::move(cron));
  }
  if (const auto value = inside("rate(")) return ParseRate(*value);
  if (const auto time = inside("at(")) return ParseOnce(*time);
  return InvalidInput(
      fmt::format("reading the expression of a schedule: expected cron(..), rate(..) or at(..), not \"{}\"",
                  Excerpt(text, 40)));
}

}  // namespace

Result<Expression> Expression::Parse(std::string_view text) {
  ASSIGN_OR_RETURN(auto value, ParseValue(text));
  return Expression(std::move(value));
}

std::optional<Instant> Expression::NextAfter(Instant after, const Zone& zone, Instant anchor) const {
  if (const auto* cron = std::get_if<Cron>(&value_)) return cron->NextAfter(after, zone);
  if (const auto* rate = std::get_if<Rate>(&value_)) return NextOf(*rate, after, anchor);
  const auto at = zone.FirstOrChange(std::get<Once>(value_).at);
  return at > after ? std::optional(at) : std::nullopt;
}

}  // namespace fxlake::schedule
