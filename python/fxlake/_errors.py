# SPDX-License-Identifier: Apache-2.0
"""One exception for each kind of error of the program; docs/reference/cli.md lists the exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._results import Report


class FXLakeError(Exception):
    """What the program said. `exit_code` is its own; `retryable` tells whether the same call may succeed later."""

    exit_code = 9
    retryable = False


class InvalidInput(FXLakeError, ValueError):
    exit_code = 2


class NotFound(FXLakeError, LookupError):
    exit_code = 3


class Conflict(FXLakeError):
    exit_code = 4
    retryable = True


class Unavailable(FXLakeError, ConnectionError):
    exit_code = 5
    retryable = True


class Throttled(FXLakeError):
    exit_code = 6
    retryable = True


class Denied(FXLakeError, PermissionError):
    exit_code = 7


class Corrupt(FXLakeError):
    """The lake is damaged; the message names the object and the command that mends it."""

    exit_code = 8


class InternalError(FXLakeError):
    exit_code = 9


class RunFailed(FXLakeError):
    """A run did its work, and a source or a check failed. `report` says which."""

    exit_code = 1

    def __init__(self, message: str, report: Report):
        super().__init__(message)
        self.report = report


_BY_CODE: dict[int, type[FXLakeError]] = {
    kind.exit_code: kind for kind in (InvalidInput, NotFound, Conflict, Unavailable, Throttled, Denied, Corrupt, InternalError)
}


def error_of(code: int, said: str) -> FXLakeError:
    """By the program's exit code, or the negative number of the signal that ended it."""
    message = said.strip().removeprefix("fxlake: ")
    if code < 0:
        return InternalError(f"the program was ended by signal {-code}: {message}")
    return _BY_CODE.get(code, InternalError)(message or f"the program ended with exit code {code}")
