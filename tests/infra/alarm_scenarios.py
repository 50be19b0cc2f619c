# SPDX-License-Identifier: Apache-2.0
"""What the alarms of a plan do on good and bad days, by CloudWatch's rules for periods, datapoints, and missing data.

Time is in hours. A day's run starts at 15:00; who sends an e-mail is the workflow, at the end of a failed execution, or an alarm, when its
state changes to one with an action.
"""

import dataclasses
import math
import re

RUN = 15
DAY = 24


@dataclasses.dataclass
class Days:
    """Datapoints by (namespace, metric, dimension), and the e-mails that the workflow sent."""

    prefix: str
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = dataclasses.field(default_factory=dict)
    mails: int = 0

    def publish(self, at: float, namespace: str, metric: str, value: float, dimension: str = ""):
        self.points.setdefault((namespace, metric, dimension), []).append((at, value))

    def run(self, day: int, *, failed_source: str = "", rules_failed: int = 0, ends: str = "Succeeded", quarantined: int = 0):
        """An execution with its metrics; zeros are published too."""
        at = day * DAY + RUN
        if ends == "DeadLetter":
            self.publish(at, "AWS/SQS", "ApproximateNumberOfMessagesVisible", 1, f"{self.prefix}-dead-letters")
            return
        own = f"FXLake/{self.prefix.rpartition('-')[2]}"
        machine = f"stateMachine:{self.prefix}"
        self.publish(at, "AWS/States", "ExecutionsStarted", 1, machine)
        for function in ("ingest", "validate"):
            self.publish(at, "AWS/Lambda", "Errors", 0, f"{self.prefix}-{function}")
        if ends in ("TimedOut", "Aborted"):
            self.publish(at, "AWS/States", f"Executions{ends}", 1, machine)
            return
        for source in ("ecb", "frankfurter"):
            self.publish(at, own, "IngestFailures", source == failed_source, source)
            if source != failed_source:
                self.publish(at, own, "StaleDays", 0, source)
                self.publish(at, own, "TransformFailures", 0, source)
                self.publish(at, own, "RowsQuarantined", quarantined if source == "ecb" else 0, source)
        self.publish(at, own, "QualityRulesFailed", rules_failed)
        self.publish(at, own, "EmptyResults", 0)
        if failed_source or rules_failed:
            self.publish(at, "AWS/States", "ExecutionsFailed", 1, machine)
            self.mails += 1
        else:
            self.publish(at, "AWS/States", "ExecutionsSucceeded", 1, machine)


def datapoint(values: list[float], statistic: str) -> float:
    return {"Sum": sum, "Maximum": max}[statistic](values)


def state_at(alarm: dict, before: str, values: list[float | None]) -> str:
    """The state after the window `values`, the newest last; None is a period without data."""
    more = alarm["comparison_operator"] == "GreaterThanThreshold"

    def breaches(value: float) -> bool:
        return value > alarm["threshold"] if more else value < alarm["threshold"]

    missing = alarm["treat_missing_data"]
    if all(value is None for value in values):
        return {"ignore": before, "missing": "INSUFFICIENT_DATA", "notBreaching": "OK", "breaching": "ALARM"}[missing]
    breaching = sum(value is None and missing == "breaching" or value is not None and breaches(value) for value in values)
    return "ALARM" if breaching >= (alarm["datapoints_to_alarm"] or len(values)) else "OK"


def watch(alarm: dict, days: Days, hours: int) -> tuple[list[tuple[float, str]], int]:
    """The states that the alarm takes, each with its hour, and how many messages it sends."""
    dimension = next(iter((alarm["dimensions"] or {}).values()), "")
    dimension = re.sub(r"^.*:(?=stateMachine:)", "", dimension)
    points = days.points.get((alarm["namespace"], alarm["metric_name"], dimension), [])
    step = alarm["period"] / 3600
    state, states, mails = "INSUFFICIENT_DATA", [], 0
    for end in range(1, math.ceil(hours / step) + 1):
        window = []
        for index in range(end - alarm["evaluation_periods"], end):
            values = [value for at, value in points if index * step <= at < (index + 1) * step]
            window.append(datapoint(values, alarm["statistic"]) if values else None)
        after = state_at(alarm, state, window)
        if after != state:
            actions = {"ALARM": "alarm_actions", "OK": "ok_actions", "INSUFFICIENT_DATA": "insufficient_data_actions"}[after]
            mails += len(alarm[actions] or [])
            states.append((end * step, after))
            state = after
    return states, mails


def play(alarms: list[dict], prefix: str, days: Days, hours: int) -> tuple[int, set[str]]:
    """All e-mails, and the alarms that are in ALARM at the end."""
    mails, lit = days.mails, set()
    for alarm in alarms:
        states, sent = watch(alarm, days, hours)
        mails += sent
        if states and states[-1][1] == "ALARM":
            lit.add(alarm["alarm_name"].removeprefix(f"{prefix}-"))
    return mails, lit


# The alarms that send a message when they enter ALARM, and when they have no data.
MAILS = {"execution-timed-out", "execution-aborted", "backfill-failed", "backfill-timed-out", "dead-letters", "unauthorized-calls"}
MAILS_WITHOUT_DATA = {"no-execution"}

FAILED_SOURCE = {"execution-failed", "ecb-ingest-failures"}
# (what happens, hours that pass, runs by day, e-mails, alarms that are in ALARM at the end)
SCENARIOS = [
    ("first deployment, before the first run", 20, [], 0, set()),
    ("good days", 72, [(0, {}), (1, {}), (2, {})], 0, set()),
    ("a failed source, an hour later", 17, [(0, {"failed_source": "ecb"})], 1, FAILED_SOURCE),
    ("a failed source, that night", 30, [(0, {"failed_source": "ecb"})], 1, FAILED_SOURCE),
    ("a failed source, then a good day", 48, [(0, {"failed_source": "ecb"}), (1, {})], 1, set()),
    ("a failed rule over the weekend", 65, [(0, {"rules_failed": 1})], 1, {"checks-failed"}),
    ("two bad days", 42, [(0, {"failed_source": "ecb"}), (1, {"failed_source": "ecb"})], 2, FAILED_SOURCE),
    ("a weekend", 96, [(0, {}), (3, {})], 0, set()),
    ("no execution in five days", 150, [(0, {})], 1, set()),
    ("a time-out", 20, [(0, {"ends": "TimedOut"})], 1, {"execution-timed-out"}),
    ("an abort", 20, [(0, {"ends": "Aborted"})], 1, {"execution-aborted"}),
    ("rejected rows", 30, [(0, {"quarantined": 3})], 0, {"ecb-quarantined"}),
    ("a start that failed for good", 30, [(0, {"ends": "DeadLetter"})], 1, {"dead-letters"}),
]


def alarms_of(plan: dict, prefix: str) -> list[dict]:
    """The alarms of a plan. The topic's ARN is unknown in it, and with it each list of actions that holds it."""
    found = []
    for change in plan["resource_changes"]:
        if change["type"] != "aws_cloudwatch_metric_alarm":
            continue
        alarm = dict(change["change"]["after"])
        for actions in ("alarm_actions", "ok_actions", "insufficient_data_actions"):
            alarm[actions] = ["topic"] if change["change"]["after_unknown"].get(actions) else alarm.get(actions) or []
        found.append(alarm)
    return found


def problems(plan: dict, prefix: str) -> list[str]:
    alarms, wrong = alarms_of(plan, prefix), []
    for actions, expected in (("alarm_actions", MAILS), ("insufficient_data_actions", MAILS_WITHOUT_DATA), ("ok_actions", set())):
        names = {alarm["alarm_name"].removeprefix(f"{prefix}-") for alarm in alarms if alarm[actions]}
        if names != expected:
            wrong.append(f"{actions}: {sorted(names)}")
    for name, hours, runs, mails, lit in SCENARIOS:
        days = Days(prefix)
        for day, how in runs:
            days.run(day, **how)
        came = play(alarms, prefix, days, hours)
        if came != (mails, lit):
            wrong.append(f"{name}: {came[0]} e-mails, {sorted(came[1])}")
    return wrong
