# SPDX-License-Identifier: Apache-2.0
"""The picture: a panel for each input, a bar for each contender."""

from xml.sax.saxutils import escape

from contests import OURS, Outcome
from stopwatch import Spread

LABELS, BARS, NOTES, HEAD, BAR, GAP = 150, 470, 190, 34, 20, 6
WIDTH = LABELS + BARS + NOTES
INK, FAINT, COLOR, OTHER = "#24292f", "#57606a", "#0969da", "#afb8c1"


def _duration(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _panel(outcome: Outcome, top: int) -> tuple[list[str], int]:
    medians = {name: Spread.of(run.wall for run in runs).median for name, runs in outcome.runs.items()}
    longest = max(medians.values())
    title = f"{escape(outcome.input.title)}: {outcome.rates:,} rates"
    parts = [f'<text x="{LABELS}" y="{top + 20}" fill="{INK}" font-weight="600">{title}</text>']
    y = top + HEAD
    for name, median in sorted(medians.items(), key=lambda item: item[1]):
        length = max(2.0, BARS * median / longest)
        note = _duration(median) if name == OURS else f"{_duration(median)}, {median / medians[OURS]:.1f}×"
        middle = y + BAR - 6
        parts += [
            f'<text x="{LABELS - 8}" y="{middle}" fill="{INK}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABELS}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2" fill="{COLOR if name == OURS else OTHER}"/>',
            f'<text x="{LABELS + length + 8:.1f}" y="{middle}" fill="{FAINT}">{note}</text>',
        ]
        y += BAR + GAP
    return parts, y + 10


def draw(outcomes: list[Outcome]) -> str:
    parts, y = [], 6
    for outcome in outcomes:
        panel, y = _panel(outcome, y)
        parts += panel
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" role="img"'
    title = "Seconds on the clock from raw files to Parquet, medians; shorter is faster"
    style = 'font-family="system-ui, sans-serif" font-size="13"'
    body = "\n".join(f"  {part}" for part in parts)
    return f'{head} {style}>\n  <title>{title}</title>\n  <rect width="{WIDTH}" height="{y}" fill="#ffffff"/>\n{body}\n</svg>\n'
