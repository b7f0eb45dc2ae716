"""A text in sentences, as they stand in it: what a quotation is cut from."""

import re

# After these a full stop does not end a sentence (Norwegian and English).
_SHORT = frozenset(
    re.split(
        " ",
        "f.eks bl.a m.m o.l osv dvs jf kl nr ca evt ev pga iht mht ift mv st tlf adr avd dr prof sen jr "
        "mr mrs ms vs e.g i.e etc approx no fig st.meld t.o.m f.o.m d.v.s o.s.v p.g.a",
    )
)
_END = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s)|\n\s*\n|\n(?=\s*[-*•–])|\n")
_LONGEST = 600
_STREETS = ("gt", "vn", "pl")  # Storgt. 5


def sentences_of(text: str) -> tuple[str, ...]:
    """Never empty pieces. Every piece is found in the text as it stands."""
    pieces: list[str] = []
    begin = 0
    for end in _END.finditer(text):
        piece = text[begin : end.end()]
        if not end[0].strip() or not _goes_on(text, begin, end):
            pieces.append(piece)
            begin = end.end()
    pieces.append(text[begin:])
    return tuple(cut for piece in pieces for cut in _cut(piece.strip()) if cut)


def _goes_on(text: str, begin: int, end: re.Match[str]) -> bool:
    """A short form, an ordinal or a number: the sentence goes on after the full stop."""
    if not end[0].startswith(".") or end[0].startswith(".."):
        return False
    before = text[begin : end.start()].rsplit(maxsplit=1)
    word = before[-1].lstrip("(«\"'").lower() if before else ""
    after = text[end.end() :].lstrip()[:1]
    if (word.isdecimal() and after.islower()) or (word.endswith(_STREETS) and after.isdecimal()):
        return True
    return (word in _SHORT and not after.isupper()) or (len(word) == 1 and word.isalpha() and after.isupper())


def _cut(piece: str) -> list[str]:
    """Somebody who uses no full stops: parts that are not longer than a reader can take, cut between words."""
    parts = []
    while len(piece) > _LONGEST:
        at = piece.rfind(" ", 1, _LONGEST)
        at = at if at > 0 else _LONGEST
        parts.append(piece[:at].strip())
        piece = piece[at:].strip()
    return [*parts, piece]
