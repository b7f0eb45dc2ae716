"""Cuts Inter down to the letters of the languages here: Latin-1, Sámi, and common punctuation. Variable in weight only."""

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
    font = TTFont(SOURCE)
    options = subset.Options(layout_features=["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum"])
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=letters())
    chosen.subset(font)
    font = instantiateVariableFont(font, {"wght": (400, 700), "opsz": 14})
    font.flavor = "woff2"
    font.save(HERE / "inter.woff2")


if __name__ == "__main__":
    main()
