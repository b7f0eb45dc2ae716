"""How far something in a list shall move: one step by a button, or several by dragging (`frontend/scripts/ordering.js`)."""

from core.http.visit import Visit

_MOST = 1_000


async def steps_of(visit: Visit) -> int:
    """The form's field `step`: `up`, `down`, or a whole number of places (negative is up). Anything else is one down."""
    sent = str((await visit.body()).get("step", ["down"])[-1])
    if sent == "up":
        return -1
    digits = sent.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(_MOST))):
        return 1
    return max(min(int(sent), _MOST), -_MOST)
