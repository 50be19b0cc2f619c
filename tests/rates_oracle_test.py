# SPDX-License-Identifier: Apache-2.0
"""Responses of /v1 and /v2, compared with the bank's file and fractions in Python, for a few hundred seeded requests."""

import bisect
import datetime
import decimal
import json
import random
import unittest
from fractions import Fraction

import server

CARRIED = 14
PEGS = {"AED": ("USD", "3.6725"), "XAF": ("EUR", "655.957"), "FKP": ("GBP", "1"), "MOP": ("HKD", "1.03"), "BAM": ("EUR", "1.95583")}


def rounded(value: Fraction) -> Fraction:
    """Half away from zero, to decimals by magnitude."""
    limits = [(Fraction(5000), 0), (Fraction(80), 2), (Fraction(20), 3), (Fraction(1), 4), (Fraction(1, 10_000), 5)]
    places = next((places for limit, places in limits if value > limit), 6)
    scaled = value * 10**places
    whole = scaled.numerator // scaled.denominator
    return Fraction(whole + (1 if scaled - whole >= Fraction(1, 2) else 0), 10**places)


def numbers(text: str):
    """JSON whose numbers keep their digits."""
    return json.loads(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


class Bank:
    def __init__(self):
        self.published = server.published()
        self.days = sorted(self.published)
        self.by_code: dict[str, list[str]] = {}
        for day in self.days:
            for code in self.published[day]:
                self.by_code.setdefault(code, []).append(day)

    def last(self, code: str, day: str) -> str | None:
        """The day of the last rate of at most 14 days before."""
        days = self.by_code.get(code, [])
        place = bisect.bisect_right(days, day)
        if not place:
            return None
        found = days[place - 1]
        return found if (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(found)).days <= CARRIED else None

    def rate(self, code: str, day: str) -> Fraction:
        return Fraction(1) if code == "EUR" else Fraction(self.published[day][code])

    def rates_v1(self, days_of, base: str, amount: Fraction, symbols: list[str] | None) -> dict[str, set[Fraction]]:
        """{code: values that are right}; `days_of` says on which day a code's rate is taken."""
        plain = base == "EUR" and amount == 1
        answer = {}
        for code in sorted({*self.by_code, "EUR"} - {base}):
            if (symbols is not None and code not in symbols) or (code == "EUR" and base == "EUR"):
                continue
            day = days_of(base) if code == "EUR" else days_of(code)
            base_day = day and (day if base == "EUR" else days_of(base, day))
            if not day or not base_day:
                continue
            rate, per_base = self.rate(code, day), self.rate(base, base_day)
            once = rate if plain else rounded(amount * rate / per_base)
            answer[code] = {once}
            if not plain and base != "EUR" and rounded(amount * per_base):
                answer[code].add(rounded(amount * (amount if code == "EUR" else rounded(amount * rate)) / rounded(amount * per_base)))
        return answer


class Oracle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bank = Bank()
        cls.running = server.Server(server.shared_lake())
        cls.addClassCleanup(cls.running.stop)

    def setUp(self):
        self.random = random.Random(self.id())

    def any_day(self, first="1999-01-04", last="2026-04-14") -> str:
        start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        return (start + datetime.timedelta(days=self.random.randint(0, (end - start).days))).isoformat()

    def check_rates(self, got: dict, expected: dict[str, set[Fraction]], request: str):
        self.assertEqual(list(got), sorted(expected), request)
        for code, value in got.items():
            self.assertIn(Fraction(value), expected[code], f"{request}: {code}")

    def any_request(self):
        codes = [*self.bank.by_code, "EUR", "EUR", "USD"]
        base = self.random.choice(codes)
        symbols = self.random.sample(codes, self.random.randint(1, 6)) if self.random.random() < 0.6 else None
        amount = self.random.choice(["1", "1.0", "10", "0.25", "1000", "3.333", "123456.78"])
        return base, symbols, amount

    def test_v1_days(self):
        answered = 0
        for _ in range(300):
            (base, symbols, amount), day = self.any_request(), self.any_day()
            query = {"base": base, "amount": amount} | ({"symbols": ",".join(symbols)} if symbols else {})
            request = f"/v1/{day} {query}"
            answer = self.running.get(f"/v1/{day}", **query)
            if symbols and set(symbols) == {base} and len(symbols) == 1:
                self.assertEqual((answer.status, answer.json), (422, {"message": "bad currency pair"}), request)
                continue
            wanted = lambda code, on=day: self.bank.last(code, on)  # noqa: E731
            expected = self.bank.rates_v1(wanted, base, Fraction(amount), symbols)
            if not expected:
                self.assertEqual((answer.status, answer.json), (404, {"message": "not found"}), request)
                continue
            got = numbers(answer.text)
            self.check_rates(got["rates"], expected, request)
            self.assertEqual(list(got), ["amount", "base", "date", "rates"])
            used = {wanted(code) if code != "EUR" else wanted(base) for code in expected}
            self.assertEqual((got["date"], got["base"], Fraction(got["amount"])), (max(used), base, Fraction(amount)), request)
            answered += 1
        self.assertGreater(answered, 150)

    def test_v1_periods(self):
        answered = 0
        for _ in range(40):
            (base, symbols, amount), first = self.any_request(), self.any_day(last="2026-03-01")
            last = (datetime.date.fromisoformat(first) + datetime.timedelta(days=self.random.randint(0, 40))).isoformat()
            if symbols and len(symbols) == 1 and symbols[0] == base:
                continue
            query = {"base": base, "amount": amount} | ({"symbols": ",".join(symbols)} if symbols else {})
            answer = self.running.get(f"/v1/{first}..{last}", **query)
            start = self.bank.days[max(0, bisect.bisect_right(self.bank.days, first) - 1)]
            expected = {}
            for day in (day for day in self.bank.days if start <= day <= last):
                on_day = lambda code, _=None, day=day: day if code == "EUR" or code in self.bank.published[day] else None  # noqa: E731
                rates = self.bank.rates_v1(on_day, base, Fraction(amount), symbols)
                if rates:
                    expected[day] = rates
            request = f"/v1/{first}..{last} {query}"
            if not expected:
                self.assertEqual(answer.status, 404, request)
                continue
            got = numbers(answer.text)
            self.assertEqual((got["start_date"], got["end_date"]), (min(expected), max(expected)), request)
            self.assertEqual(list(got["rates"]), sorted(expected), request)
            for day, rates in got["rates"].items():
                self.check_rates(rates, expected[day], f"{request} {day}")
            answered += 1
        self.assertGreater(answered, 20)

    def test_v1_the_whole_history_is_the_file(self):
        got = numbers(self.running.get("/v1/1999-01-04..").text)["rates"]
        self.assertEqual(
            {day: {code: Fraction(rate) for code, rate in rates.items()} for day, rates in got.items()},
            {day: {code: Fraction(text) for code, text in rates.items()} for day, rates in self.bank.published.items()},
        )

    def expected_v2(self, day: str, base: str, with_pegs: bool, stored: bool) -> dict[str, tuple[str, Fraction]]:
        """{quote: (its day, value)} of one provider's rates."""
        per_euro = {code: on for code in self.bank.by_code if (on := self.bank.last(code, day))}
        answer = {}
        base_day = per_euro.get(base, day)
        if base != "EUR" and base not in per_euro:
            return {}
        for code, on in per_euro.items():
            base_on = None if base == "EUR" else self.bank.last(base, on)
            if code == base or (base != "EUR" and not base_on):
                continue
            rate = self.bank.rate(code, on)
            answer[code] = (
                on,
                rate if base == "EUR" and stored else rounded(rate if base == "EUR" else rate / self.bank.rate(base, base_on)),
            )
        if base != "EUR":
            answer["EUR"] = (base_day, rounded(1 / self.bank.rate(base, base_day)))
        newest = max(on for on, _ in answer.values())
        if with_pegs:
            for quote, (anchor, rate) in PEGS.items():
                if quote in answer or (anchor != base and anchor not in answer):
                    continue
                anchor_day = base_day if anchor == "EUR" else per_euro[anchor]
                anchored = (
                    1
                    if anchor == base
                    else self.bank.rate(anchor, anchor_day)
                    / (1 if base == "EUR" else self.bank.rate(base, self.bank.last(base, anchor_day)))
                )
                answer[quote] = (newest, rounded(anchored * Fraction(rate)))
        return answer

    def test_v2_days(self):
        for _ in range(150):
            day = self.any_day()
            base = self.random.choice(["EUR", "EUR", *self.bank.by_code])
            named = self.random.random() < 0.5
            got = numbers(self.running.get("/v2/rates", date=day, base=base, **({"providers": "ecb"} if named else {})).text)
            expected = self.expected_v2(day, base, not named, named)
            if base == "BAM" or not expected:
                continue
            request = f"{day} {base} {named}"
            rows = {row["quote"]: (row["date"], Fraction(row["rate"])) for row in got}
            self.assertEqual([row["quote"] for row in got], sorted(rows), request)
            self.assertEqual(rows.pop(base), (max(on for on, _ in expected.values()), 1), request)
            if not named:
                rows = {quote: value for quote, value in rows.items() if quote in expected}
            self.assertEqual(rows, expected, request)
            self.assertEqual({row["base"] for row in got}, {base})

    def test_v2_ranges(self):
        for _ in range(30):
            first = self.any_day(last="2026-03-01")
            last = (datetime.date.fromisoformat(first) + datetime.timedelta(days=self.random.randint(0, 30))).isoformat()
            quotes = self.random.sample(["USD", "JPY", "IDR", "GBP", "RUB", "HRK", "INR"], 3)
            got = numbers(self.running.get("/v2/rates", **{"from": first}, to=last, quotes=",".join(quotes), providers="ecb").text)
            expected = {}
            for anchor in sorted({first, *(day for day in self.bank.days if first <= day <= last)}):
                for quote in quotes:
                    if on := self.bank.last(quote, anchor):
                        expected[on, quote] = Fraction(self.bank.published[on][quote])
            self.assertEqual({(row["date"], row["quote"]): Fraction(row["rate"]) for row in got}, expected)
            self.assertEqual([(row["date"], row["quote"]) for row in got], sorted(expected))

    def test_v2_means(self):
        for bucket in ("month", "week"):
            for _ in range(8):
                first = datetime.date.fromisoformat(self.any_day(first="2011-06-01", last="2025-06-01"))
                last = first + datetime.timedelta(days=self.random.randint(10, 200))
                start = lambda day: day.replace(day=1) if bucket == "month" else day - datetime.timedelta(days=day.weekday())  # noqa: B023, E731
                base = self.random.choice(["EUR", "USD"])
                sums: dict[str, list[tuple[Fraction, Fraction]]] = {}
                for day, rates in self.bank.published.items():
                    date = datetime.date.fromisoformat(day)
                    if start(first) <= date <= last:
                        sums.setdefault(start(date).isoformat(), []).append((Fraction(rates["JPY"]), Fraction(rates["USD"])))
                expected = {
                    day: rounded(sum(yen for yen, _ in pairs) / (len(pairs) if base == "EUR" else sum(dollar for _, dollar in pairs)))
                    for day, pairs in sums.items()
                }
                query = {"from": first.isoformat(), "to": last.isoformat(), "group": bucket, "quotes": "JPY", "base": base}
                got = numbers(self.running.get("/v2/rates", **query).text)
                self.assertEqual({row["date"]: Fraction(row["rate"]) for row in got}, expected)


if __name__ == "__main__":
    unittest.main()
