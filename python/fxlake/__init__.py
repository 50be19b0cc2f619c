# SPDX-License-Identifier: Apache-2.0
"""Exchange rates you can account for: FXLake's lakes from Python.

>>> import fxlake
>>> lake = fxlake.open("lake")
>>> lake.rates("EUR", ["USD", "GBP"], start="2026-01-01").to_polars()
>>> lake.rate("EUR", "USD", date="2026-10-30")
Decimal('1.1172')

The package starts the program `fxlake`, which it carries, and reads what that writes: answers and errors are those of the command line.
"""

from importlib.metadata import PackageNotFoundError, version

from ._errors import (
    Conflict,
    Corrupt,
    Denied,
    FXLakeError,
    InternalError,
    InvalidInput,
    NotFound,
    RunFailed,
    Throttled,
    Unavailable,
)
from ._lake import Lake, open
from ._results import Conversion, Report, Step, Table

try:
    __version__ = version("fxlake")
except PackageNotFoundError:  # a checkout
    __version__ = "0"

__all__ = [
    "Conflict",
    "Conversion",
    "Corrupt",
    "Denied",
    "FXLakeError",
    "InternalError",
    "InvalidInput",
    "Lake",
    "NotFound",
    "Report",
    "RunFailed",
    "Step",
    "Table",
    "Throttled",
    "Unavailable",
    "open",
]
