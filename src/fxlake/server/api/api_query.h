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

// How parameters of /api/v1 are read; what cannot be is invalid_input that names the parameter.
namespace fxlake::server {

// invalid_input, with the nearest one there is, when the request has another parameter than `known`.
Result<void> CheckParameters(const Request& request, std::span<const std::string_view> known);

Result<std::optional<Date>> DateParameter(const Request& request, std::string_view name);
Result<std::optional<Instant>> TimeParameter(const Request& request,
                                             std::string_view name);  // RFC 3339, or a day: its end
Result<std::optional<std::int64_t>> CountParameter(const Request& request, std::string_view name,
                                                   std::int64_t most);
Result<bool> FlagParameter(const Request& request, std::string_view name, bool otherwise);
Result<rates::CurrencyCode> ReadCurrency(std::string_view text);
Result<std::string> NeededParameter(const Request& request, std::string_view name);

// `on` and `max_age` (days, 14 when not given).
Result<rates::LookUpRule> LookUpParameters(const Request& request, rates::LookUp otherwise);

// One source's rates as `source` and `as_of` name them, and through what its rates are crossed. Without
// `source` it is the only source there is, else one of the European Central Bank's; not_found when there are
// no rates.
struct SelectedSource {
  std::shared_ptr<const RateHistory> history;
  std::vector<rates::CurrencyCode> pivots;
  std::optional<Instant> as_of;
};
Result<SelectedSource> SourceParameters(const Request& request, const View& view,
                                        const ServerContext& context);

// null for "".
Json TextOrNull(const std::string& text);

// A rate of a leg, as it was published, and its raw object.
Json LegToJson(const rates::Leg& leg, const RateHistory& history);

}  // namespace fxlake::server
