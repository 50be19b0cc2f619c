# SPDX-License-Identifier: Apache-2.0
"""What a lake answers with."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ._errors import RunFailed

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """Rows as a stream of Apache Arrow: decimals are decimal128, days are date32.

    Read by whichever of pyarrow, Polars and pandas is there.
    """

    def __init__(self, stream: bytes):
        self._stream = stream

    @property
    def ipc_stream(self) -> bytes:
        """The bytes, in Arrow's IPC streaming format."""
        return self._stream

    def to_arrow(self) -> pyarrow.Table:
        import pyarrow.ipc

        return pyarrow.ipc.open_stream(self._stream).read_all()

    def to_polars(self) -> polars.DataFrame:
        import polars

        return polars.read_ipc_stream(self._stream)

    def to_pandas(self) -> pandas.DataFrame:
        """Decimals stay decimals: the columns have pandas' Arrow types."""
        import pandas

        return self.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)

    def to_pylist(self) -> list[dict[str, Any]]:
        """A dict for each row, with Decimal and date."""
        try:
            return list(self.to_arrow().to_pylist())
        except ImportError:
            return list(self.to_polars().to_dicts())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """For DuckDB, Polars and other readers of Arrow's PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        try:
            return int(self.to_arrow().num_rows)
        except ImportError:
            return int(self.to_polars().height)

    def __repr__(self) -> str:
        return f"<fxlake.Table of {len(self._stream)} bytes; to_arrow(), to_polars(), to_pandas() read it>"


@dataclasses.dataclass(frozen=True)
class Step:
    """One multiplication or division on the way of a conversion."""

    source_currency: str
    target_currency: str
    operation: str  # "multiply" or "divide"
    kind: str  # "published", "fixed", ...
    rate: Decimal
    date: datetime.date | None
    raw_object: str | None


@dataclasses.dataclass(frozen=True)
class Conversion:
    amount: Decimal  # rounded once
    currency: str
    steps: tuple[Step, ...]
    details: Mapping[str, Any]  # all that the program said

    @classmethod
    def read(cls, answer: bytes) -> Conversion:
        said = json.loads(answer)
        steps = tuple(
            Step(
                source_currency=step["from"],
                target_currency=step["to"],
                operation=step["operation"],
                kind=step["kind"],
                rate=Decimal(step["rate"]),
                date=datetime.date.fromisoformat(step["date"]) if step.get("date") else None,
                raw_object=step.get("raw_object"),
            )
            for step in said["steps"]
        )
        return cls(Decimal(said["result"]), said["to"], steps, said)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class Report(Mapping[str, Any]):
    """What a run did: a mapping as `fxlake show RUN --json` prints it, and a line of text."""

    def __init__(self, said: Mapping[str, Any]):
        self._said = said

    @property
    def name(self) -> str:
        return str(self._said["name"])

    @property
    def succeeded(self) -> bool:
        return bool(self._said["status"] == "SUCCEEDED")

    def to_dict(self) -> dict[str, Any]:
        return dict(self._said)

    def raise_on_failure(self) -> Report:
        """Itself, or RunFailed when a source or a check failed."""
        if not self.succeeded:
            raise RunFailed(str(self), self)
        return self

    def __getitem__(self, key: str) -> Any:
        return self._said[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)

    def __bool__(self) -> bool:
        return self.succeeded

    def __str__(self) -> str:
        parts = [f"run {self.name}: {self._said['status']}"]
        parts += [_line(source) for source in self._said.get("sources", [])]
        quality = self._said.get("quality")
        if quality:
            parts.append(f"quality: {quality.get('failed', 0)} of {quality.get('rules', 0)} rules failed")
        return "\n".join(parts)

    def __repr__(self) -> str:
        return f"<fxlake.Report {self.name}: {self._said['status']}>"


def _line(source: Mapping[str, Any]) -> str:
    if not source.get("ok"):
        return f"{source['source']}: failed: {source.get('error') or source.get('cause') or 'see the report'}"
    transform = source.get("transform") or {}
    ingest = source.get("ingest") or {}
    return f"{source['source']}: {transform.get('added', 0)} new rates, watermark {transform.get('watermark') or ingest.get('watermark')}"
