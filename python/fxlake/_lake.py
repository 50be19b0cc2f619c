# SPDX-License-Identifier: Apache-2.0
"""A lake: each method is one command of the program."""

from __future__ import annotations

import builtins
import datetime
import json
import os
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ._program import call
from ._results import Conversion, Report, Table

Day = str | datetime.date
Moment = str | datetime.date | datetime.datetime


def open(
    lake: str | os.PathLike[str] = "lake",
    *,
    config: str | os.PathLike[str] | None = None,
    sources: str | os.PathLike[str] | None = None,
    today: Day | None = None,
    environment: Mapping[str, str] | None = None,
) -> Lake:
    """A lake in a folder or a bucket ("s3://bucket/prefix"); it need not exist before its first run.

    `config` is a file fxlake.toml, `sources` a folder of source files, `today` the day that counts as today,
    `environment` variables for the program, as credentials for a bucket.
    """
    return Lake(lake, config=config, sources=sources, today=today, environment=environment)


def _moment(moment: Moment) -> str:
    if isinstance(moment, datetime.datetime) and moment.tzinfo is None:
        raise ValueError("a time without a time zone is no point of time: give it one, as datetime.timezone.utc")
    return moment if isinstance(moment, str) else moment.isoformat()


def _options(**given: object) -> builtins.list[str]:
    """--as-of for as_of; what is None is left out, what is True has no value."""
    words: builtins.list[str] = []
    for name, value in given.items():
        option = "--" + name.rstrip("_").replace("_", "-")
        if value is True:
            words.append(option)
        elif isinstance(value, (datetime.date, datetime.datetime)):
            words += [option, _moment(value)]
        elif value is not None and value is not False:
            words += [option, str(value)]
    return words


def _listed(sources: str | Iterable[str] | None) -> builtins.list[str]:
    if sources is None:
        return []
    return [sources] if isinstance(sources, str) else builtins.list(sources)


class Lake:
    def __init__(
        self,
        lake: str | os.PathLike[str],
        *,
        config: str | os.PathLike[str] | None = None,
        sources: str | os.PathLike[str] | None = None,
        today: Day | None = None,
        environment: Mapping[str, str] | None = None,
    ):
        self.uri = os.fspath(lake)
        self._environment = environment
        self._every = _options(
            lake=self.uri,
            config=None if config is None else os.fspath(config),
            sources=None if sources is None else os.fspath(sources),
            today=today,
        )

    def rates(
        self,
        base: str,
        targets: str | Iterable[str] = (),
        start: Day | None = None,
        end: Day | None = None,
        *,
        date: Day | None = None,
        on: str | None = None,
        as_of: Moment | None = None,
        source: str | None = None,
    ) -> Table:
        """Rates of one `base` in each of `targets` (none: all there are), on one `date` or from `start` to `end`.

        From `start` to `end` the days on which the source published; with `on` ("exact", "previous", "next") every day,
        with the rate that this rule gives it. `as_of` answers as the lake was then.
        """
        wanted = [targets] if isinstance(targets, str) else builtins.list(targets)
        options = _options(from_=start, to=end, date=date, on=on, as_of=as_of, source=source)
        return Table(self._call("rates", base, *wanted, *options, "--format", "arrow"))

    def rate(
        self,
        base: str,
        target: str,
        date: Day | None = None,
        *,
        on: str | None = None,
        as_of: Moment | None = None,
        source: str | None = None,
    ) -> Decimal:
        """One rate: one `base` = so many `target`."""
        options = _options(date=date, on=on, as_of=as_of, source=source)
        [row] = json.loads(self._call("rates", base, target, *options, "--json"))
        return Decimal(row["rate"])

    def sql(self, query: str, *, as_of: Moment | None = None) -> Table:
        """The answer of DuckDB, over the views exchange_rates and exchange_rates_revisions and the macro exchange_rates_as_of(time)."""
        return Table(self._call("query", *_options(as_of=as_of), "--format", "arrow", "--", query))

    def convert(
        self,
        amount: Decimal | int | str,
        currency: str,
        to: str,
        date: Day | None = None,
        *,
        on: str | None = None,
        rule: str | None = None,
        decimals: int | None = None,
        as_of: Moment | None = None,
        source: str | None = None,
    ) -> Conversion:
        """An amount in another currency, exact until it is rounded once at the end, with each step and where its rate came from."""
        if isinstance(amount, float):
            raise TypeError("an amount is a Decimal, an int or a text: a float is not exact")
        options = _options(date=date, on=on, rule=rule, decimals=decimals, as_of=as_of, source=source)
        return Conversion.read(
            self._call("convert", *options, "--json", "--", format(amount, "f" if isinstance(amount, Decimal) else ""), currency, to)
        )

    def run(
        self,
        sources: str | Iterable[str] | None = None,
        start: Day | None = None,
        end: Day | None = None,
        *,
        replay: str | os.PathLike[str] | None = None,
        name: str | None = None,
        heal: bool = False,
        if_running: str | None = None,
    ) -> Report:
        """Fetches, transforms and checks: one execution of the workflow. Returns its report whether it succeeded or not;
        an execution that could not be made raises. `raise_on_failure()` of the report turns a failure into an exception."""
        words = [word for source in _listed(sources) for word in ("--source", source)]
        words += _options(
            from_=start,
            to=end,
            replay=None if replay is None else os.fspath(replay),
            name=name,
            heal=heal,
            if_running=if_running,
        )
        return Report(json.loads(self._call("run", *words, "--json", allowed=(0, 1))))

    def command(self, *words: str) -> bytes:
        """Any other command on this lake, as `lake.command("verify", "--json")`: what it printed on standard output."""
        return self._call(*words)

    def _call(self, command: str, *words: str, allowed: tuple[int, ...] = (0,)) -> bytes:
        return call([command, *self._every, "--quiet", *words], self._environment, allowed)

    def __repr__(self) -> str:
        return f"fxlake.open({self.uri!r})"
