// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/v2_rates.h"

#include <algorithm>
#include <unordered_map>

#include "fxlake/server/frankfurter/blended_rates.h"
#include "fxlake/server/frankfurter/single_provider_rates.h"

namespace fxlake::server {
namespace {

constexpr std::int32_t kLatestAhead = 1;  // a provider may publish for the next day

// Sorts the rows of all anchor days, each quote and day once, and adds the base's identity row.
class RowSource {
 public:
  RowSource(const V2Query& query, const View& view)
      : query_(query), snapshot_(view.snapshot), providers_(query.ProvidersIn(*snapshot_)) {
    const bool with_pegs = !query_.providers;
    maker_ = providers_.size() == 1 && query_.bucket() == Bucket::day
                 ? MakeSingleProviderRates(*providers_.front(), query_, with_pegs)
                 : MakeBlendedRates(providers_, query_, with_pegs);
    if (providers_.empty()) return;
    if (!query_.is_range()) {
      anchors_ = {query_.date ? query_.date->days() : view.today().days() + kLatestAhead};
    } else {
      SetAnchors(*query_.from, query_.to.value_or(view.today()));
    }
  }

  // The rows of the next anchor day that has any; empty at the end.
  std::vector<FormattedRate> Next() {
    std::vector<FormattedRate> rows;
    while (rows.empty() && next_ < anchors_.size()) rows = RowsAt(anchors_[next_++]);
    return rows;
  }

 private:
  void SetAnchors(Date from, Date to) {
    if (from > to) return;
    if (query_.bucket() != Bucket::day) {
      const auto newest = std::ranges::max(
          providers_, {}, [](const Provider* provider) { return provider->history->days().back(); });
      const auto oldest = std::ranges::min(
          providers_, {}, [](const Provider* provider) { return provider->history->days().front(); });
      const auto last = std::min(to.days(), newest->history->days().back());
      from = std::max(from, Date::FromDays(oldest->history->days().front()));
      for (auto start = StartOfBucket(query_.bucket(), from); start.days() <= last;
           start = StartOfNextBucket(query_.bucket(), start)) {
        anchors_.push_back(start.days());
      }
      return;
    }
    for (const auto* provider : providers_) {
      const auto& days = provider->history->days();
      anchors_.insert(anchors_.end(), std::ranges::lower_bound(days, from.days()),
                      std::ranges::upper_bound(days, to.days()));
    }
    anchors_.push_back(from.days());  // a start without rates shows the rows before it
    std::ranges::sort(anchors_);
    anchors_.erase(std::ranges::unique(anchors_).begin(), anchors_.end());
  }

  bool IsNew(rates::CurrencyCode quote, std::int32_t day) const {
    const auto formatted = formatted_.find(quote.packed());
    return formatted == formatted_.end() || formatted->second < day;
  }

  std::vector<FormattedRate> RowsAt(std::int32_t anchor) {
    std::optional<std::int32_t> visible;
    auto [rows, newest] = maker_->At(anchor, [&](rates::CurrencyCode quote, std::int32_t day) {
      if (!query_.Wants(quote)) return false;
      visible = std::max(visible.value_or(day), day);
      return IsNew(quote, day);
    });
    if (!newest) return {};
    // The identity row has the date of the newest visible row; without rows, that of the newest rate.
    if (const auto day = visible ? *visible : *newest; query_.Wants(query_.base) && IsNew(query_.base, day)) {
      rows.push_back({.quote = query_.base, .day = day, .rate = "1.0"});
    }
    std::ranges::sort(rows, [this](const FormattedRate& a, const FormattedRate& b) {
      return query_.is_range() && a.day != b.day ? a.day < b.day : a.quote < b.quote;
    });
    for (const auto& row : rows) {
      auto& last = formatted_.try_emplace(row.quote.packed(), row.day).first->second;
      last = std::max(last, row.day);
    }
    return std::move(rows);
  }

  V2Query query_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<const Provider*> providers_;
  std::unique_ptr<RateMaker> maker_;
  std::vector<std::int32_t> anchors_;
  std::size_t next_ = 0;
  std::unordered_map<std::uint32_t, std::int32_t> formatted_;  // the newest day of each quote
};

// Dates repeat, so their text is made once.
class DayText {
 public:
  const std::string& Of(std::int32_t day) {
    if (day != day_) text_ = Date::FromDays(day_ = day).ToString();
    return text_;
  }

 private:
  std::int32_t day_ = INT32_MIN;
  std::string text_;
};

void AppendJson(std::string& out, const FormattedRate& row, const std::string& base, DayText& days) {
  out += "{\"date\":\"";
  out += days.Of(row.day);
  out += "\",\"base\":\"";
  out += base;
  out += "\",\"quote\":\"";
  out += row.quote.ToString();
  out += "\",\"rate\":";
  out += row.rate;
  if (row.parts) {
    out += ",\"providers\":[";
    for (const auto& part : *row.parts) {
      if (out.back() != '[') out += ',';
      out += "{\"key\":\"" + std::string(part.key) + "\",\"date\":\"" + Date::FromDays(part.day).ToString() +
             "\",\"rate\":" + part.rate;
      out += part.excluded ? ",\"excluded\":true}" : "}";
    }
    out += ']';
  }
  out += '}';
}

void AppendCsv(std::string& out, const FormattedRate& row, const std::string& base, bool with_providers,
               DayText& days) {
  out += days.Of(row.day);
  out += ',';
  out += base;
  out += ',';
  out += row.quote.ToString();
  out += ',';
  out += row.rate;
  if (with_providers) {
    out += ',';
    bool is_first = true;
    for (const auto& part : row.parts.value_or(std::vector<FormattedPart>())) {
      out += (is_first ? "" : "|") + std::string(part.key) + ":" + part.rate + (part.excluded ? "*" : "");
      is_first = false;
    }
  }
  out += '\n';
}

class RowStream final : public BodyStream {
 public:
  RowStream(const V2Query& query, const View& view, RowForm form)
      : rows_(query, view),
        base_(query.base.ToString()),
        with_providers_(query.expand_providers),
        form_(form) {}

  bool Next(std::string& into) override {
    const auto enough = into.size() + kPartBytes;
    while (into.size() < enough) {
      const auto rows = rows_.Next();
      if (rows.empty()) {
        if (form_ == RowForm::json) into += is_first_ ? "[]" : "]";
        return false;
      }
      for (const auto& row : rows) Append(into, row);
    }
    return true;
  }

 private:
  void Append(std::string& into, const FormattedRate& row) {
    if (form_ == RowForm::csv) {
      if (is_first_) into += with_providers_ ? "date,base,quote,rate,providers\n" : "date,base,quote,rate\n";
      AppendCsv(into, row, base_, with_providers_, days_);
    } else {
      if (form_ == RowForm::json) into += is_first_ ? '[' : ',';
      AppendJson(into, row, base_, days_);
      if (form_ == RowForm::ndjson) into += '\n';
    }
    is_first_ = false;
  }

  RowSource rows_;
  std::string base_;
  bool with_providers_;
  RowForm form_;
  DayText days_;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<BodyStream> MakeV2Rows(const V2Query& query, const View& view, RowForm form) {
  return std::make_unique<RowStream>(query, view, form);
}

std::string FirstV2Row(const V2Query& query, const View& view) {
  const auto rows = RowSource(query, view).Next();
  std::string text;
  DayText days;
  if (!rows.empty()) AppendJson(text, rows.front(), query.base.ToString(), days);
  return text;
}

}  // namespace fxlake::server
