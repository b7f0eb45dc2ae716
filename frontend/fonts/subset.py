"""Cuts Inter down to the letters of the languages here: Latin-1, Sámi, and common punctuation.

Variable in weight only; for paper, which knows no variable fonts, one file a weight.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
SOURCE = HERE.parent / "node_modules" / "inter-ui" / "variable" / "InterVariable.woff2"
SAMI = "ÁáČčĐđŊŋŠšŦŧŽžǤǥǦǧǨǩƷʒǮǯÏïÖö"
MARKS = "–—‘’‚“”„†•…‰‹›€−×→←↑↓✓≤≥\u202f\u00a0\u00ad\u200b"


def letters() -> set[int]:
    return {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, SAMI + MARKS)}


def main() -> None:
    cut({"wght": (400, 700), "opsz": 14}).save(HERE / "inter.woff2")
    for name, weight in (("regular", 400), ("bold", 700)):
        cut({"wght": weight, "opsz": 14}).save(HERE / "print" / f"inter-{name}.woff2")


def cut(axes: dict[str, float | tuple[float, float]]) -> TTFont:
    font = TTFont(SOURCE)
    options = subset.Options(layout_features=["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum"])
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=letters())
    chosen.subset(font)
    font = instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    return font


if __name__ == "__main__":
    main()
