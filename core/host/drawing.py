"""How a block is drawn and taken away: decided once, for pages, paper and files."""

from collections.abc import AsyncIterator
from typing import Any

from core.host.hookspecs import Block
from core.i18n import Text, _

SMALL = 5  # fewer people than this are not shown as a number of their own
ENOUGH = 30  # of fewer people no share is said: a few more or less would turn it round
_SAMPLES = {
    "open": _("Those who chose to take part: not a drawn sample"),
    "drawn": _("A drawn sample"),
}
_SCATTER, _MAP, _LIKERT = 3, 4, 3  # so long a row is, or so many columns at least
_CHARTS = {
    "series": "bars",
    "bars": "bars",
    "histogram": "histogram",
    "line": "line",
    "likert": "likert",
    "scatter": "scatter",
    "map": "map",
}


def drawn_as(block: Block) -> str:
    """The shape that fits the data: a chart that its rows cannot carry is a table; nothing at all is the empty text."""
    if block.kind == "figure":
        return "figure"
    if not block.rows:
        return "text" if block.text else ""
    if block.kind == "quotes":
        return "quotes"
    chart = _CHARTS.get(block.kind, "table")
    return chart if chart == "table" or _carries(chart, block) else "table"


def _carries(chart: str, block: Block) -> bool:
    """Rows as long as the chart needs, with numbers where it draws them."""
    if chart == "scatter":
        return all(len(row) == _SCATTER and _number(row[0]) and _number(row[1]) for row in block.rows)
    if chart == "map":
        return all(len(row) == _MAP and _number(row[1]) and _number(row[2]) for row in block.rows)
    if chart == "likert":
        return len(block.columns) >= _LIKERT and all(all(map(_number, row[1:])) for row in block.rows)
    return len(block.columns) > 1 and any(len(row) > 1 and _number(row[1]) for row in block.rows)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def sample_words(sample: str) -> Text | str:
    """How those who answered were found, in words."""
    return _SAMPLES.get(sample, "")


def block_columns(block: Block) -> list[tuple[str, object]]:
    """The headings of a block's file, as `csv_chunks` takes them."""
    if block.rows:
        named = [(str(place), label) for place, label in enumerate(block.columns)]
        return [*named, *((str(place), "") for place in range(len(named), len(block.rows[0])))]
    return [("0", block.title), ("1", "n")]


async def block_rows(block: Block) -> AsyncIterator[dict[str, Any]]:
    """The same numbers as a file: its rows, or the one figure or text with its n."""
    for row in block.rows or ((block.text if block.kind == "text" else block.value, block.n),):
        yield {str(place): value for place, value in enumerate(row)}
