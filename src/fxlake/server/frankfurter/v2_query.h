// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

enum class Bucket { day, week, month };

// What a request for rates to /v2 asks for.
struct V2Query {
  rates::CurrencyCode base = rates::CurrencyCode::Of("EUR");
  std::optional<std::vector<rates::CurrencyCode>> quotes;
  std::optional<std::vector<std::string>> providers;  // keys; each once
  std::optional<Date> date, from, to;
  std::optional<Bucket> group;
  bool expand_providers = false;

  bool is_range() const { return from.has_value(); }
  Bucket bucket() const { return is_range() && group ? *group : Bucket::day; }
  // Whether the answer changes with the day on which it is asked for.
  bool is_relative() const { return !date && !(from && to); }
  bool names_one_provider() const { return providers && providers->size() == 1; }
  bool Wants(rates::CurrencyCode quote) const;
  // Those that it names, or all.
  std::vector<const Provider*> ProvidersIn(const Snapshot& snapshot) const;
};

// invalid_input with the message that /v2 gives.
Result<V2Query> ReadV2Query(const std::vector<Parameter>& parameters);

}  // namespace fxlake::server
