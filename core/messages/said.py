"""A message kept as data, so that each reader hears it in their own language, also later."""

from datetime import date, datetime
from typing import Any

from core.i18n import Localized, Text
from core.i18n.formats import say_date, say_datetime

Said = Text | Localized | str


def as_data(said: Said | Any) -> Any:
    """What goes into jsonb."""
    match said:
        case Text():
            params = {name: as_data(value) for name, value in said.params.items()}
            return {"msgid": said.msgid, "params": params, "plural": said.plural, "n": said.n}
        case Localized():
            return {"texts": dict(said)}
        case datetime():
            return {"at": said.isoformat()}
        case date():
            return {"on": said.isoformat()}
        case None | bool() | int() | float():
            return said
        case _:
            return {"text": str(said)}  # never a bare text: jsonb takes that for JSON written already


def say(kept: Any) -> str:
    """In the current language. Catalogues may have changed meanwhile: a message that no longer fits is said plainly."""
    if not isinstance(kept, dict):
        return "" if kept is None else str(kept)
    if "text" in kept:
        return str(kept["text"])
    if "texts" in kept:
        return Localized(kept["texts"]).text()
    if "at" in kept:
        return say_datetime(datetime.fromisoformat(kept["at"]))
    if "on" in kept:
        return say_date(date.fromisoformat(kept["on"]))
    return _say_text(kept)


def _say_text(kept: dict[str, Any]) -> str:
    params = {name: say(value) for name, value in kept.get("params", {}).items()}
    text = Text(kept.get("msgid", ""), params, plural=kept.get("plural"), n=kept.get("n"))
    try:
        return str(text)
    except (KeyError, IndexError, ValueError):
        return text.msgid
