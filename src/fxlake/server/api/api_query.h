// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "fxlake/rates/look_up.h"
#include "fxlake/rates/route.h"
#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"
#include "fxlake/server/snapshot/view.h"

// Parameters of /api/v1. invalid_input names the invalid parameter.
namespace fxlake::server {

// invalid_input, with the nearest known one, when the request has a parameter that is not in `known`.
Result<void> CheckParameters(const Request& request, std::span<const std::string_view> known);

Result<std::optional<Date>> DateParameter(const Request& request, std::string_view name);
// RFC 3339, or a date, which means its end.
Result<std::optional<Instant>> TimeParameter(const Request& request, std::string_view name);
Result<std::optional<std::int64_t>> CountParameter(const Request& request, std::string_view name,
                                                   std::int64_t most);
Result<bool> FlagParameter(const Request& request, std::string_view name, bool otherwise);
Result<rates::CurrencyCode> ReadCurrency(std::string_view text);
Result<std::string> NeededParameter(const Request& request, std::string_view name);

// `on` and `max_age` (days, default 14).
Result<rates::LookUpRule> LookUpParameters(const Request& request, rates::LookUp otherwise);

// The rates of one source as `source` and `as_of` select them, and its pivot currencies. Without `source` it
// is the only source, else one of the European Central Bank's; not_found when there are no rates.
struct SelectedSource {
  std::shared_ptr<const RateHistory> history;
  std::vector<rates::CurrencyCode> pivots;
  std::optional<Instant> as_of;
};
Result<SelectedSource> SourceParameters(const Request& request, const View& view,
                                        const ServerContext& context);

// null for "".
Json TextOrNull(const std::string& text);

// The published rate of a leg, with its raw object.
Json LegToJson(const rates::Leg& leg, const RateHistory& history);

}  // namespace fxlake::server
