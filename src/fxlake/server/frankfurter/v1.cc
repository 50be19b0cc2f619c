// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/v1.h"

#include <algorithm>

#include "fxlake/rates/currency.h"
#include "fxlake/server/frankfurter/v1_query.h"

namespace fxlake::server {
namespace {

constexpr Date kFirstDay = Date::Of(1999, 1, 4);

Response NotFoundV1() { return MessageOnly(404, "not found"); }

bool LooksLikeDate(std::string_view text) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  if (text.size() != kPattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kPattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-') return false;
  }
  return true;
}

std::string Head(const V1Query& query) {
  return "{\"amount\":" + query.amount_text + ",\"base\":" + JsonQuote(query.base);
}

Response AnswerDay(const V1Query& query, Date date, const View& view) {
  const auto* ecb = view.snapshot->ecb();
  if (ecb == nullptr) return NotFoundV1();
  V1Columns columns(*ecb->history, query);
  std::string rates;
  const auto day = columns.AppendCarried(rates, date.days());
  if (!day) return NotFoundV1();
  return {
      .body = Head(query) + ",\"date\":\"" + Date::FromDays(*day).ToString() + "\",\"rates\":" + rates + "}",
      .caching = Caching::a_day};
}

// The days of a period in order. Keeps the snapshot alive.
class PeriodStream final : public BodyStream {
 public:
  PeriodStream(V1Query query, std::shared_ptr<const Snapshot> snapshot)
      : query_(std::move(query)),
        snapshot_(std::move(snapshot)),
        columns_(*snapshot_->ecb()->history, query_) {}

  // Finds the first and last day with rates, which precede the rates in the response; false when there is
  // none.
  bool Begin(std::int32_t first, std::int32_t last) {
    const auto& days = snapshot_->ecb()->history->days();
    next_ = std::ranges::lower_bound(days, first) - days.begin();
    end_ = std::ranges::upper_bound(days, last) - days.begin();
    std::string ignored;
    while (next_ < end_ && !columns_.AppendDay(ignored, days[static_cast<std::size_t>(next_)])) ++next_;
    while (next_ < end_ && !columns_.AppendDay(ignored, days[static_cast<std::size_t>(end_ - 1)])) --end_;
    return next_ < end_;
  }

  bool Next(std::string& into) override {
    const auto& days = snapshot_->ecb()->history->days();
    const auto enough = into.size() + kPartBytes;
    into.reserve(enough + kPartBytes / 8);
    if (is_first_) {
      into += Head(query_) + ",\"start_date\":\"" + DayAt(days, next_) + "\",\"end_date\":\"" +
              DayAt(days, end_ - 1) + "\",\"rates\":";
    }
    for (; next_ < end_ && into.size() < enough; ++next_) {
      const auto before = into.size();
      into += is_first_ ? '{' : ',';
      into += '"';
      into += DayAt(days, next_);
      into += "\":";
      if (columns_.AppendDay(into, days[static_cast<std::size_t>(next_)])) {
        is_first_ = false;
      } else {
        into.resize(before);
      }
    }
    if (next_ < end_) return true;
    into += "}}";
    return false;
  }

 private:
  static std::string DayAt(const std::vector<std::int32_t>& days, std::ptrdiff_t index) {
    return Date::FromDays(days[static_cast<std::size_t>(index)]).ToString();
  }

  V1Query query_;
  std::shared_ptr<const Snapshot> snapshot_;
  V1Columns columns_;
  std::ptrdiff_t next_ = 0, end_ = 0;
  bool is_first_ = true;
};

Response AnswerPeriod(V1Query query, Date first, Date last, const View& view) {
  const auto* ecb = view.snapshot->ecb();
  if (ecb == nullptr || first > last || first > view.today() || last < kFirstDay) return NotFoundV1();
  const auto& days = ecb->history->days();
  auto start = std::max(first, kFirstDay).days();
  // A start without rates moves back to the last day with rates.
  if (const auto after = std::ranges::upper_bound(days, start); after != days.begin()) start = *(after - 1);
  auto stream = std::make_unique<PeriodStream>(std::move(query), view.snapshot);
  if (!stream->Begin(start, last.days())) return NotFoundV1();
  return {.stream = std::move(stream), .caching = Caching::a_day};
}

Response AnswerCurrencies(const View& view) {
  Json names = Json::EmptyObject();
  const auto* ecb = view.snapshot->ecb();
  const auto codes = ecb == nullptr ? std::vector<rates::CurrencyCode>()
                                    : ecb->history->Currencies(view.today() - kCarriedDays, view.today());
  for (const auto code : codes) {
    const auto* currency = rates::FindCurrency(code);
    names.Set(code.ToString(), currency == nullptr ? Json(code.ToString()) : Json(currency->name));
  }
  return JsonResponse(names, Caching::a_day);
}

}  // namespace

Response AnswerV1(const Request& request, std::string_view rest, const View& view) {
  if (rest == "currencies") return AnswerCurrencies(view);
  const bool latest = rest == "latest" || rest == "current";
  const auto dots = rest.find("..");
  const auto from = rest.substr(0, dots);
  const auto to = dots == std::string_view::npos ? std::string_view() : rest.substr(dots + 2);
  if (!latest && (!LooksLikeDate(from) || !(to.empty() || LooksLikeDate(to))))
    return StatusMessage(404, "not found");

  auto query = ReadV1Query(request);
  if (!query) return MessageOnly(422, query.error().message());
  const auto first = latest ? Result<Date>(view.today()) : Date::Parse(from);
  const auto last = to.empty() ? Result<Date>(view.today()) : Date::Parse(to);
  if (!first || !last) return MessageOnly(422, "invalid date");
  if (query->IsBadPair()) return MessageOnly(422, "bad currency pair");
  if (dots == std::string_view::npos) return AnswerDay(*query, *first, view);
  return AnswerPeriod(*std::move(query), *first, *last, view);
}

}  // namespace fxlake::server
