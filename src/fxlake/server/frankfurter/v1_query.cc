// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/v1_query.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "fxlake/base/text.h"
#include "fxlake/rates/minor_unit.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {
namespace {

constexpr auto kEuro = rates::CurrencyCode::Of("EUR");

constexpr rates::LookUpRule kCarried = {.look_up = rates::LookUp::previous, .reach = kCarriedDays};

Result<void> ReadAmount(std::string_view text, V1Query& query) {
  const auto wrong = [] { return InvalidInput("invalid amount"); };
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const auto amount = Rational::Parse(text);
  if (!amount || amount->sign() <= 0) return wrong();
  const auto digits = text.starts_with('+') ? text.substr(1) : text;
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value) || value <= 0)
    return wrong();
  query.amount = *amount;
  query.amount_text = FormatFloat(value);
  const auto decimal = Decimal::Read(text);
  query.amount_decimal = decimal && !decimal->rounded ? std::optional(decimal->value) : std::nullopt;
  return {};
}

}  // namespace

Result<V1Query> ReadV1Query(const Request& request) {
  V1Query query;
  if (const auto* amount = request.Find("amount")) RETURN_IF_ERROR(ReadAmount(*amount, query));
  for (const auto* name : {"base", "from"}) {
    if (const auto* base = request.Find(name)) {
      query.base = rates::UpperCaseCode(*base);
      query.base_given = true;
    }
  }
  for (const auto* name : {"symbols", "to"}) {
    const auto* symbols = request.Find(name);
    if (symbols == nullptr) continue;
    query.symbols = SplitList(*symbols);
    for (auto& symbol : *query.symbols) symbol = rates::UpperCaseCode(symbol);
  }
  return query;
}

V1Columns::Label V1Columns::LabelOf(const std::string& code) {
  return {',', '"', code[0], code[1], code[2], '"', ':'};
}

V1Columns::V1Columns(const RateHistory& ecb, const V1Query& query) : query_(query), plain_(query.is_plain()) {
  const auto wanted = [&](const std::string& code) {
    return code != query.base && (!query.symbols || Contains(*query.symbols, code));
  };
  for (const auto& history : ecb.pairs()) {
    if (history.pair.base() != kEuro) continue;
    const auto code = history.pair.target().ToString();
    if (wanted(code)) columns_.push_back({LabelOf(code), HistoryCursor(history)});
    if (code == query.base) base_.emplace(history);
  }
  if (query.base == "EUR") return;
  base_missing_ = !base_;
  if (wanted("EUR")) columns_.push_back({LabelOf("EUR")});
  std::ranges::sort(columns_, {}, &Column::label);
}

void V1Columns::AppendRate(std::string& out, const Column& column, std::size_t index,
                           Decimal base_rate) const {
  const auto rate = column.rates ? column.rates->history().RateAt(index) : Decimal::FromUnits(Decimal::kOne);
  out.append(column.label.data(), kLabelBytes);
  if (plain_) return AppendStored(out, rate);
  const auto exact = base_ ? Quotient(rate).Over(base_rate) : Quotient(rate);
  if (!query_.amount_decimal) return AppendRounded(out, query_.amount * exact.ToRational());
  AppendRounded(
      out, query_.amount_decimal->units() == Decimal::kOne ? exact : exact.Times(*query_.amount_decimal));
}

bool V1Columns::AppendPlainDay(std::string& out, std::int32_t day) {
  const auto start = out.size(), most = start + columns_.size() * (sizeof(Label) + kMostStored) + 1;
  out.resize_and_overwrite(most, [&](char* text, std::size_t) {
    auto* at = text + start;
    for (auto& column : columns_) {
      const auto index = column.rates->On(day);
      if (!index) continue;
      std::memcpy(at, column.label.data(), sizeof(Label));
      at = WriteStored(at + kLabelBytes, column.rates->history().RateAt(*index));
    }
    if (at != text + start) {
      text[start] = '{';
      *at++ = '}';
    }
    return static_cast<std::size_t>(at - text);
  });
  return out.size() > start;
}

bool V1Columns::AppendDay(std::string& out, std::int32_t day) {
  if (plain_) return AppendPlainDay(out, day);
  const auto base_index = base_ ? base_->On(day) : std::nullopt;
  if (base_missing_ || (base_ && !base_index)) return false;
  const auto base_rate = base_ ? base_->history().RateAt(*base_index) : Decimal();
  if (base_ && base_rate.units() <= 0) return false;
  const auto start = out.size();
  for (auto& column : columns_) {
    const auto index = column.rates ? column.rates->On(day) : std::optional<std::size_t>(0);
    if (index) AppendRate(out, column, *index, base_rate);
  }
  if (out.size() == start) return false;
  out[start] = '{';
  out += '}';
  return true;
}

std::optional<std::int32_t> V1Columns::AppendCarried(std::string& out, std::int32_t day) {
  const auto last_base = base_ ? base_->Find(day, kCarried) : std::nullopt;
  if (base_missing_ || (base_ && !last_base)) return std::nullopt;
  std::optional<std::int32_t> newest;
  const auto start = out.size();
  for (auto& column : columns_) {
    const auto index = column.rates ? column.rates->Find(day, kCarried) : std::optional<std::size_t>(0);
    if (!index) continue;
    const auto rate_day =
        column.rates ? column.rates->history().days[*index] : base_->history().days[*last_base];
    // An older rate is crossed with the base's rate of its own date, not with a later one.
    const auto base_index = base_ ? base_->Find(rate_day, kCarried) : std::nullopt;
    if (base_ && !base_index) continue;
    const auto base_rate = base_ ? base_->history().RateAt(*base_index) : Decimal();
    if (base_ && base_rate.units() <= 0) continue;
    AppendRate(out, column, *index, base_rate);
    newest = std::max(newest.value_or(rate_day), rate_day);
  }
  if (newest) {
    out[start] = '{';
    out += '}';
  }
  return newest;
}

}  // namespace fxlake::server
