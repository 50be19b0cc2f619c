// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/pegs.h"

#include <algorithm>

namespace fxlake::rates {
namespace {

// `units` of 1e-5 of the quote per anchor unit.
consteval Peg Fixed(const char (&quote)[4], const char (&anchor)[4], std::int64_t units,
                    std::optional<Date> since, std::string_view authority) {
  return {CurrencyCode::Of(quote), CurrencyCode::Of(anchor), Decimal::FromUnits(units * 100'000), since,
          authority};
}

constexpr Peg kPegs[] = {
    Fixed("AED", "USD", 367'250, Date::Of(1997, 11, 2), "Central Bank of the UAE"),
    Fixed("ANG", "USD", 179'000, Date::Of(1971, 12, 18), "Centrale Bank van Curaçao en Sint Maarten"),
    Fixed("BAM", "EUR", 195'583, Date::Of(1997, 8, 11), "Central Bank of Bosnia and Herzegovina"),
    Fixed("BHD", "USD", 37'600, Date::Of(2001, 1, 1), "Central Bank of Bahrain"),
    Fixed("BMD", "USD", 100'000, Date::Of(1972, 2, 6), "Bermuda Monetary Authority"),
    Fixed("BND", "SGD", 100'000, Date::Of(1967, 6, 12), "Autoriti Monetari Brunei Darussalam"),
    Fixed("BTN", "INR", 100'000, Date::Of(1974, 1, 1), "Royal Monetary Authority of Bhutan"),
    Fixed("CVE", "EUR", 11'026'500, Date::Of(1999, 1, 1), "Banco de Cabo Verde"),
    Fixed("FKP", "GBP", 100'000, Date::Of(1966, 2, 14), "Government of the Falkland Islands"),
    Fixed("GGP", "GBP", 100'000, std::nullopt, "States of Guernsey"),
    Fixed("IMP", "GBP", 100'000, std::nullopt, "Isle of Man Treasury"),
    Fixed("JEP", "GBP", 100'000, std::nullopt, "States of Jersey"),
    Fixed("JOD", "USD", 70'900, Date::Of(1995, 10, 23), "Central Bank of Jordan"),
    Fixed("MOP", "HKD", 103'000, Date::Of(1983, 1, 1), "Autoridade Monetária de Macau"),
    Fixed("OMR", "USD", 38'450, Date::Of(1986, 1, 1), "Central Bank of Oman"),
    Fixed("QAR", "USD", 364'000, Date::Of(2001, 7, 9), "Qatar Central Bank"),
    Fixed("SAR", "USD", 375'000, Date::Of(1986, 6, 1), "Saudi Central Bank"),
    Fixed("SHP", "GBP", 100'000, Date::Of(1976, 2, 2), "Government of Saint Helena"),
    Fixed("TMT", "USD", 350'000, Date::Of(2015, 1, 1), "Central Bank of Turkmenistan"),
    Fixed("XAF", "EUR", 65'595'700, Date::Of(1999, 1, 1), "Banque des États de l'Afrique Centrale"),
    Fixed("XOF", "EUR", 65'595'700, Date::Of(1999, 1, 1),
          "Banque Centrale des États de l'Afrique de l'Ouest"),
};
static_assert(std::ranges::is_sorted(kPegs, {}, &Peg::quote));

}  // namespace

std::span<const Peg> AllPegs() { return kPegs; }

const Peg* FindPeg(CurrencyCode quote) {
  const auto* found = std::ranges::lower_bound(kPegs, quote, {}, &Peg::quote);
  return found == std::end(kPegs) || found->quote != quote ? nullptr : found;
}

}  // namespace fxlake::rates
