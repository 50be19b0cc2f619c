// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

enum class Bucket { day, week, month };

// The parameters of a request to /v2 for rates.
struct V2Query {
  rates::CurrencyCode base = rates::CurrencyCode::Of("EUR");
  std::optional<std::vector<rates::CurrencyCode>> quotes;
  std::optional<std::vector<std::string>> providers;  // keys, without duplicates
  std::optional<Date> date, from, to;
  std::optional<Bucket> group;
  bool expand_providers = false;

  bool is_range() const { return from.has_value(); }
  Bucket bucket() const { return is_range() && group ? *group : Bucket::day; }
  // Whether the response depends on the day of the request.
  bool is_relative() const { return !date && !(from && to); }
  bool names_one_provider() const { return providers && providers->size() == 1; }
  bool Wants(rates::CurrencyCode quote) const;
  // The requested providers, or all.
  std::vector<const Provider*> ProvidersIn(const Snapshot& snapshot) const;
};

// invalid_input with Frankfurter's message.
Result<V2Query> ReadV2Query(const std::vector<Parameter>& parameters);

}  // namespace fxlake::server
