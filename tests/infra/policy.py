# SPDX-License-Identifier: Apache-2.0
"""Identity policies as IAM evaluates them: an explicit deny, then an allow; wildcards in actions and resources; the condition operators
that the stack uses. A condition on a key that the request lacks does not hold."""

import fnmatch

OPERATORS = {
    "StringEquals": lambda value, wanted: value == wanted,
    "StringLike": fnmatch.fnmatchcase,
    "ArnLike": fnmatch.fnmatchcase,
    "Bool": lambda value, wanted: value == wanted,
}


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def holds(conditions: dict, context: dict) -> bool:
    for operator, keys in conditions.items():
        compare = OPERATORS[operator.removeprefix("ForAnyValue:")]
        for key, wanted in keys.items():
            values = as_list(context.get(key, []))
            if not any(compare(value, one) for value in values for one in as_list(wanted)):
                return False
    return True


def applies(statement: dict, action: str, resource: str, context: dict) -> bool:
    return (
        any(fnmatch.fnmatchcase(action.lower(), pattern.lower()) for pattern in as_list(statement["Action"]))
        and any(fnmatch.fnmatchcase(resource, pattern) for pattern in as_list(statement["Resource"]))
        and holds(statement.get("Condition", {}), context)
    )


def allows(statements: list[dict], action: str, resource: str, context: dict | None = None) -> bool:
    found = [statement["Effect"] for statement in statements if applies(statement, action, resource, context or {})]
    return "Allow" in found and "Deny" not in found
