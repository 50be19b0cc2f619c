// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/succession.h"

#include <algorithm>

namespace fxlake::rates {
namespace {

consteval Succession ToEuro(const char (&currency)[4], std::string_view units, Date since) {
  return {CurrencyCode::Of(currency), CurrencyCode::Of("EUR"), units, since, SuccessionKind::fixed_euro_rate};
}

consteval Succession New(const char (&predecessor)[4], const char (&successor)[4], std::string_view units,
                         Date since) {
  return {CurrencyCode::Of(predecessor), CurrencyCode::Of(successor), units, since,
          SuccessionKind::redenomination};
}

constexpr Date kStart = Date::Of(1999, 1, 1);

constexpr Succession kFixedEuroRates[] = {
    ToEuro("ATS", "13.7603", kStart),
    ToEuro("BEF", "40.3399", kStart),
    ToEuro("BGN", "1.95583", Date::Of(2026, 1, 1)),
    ToEuro("CYP", "0.585274", Date::Of(2008, 1, 1)),
    ToEuro("DEM", "1.95583", kStart),
    ToEuro("EEK", "15.6466", Date::Of(2011, 1, 1)),
    ToEuro("ESP", "166.386", kStart),
    ToEuro("FIM", "5.94573", kStart),
    ToEuro("FRF", "6.55957", kStart),
    ToEuro("GRD", "340.750", Date::Of(2001, 1, 1)),
    ToEuro("HRK", "7.53450", Date::Of(2023, 1, 1)),
    ToEuro("IEP", "0.787564", kStart),
    ToEuro("ITL", "1936.27", kStart),
    ToEuro("LTL", "3.45280", Date::Of(2015, 1, 1)),
    ToEuro("LUF", "40.3399", kStart),
    ToEuro("LVL", "0.702804", Date::Of(2014, 1, 1)),
    ToEuro("MTL", "0.429300", Date::Of(2008, 1, 1)),
    ToEuro("NLG", "2.20371", kStart),
    ToEuro("PTE", "200.482", kStart),
    ToEuro("SIT", "239.640", Date::Of(2007, 1, 1)),
    ToEuro("SKK", "30.1260", Date::Of(2009, 1, 1)),
};

constexpr Succession kRedenominations[] = {
    New("AFA", "AFN", "1000", Date::Of(2002, 10, 7)),
    New("ANG", "XCG", "1", Date::Of(2025, 3, 31)),
    New("AON", "AOR", "1000", Date::Of(1995, 7, 1)),
    New("AOR", "AOA", "1000000", Date::Of(1999, 12, 1)),
    New("ARA", "ARS", "10000", Date::Of(1992, 1, 1)),
    New("AZM", "AZN", "5000", Date::Of(2006, 1, 1)),
    New("BGL", "BGN", "1000", Date::Of(1999, 7, 5)),
    New("BRE", "BRR", "1000", Date::Of(1993, 8, 1)),
    New("BRR", "BRL", "2750", Date::Of(1994, 7, 1)),
    New("BYB", "BYR", "1000", Date::Of(2000, 1, 1)),
    New("BYR", "BYN", "10000", Date::Of(2016, 7, 1)),
    New("CSD", "RSD", "1", Date::Of(2006, 10, 25)),
    New("GEK", "GEL", "1000000", Date::Of(1995, 10, 2)),
    New("GHC", "GHS", "10000", Date::Of(2007, 7, 1)),
    New("HRD", "HRK", "1000", Date::Of(1994, 5, 30)),
    New("LTT", "LTL", "100", Date::Of(1993, 6, 25)),
    New("MGF", "MGA", "5", Date::Of(2003, 7, 31)),
    New("MRO", "MRU", "10", Date::Of(2018, 1, 1)),
    New("MXP", "MXN", "1000", Date::Of(1993, 1, 1)),
    New("MZM", "MZN", "1000", Date::Of(2006, 7, 1)),
    New("NIC", "NIO", "5000000", Date::Of(1991, 4, 30)),
    New("PEI", "PEN", "1000000", Date::Of(1991, 7, 1)),
    New("PLZ", "PLN", "10000", Date::Of(1995, 1, 1)),
    New("ROL", "RON", "10000", Date::Of(2005, 7, 1)),
    New("RUR", "RUB", "1000", Date::Of(1998, 1, 1)),
    New("SDD", "SDG", "100", Date::Of(2007, 1, 10)),
    New("SLL", "SLE", "1000", Date::Of(2022, 7, 1)),
    New("SRG", "SRD", "1000", Date::Of(2004, 1, 1)),
    New("STD", "STN", "1000", Date::Of(2018, 1, 1)),
    New("TJR", "TJS", "1000", Date::Of(2000, 10, 30)),
    New("TMM", "TMT", "5000", Date::Of(2009, 1, 1)),
    New("TRL", "TRY", "1000000", Date::Of(2005, 1, 1)),
    New("UAK", "UAH", "100000", Date::Of(1996, 9, 2)),
    New("UYP", "UYU", "1000", Date::Of(1993, 3, 1)),
    New("VEB", "VEF", "1000", Date::Of(2008, 1, 1)),
    New("VEF", "VES", "100000", Date::Of(2018, 8, 20)),
    New("XEU", "EUR", "1", kStart),
    New("ZMK", "ZMW", "1000", Date::Of(2013, 1, 1)),
    New("ZWD", "ZWN", "1000", Date::Of(2006, 8, 1)),
    New("ZWN", "ZWR", "10000000000", Date::Of(2008, 8, 1)),
    New("ZWR", "ZWL", "1000000000000", Date::Of(2009, 2, 2)),
};

}  // namespace

Rational Succession::rate() const { return *Rational::Parse(units); }

std::span<const Succession> FixedEuroRates() { return kFixedEuroRates; }
std::span<const Succession> Redenominations() { return kRedenominations; }

const Succession* FindSuccession(CurrencyCode predecessor) {
  for (const auto table : {FixedEuroRates(), Redenominations()}) {
    const auto found = std::ranges::find(table, predecessor, &Succession::predecessor);
    if (found != table.end()) return &*found;
  }
  return nullptr;
}

}  // namespace fxlake::rates
