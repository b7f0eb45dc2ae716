"""One block of each kind, for the style guide. Its words and numbers are examples."""

from core.host.hookspecs import Block
from core.i18n import Text


def sample_blocks() -> list[Block]:
    """Every kind that `core.host.drawing` knows."""
    return [
        Block(id="sample.pins", title=Text("Pins"), kind="figure", n=48, value=48),
        Block(id="sample.age", title=Text("Mean age"), kind="figure", n=0, unit=Text("years")),
        _block("table", ("Colour", "Pins"), (("Green", 31), ("Blue", None))),
        _block("bars", ("Colour", "Pins", "Per cent"), (("Green", 31, 64.6), ("Blue", 17, 35.4))),
        _block("line", ("Month", "New", "Returning"), (("May", 12, 0), ("June", 30, 9), ("July", 8, 14))),
        _block("histogram", ("Age", "People"), (("0-19", 3), ("20-39", 20), ("40-59", 25))),
        _block("likert", ("Statement", "No", "Unsure", "Yes"), (("More light", 4, 9, 35),)),
        _block("scatter", ("More homes", "More green"), ((0.2, 0.3, 0), (0.8, 0.7, 1))),
        _block(
            "map",
            ("Place", "North", "East", "Pins"),
            (("Quay", 67.92, 15.09, 20), ("School", 67.93, 15.1, 4)),
        ),
        _block(
            "quotes", ("Words", "Who", "Address"), (("More benches in the lee, please.", "Kari", "#quote"),)
        ),
        Block(
            id="sample.text", title=Text("In short"), kind="text", n=48, text="Most want benches in the lee."
        ),
    ]


def _block(kind: str, columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> Block:
    return Block(
        id=f"sample.{kind}",
        title=Text(f"A block of the kind {kind}"),
        kind=kind,
        n=48,
        columns=tuple(map(Text, columns)),
        rows=rows,
        description=Text("Green is what most chose."),
        sample="open" if kind == "bars" else "",
    )
