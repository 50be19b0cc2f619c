// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/magnitudes.h"

#include <algorithm>
#include <cmath>

#include "fxlake/rates/succession.h"

namespace fxlake::rates {
namespace {

// About `units` of the currency are one US dollar, since the beginning of `since_year`.
struct Magnitude {
  CurrencyCode currency;
  double units;
  int since_year;
};

consteval Magnitude Mag(const char (&currency)[4], double units, int since_year) {
  return {CurrencyCode::Of(currency), units, since_year};
}

constexpr Magnitude kMagnitudes[] = {
    Mag("AED", 3.67, 1980),  Mag("AFN", 65, 2003),    Mag("ALL", 110, 1998),  Mag("AMD", 430, 1998),
    Mag("AOA", 850, 2022),   Mag("ARS", 1100, 2024),  Mag("AUD", 1.4, 1985),  Mag("AWG", 1.79, 1986),
    Mag("AZN", 1.3, 2006),   Mag("BAM", 1.7, 1998),   Mag("BBD", 2, 1980),    Mag("BDT", 85, 2002),
    Mag("BGN", 1.7, 2000),   Mag("BHD", 0.376, 1980), Mag("BIF", 2300, 2016), Mag("BMD", 1, 1980),
    Mag("BND", 1.4, 1990),   Mag("BOB", 6.9, 2002),   Mag("BRL", 3.2, 1999),  Mag("BSD", 1, 1980),
    Mag("BTN", 65, 2000),    Mag("BWP", 10, 2009),    Mag("BYN", 2.6, 2017),  Mag("BZD", 2, 1980),
    Mag("CAD", 1.25, 1980),  Mag("CDF", 2100, 2018),  Mag("CHF", 1.1, 1988),  Mag("CLP", 680, 1999),
    Mag("CNY", 7.2, 1995),   Mag("COP", 2900, 2001),  Mag("CRC", 530, 2006),  Mag("CVE", 92, 1999),
    Mag("CZK", 23, 1999),    Mag("DJF", 178, 1980),   Mag("DKK", 6.5, 1988),  Mag("DOP", 45, 2005),
    Mag("DZD", 95, 2001),    Mag("EGP", 32, 2023),    Mag("ERN", 15.3, 2006), Mag("ETB", 135, 2025),
    Mag("EUR", 0.9, 1999),   Mag("FJD", 2.1, 1999),   Mag("FKP", 0.68, 1986), Mag("GBP", 0.66, 1986),
    Mag("GEL", 2.3, 2000),   Mag("GHS", 12, 2023),    Mag("GIP", 0.68, 1986), Mag("GMD", 48, 2013),
    Mag("GNF", 8300, 2013),  Mag("GTQ", 7.7, 2001),   Mag("GYD", 205, 2003),  Mag("HKD", 7.8, 1984),
    Mag("HNL", 23, 2010),    Mag("HTG", 130, 2023),   Mag("HUF", 255, 2001),  Mag("IDR", 12000, 2000),
    Mag("ILS", 3.7, 1996),   Mag("INR", 62, 1998),    Mag("IQD", 1300, 2006), Mag("ISK", 95, 2000),
    Mag("JMD", 130, 2014),   Mag("JOD", 0.71, 1996),  Mag("JPY", 112, 1990),  Mag("KES", 100, 2000),
    Mag("KGS", 70, 2014),    Mag("KHR", 4000, 2000),  Mag("KMF", 450, 2000),  Mag("KRW", 1200, 1999),
    Mag("KWD", 0.3, 1980),   Mag("KYD", 0.83, 1980),  Mag("KZT", 450, 2018),  Mag("LAK", 20500, 2023),
    Mag("LBP", 89500, 2025), Mag("LKR", 310, 2023),   Mag("LRD", 180, 2020),  Mag("LSL", 14.5, 2014),
    Mag("LYD", 5.2, 2022),   Mag("MAD", 9.3, 1995),   Mag("MDL", 15, 2000),   Mag("MGA", 3900, 2017),
    Mag("MKD", 53, 2001),    Mag("MMK", 1800, 2016),  Mag("MNT", 2600, 2014), Mag("MOP", 8, 1984),
    Mag("MRU", 38, 2018),    Mag("MUR", 38, 2010),    Mag("MVR", 15.4, 2012), Mag("MWK", 1550, 2023),
    Mag("MXN", 16.5, 2009),  Mag("MYR", 3.9, 1998),   Mag("MZN", 64, 2017),   Mag("NAD", 14.5, 2014),
    Mag("NGN", 1450, 2025),  Mag("NIO", 34, 2016),    Mag("NOK", 8, 1988),    Mag("NPR", 105, 2010),
    Mag("NZD", 1.6, 1988),   Mag("OMR", 0.385, 1987), Mag("PAB", 1, 1980),    Mag("PEN", 3.4, 1999),
    Mag("PGK", 3.1, 2005),   Mag("PHP", 50, 1999),    Mag("PKR", 235, 2020),  Mag("PLN", 3.5, 1998),
    Mag("PYG", 6200, 2007),  Mag("QAR", 3.64, 1980),  Mag("RON", 3.6, 2006),  Mag("RSD", 92, 2007),
    Mag("RUB", 72, 2015),    Mag("RWF", 1150, 2019),  Mag("SAR", 3.75, 1987), Mag("SBD", 7.9, 2005),
    Mag("SCR", 14, 2010),    Mag("SDG", 600, 2023),   Mag("SEK", 8.3, 1993),  Mag("SGD", 1.4, 1990),
    Mag("SHP", 0.68, 1986),  Mag("SLE", 23, 2023),    Mag("SOS", 575, 2015),  Mag("SRD", 36, 2023),
    Mag("STN", 22, 2018),    Mag("SVC", 8.75, 1995),  Mag("SZL", 14.5, 2014), Mag("THB", 35, 1998),
    Mag("TJS", 10, 2017),    Mag("TMT", 3.5, 2009),   Mag("TND", 2.8, 2016),  Mag("TOP", 2.2, 2009),
    Mag("TRY", 40, 2025),    Mag("TTD", 6.6, 2005),   Mag("TWD", 31, 1998),   Mag("TZS", 2400, 2015),
    Mag("UAH", 33, 2016),    Mag("UGX", 3600, 2015),  Mag("UYU", 37, 2017),   Mag("UZS", 11000, 2019),
    Mag("VND", 22500, 2010), Mag("VUV", 112, 2000),   Mag("WST", 2.6, 2005),  Mag("XAF", 580, 1999),
    Mag("XCD", 2.7, 1980),   Mag("XCG", 1.79, 2025),  Mag("XDR", 0.72, 1988), Mag("XOF", 580, 1999),
    Mag("XPF", 105, 1999),   Mag("ZAR", 14.5, 2014),  Mag("ZMW", 20, 2020),   Mag("USD", 1, 1900),
};

struct Step {
  CurrencyCode currency;
  double factor;
  Date day;
};

// Devaluations by which an official rate changed at once by more than, or nearly, the usual bound.
constexpr Step kSteps[] = {
    {CurrencyCode::Of("XOF"), 2, Date::Of(1994, 1, 12)},
    {CurrencyCode::Of("XAF"), 2, Date::Of(1994, 1, 12)},
    {CurrencyCode::Of("KMF"), 1.5, Date::Of(1994, 1, 12)},
    {CurrencyCode::Of("CNY"), 1.5, Date::Of(1994, 1, 1)},
    {CurrencyCode::Of("ARS"), 2.2, Date::Of(2023, 12, 13)},
    {CurrencyCode::Of("ARS"), 2, Date::Of(2002, 1, 11)},
    {CurrencyCode::Of("MMK"), 128, Date::Of(2012, 4, 2)},
    {CurrencyCode::Of("LBP"), 9.95, Date::Of(2023, 2, 1)},
    {CurrencyCode::Of("LBP"), 5.95, Date::Of(2024, 2, 1)},
    {CurrencyCode::Of("SSP"), 6.3, Date::Of(2015, 12, 16)},
    {CurrencyCode::Of("SDG"), 6.8, Date::Of(2021, 2, 21)},
    {CurrencyCode::Of("SDG"), 2.6, Date::Of(2018, 2, 5)},
    {CurrencyCode::Of("LYD"), 3.36, Date::Of(2021, 1, 3)},
    {CurrencyCode::Of("IRR"), 4.5, Date::Of(2002, 3, 21)},
    {CurrencyCode::Of("IRR"), 2, Date::Of(2013, 7, 3)},
    {CurrencyCode::Of("IRR"), 13, Date::Of(2025, 12, 1)},
    {CurrencyCode::Of("VEF"), 24, Date::Of(2018, 2, 5)},
    {CurrencyCode::Of("VES"), 24, Date::Of(2018, 8, 20)},
    {CurrencyCode::Of("VEF"), 24, Date::Of(2018, 8, 20)},
    {CurrencyCode::Of("UZS"), 1.92, Date::Of(2017, 9, 5)},
    {CurrencyCode::Of("NGN"), 3.9, Date::Of(1999, 1, 4)},
    {CurrencyCode::Of("TMT"), 2.73, Date::Of(2008, 5, 1)},
    {CurrencyCode::Of("ZWL"), 2.5, Date::Of(2019, 2, 22)},
    {CurrencyCode::Of("EGP"), 1.6, Date::Of(2024, 3, 6)},
    {CurrencyCode::Of("SYP"), 2.4, Date::Of(2020, 6, 17)},
    {CurrencyCode::Of("SYP"), 1.5, Date::Of(2023, 2, 2)},
    {CurrencyCode::Of("KPW"), 67, Date::Of(2002, 7, 1)},
    {CurrencyCode::Of("CUP"), 24, Date::Of(2021, 1, 1)},
    {CurrencyCode::Of("RUB"), 3.5, Date::Of(1998, 9, 9)},
    {CurrencyCode::Of("IDR"), 2, Date::Of(1998, 1, 22)},
    {CurrencyCode::Of("GNF"), 2, Date::Of(2005, 3, 1)},
    {CurrencyCode::Of("AOA"), 2, Date::Of(1999, 5, 18)},
};

constexpr int kStepDays = 45;  // tolerance around the day of a devaluation
// tolerance around a redenomination: banks keep the old code for a while, or switch early
constexpr int kNewUnitDays = 400;

const Magnitude* Find(CurrencyCode currency, Date day) {
  const auto* found = std::ranges::find(kMagnitudes, currency, &Magnitude::currency);
  return found == std::end(kMagnitudes) || day.year() < found->since_year ? nullptr : found;
}

bool IsNear(double factor, double known, double tolerance) {
  return factor < known * tolerance && factor * tolerance > known;
}

bool IsNear(Date day, Date from, Date to, int about) { return day - about <= to && from <= day + about; }

}  // namespace

std::optional<double> MagnitudeOf(Pair pair, Date day) {
  const auto* base = Find(pair.base(), day);
  const auto* target = Find(pair.target(), day);
  return base == nullptr || target == nullptr ? std::nullopt : std::optional(target->units / base->units);
}

bool IsKnownStep(CurrencyCode currency, Date from, Date to, double factor, double tolerance) {
  const auto [first, last] = std::minmax(from, to);
  for (const auto& step : kSteps) {
    if (step.currency == currency && IsNear(step.day, first, last, kStepDays) &&
        IsNear(factor, step.factor, tolerance))
      return true;
  }
  for (const auto& succession : Redenominations()) {
    if (succession.predecessor != currency && succession.successor != currency) continue;
    const auto units = succession.rate().ToDecimal(Rounding::half_even);
    const double known = units ? static_cast<double>(units->units()) / static_cast<double>(Decimal::kOne) : 1;
    if (IsNear(succession.since, first, last, kNewUnitDays) &&
        IsNear(factor, std::max(known, 1 / known), tolerance))
      return true;
  }
  return false;
}

}  // namespace fxlake::rates
