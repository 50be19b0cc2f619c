// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/history_cursor.h"
#include "fxlake/server/snapshot/rate_format.h"
#include "fxlake/server/snapshot/snapshot.h"

namespace fxlake::server {

// The parameters of a request to /v1, except its dates.
struct V1Query {
  std::string amount_text = "1.0";  // repeated in the response
  Rational amount = Rational(1);
  std::optional<Decimal> amount_decimal = Decimal::FromUnits(Decimal::kOne);  // the amount, if it fits
  std::string base = "EUR";
  bool base_given = false;
  std::optional<std::vector<std::string>> symbols;

  bool is_plain() const { return amount == Rational(1) && base == "EUR"; }
  bool IsBadPair() const { return base_given && symbols && symbols->size() == 1 && symbols->front() == base; }
};

// invalid_input: "invalid amount".
Result<V1Query> ReadV1Query(const Request& request);

// The columns of a response: the requested currencies that the European Central Bank has ever published, in
// order, without the base.
class V1Columns {
 public:
  V1Columns(const RateHistory& ecb, const V1Query& query);

  bool empty() const { return columns_.empty(); }
  // Appends {"AUD":1.6,...} with the rates of exactly that day; false, with nothing appended, when there are
  // none. Days may come in any order; ascending is fastest.
  bool AppendDay(std::string& out, std::int32_t day);
  // As above with each currency's last rate of at most kCarriedDays before. Returns the newest date among
  // those rates, or nullopt.
  std::optional<std::int32_t> AppendCarried(std::string& out, std::int32_t day);

 private:
  using Label = std::array<char, 8>;  // ,"USD": padded by one byte, so that it is copied in one instruction
  static constexpr std::size_t kLabelBytes = 7;
  struct Column {
    Label label = {};
    std::optional<HistoryCursor> rates = {};  // unset: the euro, against another base
  };
  static Label LabelOf(const std::string& code);
  void AppendRate(std::string& out, const Column& column, std::size_t index, Decimal base_rate) const;
  // The stored digits of all columns.
  bool AppendPlainDay(std::string& out, std::int32_t day);

  const V1Query& query_;
  bool plain_;
  std::vector<Column> columns_;
  std::optional<HistoryCursor> base_;  // unset: the euro
  bool base_missing_ = false;
};

}  // namespace fxlake::server
