// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fxlake/lake/rate_table.h"
#include "fxlake/rates/calendar.h"
#include "fxlake/rates/observation.h"
#include "fxlake/rates/pegs.h"
#include "fxlake/sources/language/plausibility_spec.h"

namespace fxlake::transform {

// A person's decision on a row, if any.
enum class RowDecision { none, accepted, held, dismissed };

// A rate of another source, and that source's name.
struct OtherRate {
  std::string source;
  Decimal rate;
};

// A row that is not used as a rate until someone accepts it.
struct HeldRow {
  std::size_t body;
  std::size_t row;
  std::string reason;  // with the values compared; "" when it was dismissed
  bool by_other_source = false;
};

// Compares the rates of one fetch after another with the known rates of their pairs, before they are merged
// (docs/reference/plausibility.md documents each rule, its threshold and its limits). The result depends only
// on this fetch and the accepted rows of earlier fetches: a rebuild, which reads all fetches in order, and
// the runs that read them one by one hold the same rows. The one exception is `other`, whose results the
// caller stores. Not thread-safe.
class Plausibility {
 public:
  Plausibility(const sources::PlausibilitySpec& spec, const rates::Calendar& calendar)
      : spec_(spec), calendar_(calendar) {}

  // Adds known rates of the lake: those of its newest year, and those of the year before when KnowsEnough
  // requires them. Older ones are not used.
  void Know(const lake::RateRows& rates);
  // Whether each pair of these bodies has a known rate before their first day.
  bool KnowsEnough(std::span<const rates::ObservationBatch* const> bodies) const;

  struct Context {
    // may be empty: nothing was decided
    std::function<RowDecision(std::size_t body, const rates::Observation& row)> decide;
    // for the same pair and day; may be empty
    std::function<std::optional<OtherRate>(const rates::Observation& row)> other_rate = {};
  };
  // The rows of one fetch that are held, by body and row; the others become known rates.
  std::vector<HeldRow> Judge(std::span<const rates::ObservationBatch* const> bodies, const Context& context);

 private:
  struct Rate {
    std::int32_t day = 0;
    std::int64_t units = 0;  // 0: none
  };
  struct PairState {
    rates::Pair pair;
    double log_bound;
    std::vector<Rate> known;  // in the lake, sorted by day, of its newest year and the one before
    Rate last;                // the last accepted rate of this fetch
    Rate today;               // the rate in the current column; 0 units when it is held
    Rate today_reference;     // and the rate it is compared with
    std::uint64_t fetch = 0;
    // the newest rows of this fetch, where no rate is known
    std::optional<std::vector<rates::Observation>> series;
    std::optional<std::string> whole_series;  // why every row of this fetch is held
    bool by_other_source = false;
    const rates::Peg* peg = nullptr;
    // the pair that prices the anchor in the same unit; 0: this pair is the parity itself
    std::uint64_t peg_anchor = 0;
    bool peg_inverse = false;
  };
  struct Run {
    std::int32_t day;
    std::uint32_t body, begin, end;
  };
  struct Row {
    std::size_t body, row;
    PairState* state;
    Rate rate;
    Rate reference;  // the rate it is compared with; 0 units: none
    std::string reason;
    bool dismissed = false, accepted = false;
    bool is_known = false;  // the lake has exactly this rate
    double step = 0;        // ln(rate / reference); 0 without a reference

    bool IsOpen() const { return !dismissed && !accepted && !is_known; }
  };
  // The states of pairs in column order; consecutive columns mostly have the same pairs.
  class StatesInOrder {
   public:
    explicit StatesInOrder(Plausibility& of) : of_(of) {}
    PairState& At(std::size_t place, std::uint32_t base, std::uint32_t target);

   private:
    Plausibility& of_;
    std::vector<std::pair<std::uint64_t, PairState*>> last_;
  };

  PairState& StateOf(std::uint32_t base, std::uint32_t target);
  std::int32_t FirstKnownDay() const;  // older rates are dropped
  static Rate ReferenceOf(const PairState& state, std::int32_t day);
  void TakeIn(PairState& state, Rate rate);
  void FindPeg(PairState& state) const;
  void BeginFetch(std::span<const rates::ObservationBatch* const> bodies, const std::vector<Run>& runs,
                  const Context& context);
  void CheckSeries(PairState& state, const Context& context) const;
  std::string AgainstMagnitude(rates::Pair pair, Date date, std::int64_t units) const;
  std::vector<std::int64_t> Following(const PairState& state,
                                      std::span<const rates::ObservationBatch* const> bodies,
                                      std::span<const Run> runs) const;
  std::string CheckRow(Row& row, std::span<const rates::ObservationBatch* const> bodies,
                       std::span<const Run> runs) const;
  void CheckSwaps(std::vector<Row>& column) const;
  void CheckPegs(std::vector<Row>& column) const;
  void CheckRepeat(std::vector<Row>& column) const;

  const sources::PlausibilitySpec& spec_;
  const rates::Calendar& calendar_;
  std::unordered_map<std::uint64_t, PairState> pairs_;
  std::uint64_t fetch_ = 0;
  int newest_year_ = 0;
};

}  // namespace fxlake::transform
