// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/rate_stream.h"

#include <algorithm>

#include "fxlake/rates/quoted_rate.h"
#include "fxlake/server/snapshot/exact_number.h"
#include "fxlake/server/snapshot/quote_column.h"

namespace fxlake::server {
namespace {

class RateStream final : public BodyStream {
 public:
  RateStream(RatesRequest requested, SelectedSource selected, std::uint64_t version)
      : requested_(std::move(requested)),
        selected_(std::move(selected)),
        version_(version),
        all_(requested_.targets.empty()) {
    const auto& history = *selected_.history;
    constexpr auto kEver = Date::FromDays(INT32_MAX / 2);
    const auto targets = all_ ? history.Currencies(Date::FromDays(-kEver.days()), kEver) : requested_.targets;
    for (const auto target : targets) {
      if (!all_ || target != requested_.route.from)
        columns_.emplace_back(history, requested_.route, requested_.route.from, target);
    }
  }

  bool Next(std::string& into) override {
    const auto enough = into.size() + kPartBytes;
    if (next_ == 0) into += Head();
    for (; next_ < requested_.days.size() && into.size() < enough; ++next_)
      AppendDay(into, requested_.days[next_]);
    if (next_ < requested_.days.size()) return true;
    into += "]}";
    return false;
  }

 private:
  std::string Head() const {
    auto head = JsonObject({{"base", requested_.route.from.ToString()},
                            {"source", selected_.history->source()},
                            {"on", rates::NameOf(requested_.route.look_up.look_up)},
                            {"max_age", requested_.route.look_up.reach},
                            {"as_of", selected_.as_of ? Json(selected_.as_of->ToString()) : Json()},
                            {"manifest_version", version_}})
                    .Dump();
    head.back() = ',';
    return head + "\"rates\":[";
  }

  void AppendDay(std::string& into, Date day) {
    day_text_ = day.ToString();
    const auto& rule = requested_.route.look_up;
    const auto reach = rule.look_up == rates::LookUp::exact ? 0 : rule.reach;
    const auto last = rule.look_up == rates::LookUp::next ? day + reach : day;
    for (auto& column : columns_) {
      if (column.to() == requested_.route.from) {
        AppendQuoted(into, day, column.to());
        continue;
      }
      const auto answer = column.Find(day.days());
      if (answer == QuoteColumn::Answer::none) continue;
      if (answer == QuoteColumn::Answer::quoted && AppendQuick(into, column)) continue;
      if (all_ && !column.HasRates((last - reach).days(), last.days())) continue;
      AppendQuoted(into, day, column.to());
    }
  }

  bool AppendQuick(std::string& into, const QuoteColumn& column) {
    const auto start = into.size();
    BeginRow(into, column.to());
    if (!column.AppendRate(into)) {
      into.resize(start);
      return false;
    }
    EndRow(into, Date::FromDays(column.day()), column.derivation());
    if (requested_.legs) {
      into += ",\"legs\":";
      for (const auto& leg : column.legs()) {
        into += &leg == column.legs().data() ? '[' : ',';
        AppendLeg(into, leg);
      }
      into += ']';
    }
    into += '}';
    has_rows_ = true;
    return true;
  }

  // As AppendQuick, with rates::Quote.
  void AppendQuoted(std::string& into, Date day, rates::CurrencyCode target) {
    auto request = requested_.route;
    request.date = day;
    request.to = target;
    const auto quote = rates::Quote(*selected_.history, request);
    if (!quote) return;
    BeginRow(into, target);
    into += quote->rate.ToString();
    EndRow(into, quote->day, quote->derivation);
    if (requested_.legs) {
      Json legs = Json::EmptyArray();
      for (const auto& leg : quote->legs) legs.Append(LegToJson(leg, *selected_.history));
      into += ",\"legs\":" + legs.Dump();
    }
    into += '}';
    has_rows_ = true;
  }

  void BeginRow(std::string& into, rates::CurrencyCode target) const {
    if (has_rows_) into += ',';
    into += "{\"date\":\"";
    into += day_text_;
    into += "\",\"target\":\"";
    into += target.ToString();
    into += "\",\"rate\":\"";
  }
  void EndRow(std::string& into, Date day, std::string_view derivation) {
    into += "\",\"rate_date\":\"";
    into += DayText(day);
    into += "\",\"derivation\":\"";
    into += derivation;
    into += '"';
  }

  void AppendLeg(std::string& into, const QuoteColumn::Leg& leg) {
    into += "{\"from\":\"";
    into += leg.from().ToString();
    into += "\",\"to\":\"";
    into += leg.to().ToString();
    into += "\",\"kind\":\"published\",\"operation\":";
    into += leg.divides ? "\"divide\",\"rate\":\"" : "\"multiply\",\"rate\":\"";
    AppendExact(into, leg.rate());
    into += "\",\"date\":\"";
    into += DayText(Date::FromDays(leg.day()));
    into += "\",";
    into += OriginText(leg.history->origins[leg.index]);
  }

  // Texts that most rows repeat are made once.
  const std::string& DayText(Date day) {
    if (day != other_day_) {
      other_day_ = day;
      other_day_text_ = day.ToString();
    }
    return other_day_text_;
  }
  const std::string& OriginText(std::uint32_t index) {
    if (origin_texts_.size() <= index) origin_texts_.resize(index + 1);
    auto& text = origin_texts_[index];
    if (text.empty()) {
      const auto& origin = selected_.history->OriginAt(index);
      text = "\"raw_object\":" + JsonQuote(origin.raw_object) +
             ",\"recorded_at\":" + JsonQuote(origin.recorded_at.ToString()) + "}";
    }
    return text;
  }

  RatesRequest requested_;
  SelectedSource selected_;
  std::uint64_t version_;
  bool all_;
  std::vector<QuoteColumn> columns_;
  std::size_t next_ = 0;
  bool has_rows_ = false;
  std::string day_text_, other_day_text_;
  Date other_day_;
  std::vector<std::string> origin_texts_;
};

}  // namespace

std::unique_ptr<BodyStream> MakeRateStream(RatesRequest requested, SelectedSource selected,
                                           std::uint64_t manifest_version) {
  return std::make_unique<RateStream>(std::move(requested), std::move(selected), manifest_version);
}

}  // namespace fxlake::server
