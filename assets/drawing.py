# SPDX-License-Identifier: Apache-2.0
"""How the pictures look: one place for fonts, colors and strokes."""

import functools

from diagrams import Cluster, Diagram, Edge

FONT = "Lato"
INK = "#1f2937"
PALE = "#6b7280"
ORANGE = "#d97706"
GREEN = "#15803d"
BLUE = "#1d4ed8"
RED = "#b91c1c"
VIOLET = "#6d28d9"

GRAPH = {
    "fontname": FONT,
    "fontsize": "26",
    "fontcolor": INK,
    "bgcolor": "white",
    "pad": "0.4",
    "nodesep": "0.55",
    "ranksep": "0.9",
    "splines": "spline",
    "dpi": "90",
}
NODE = {"fontname": FONT, "fontsize": "13", "fontcolor": INK}
EDGE = {"fontname": FONT, "fontsize": "12", "fontcolor": PALE, "color": PALE, "penwidth": "1.6", "arrowsize": "0.8"}


def picture(title: str, file: str, **graph) -> Diagram:
    return Diagram(
        title, filename=file, outformat="png", show=False, direction="LR", graph_attr=GRAPH | graph, node_attr=NODE, edge_attr=EDGE
    )


def area(title: str, background: str, border: str) -> Cluster:
    attributes = {
        "fontname": f"{FONT} Bold",
        "fontsize": "15",
        "fontcolor": border,
        "bgcolor": background,
        "pencolor": border,
        "margin": "18",
    }
    return Cluster(title, graph_attr=attributes | {"style": "rounded", "penwidth": "1.4", "labeljust": "l"})


def arrow(label: str = "", color: str = PALE, **more) -> Edge:
    return Edge(label=f" {label} " if label else "", color=color, fontcolor=color, fontname=FONT, fontsize="13", **more)


def beside():
    """Puts its right end one column further, and is not seen."""
    return Edge(style="invis")


dashed = functools.partial(arrow, style="dashed")
