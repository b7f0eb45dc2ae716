"""The answers to choose, as staff write them: a row each, and a box for new ones, one on each line. Works without script.

Inputs: `<name>.<key>.<locale>`, `.at` (its place in the order), `.quota`, `.image`, `.alt`, `.remove`; `<name>.new`.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from core.sdk import LOCALES, Field, Invalid, Number, Text, Typed, _, clean_line
from plugins.survey.model import Option

MOST = 200
LONGEST = 300


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One answer as it was written. `upload`: a new picture, to be kept."""

    option: Option
    upload: Any = None


@dataclass(frozen=True, kw_only=True)
class OptionsField(Field):
    kind: ClassVar[str] = "survey_options"
    says_missing: ClassVar[Text] = _("Write the answers people can choose.")
    before: tuple[Option, ...] = ()
    locales: tuple[str, ...] = LOCALES
    quotas: bool = False
    pictures: bool = False
    most: int = MOST

    def read(self, typed: Typed) -> list[Written] | None:
        rows = [self._row(option, typed.part(option.key), n) for n, option in enumerate(self.before, start=1)]
        kept = [found for place, found in sorted(filter(None, rows), key=lambda each: each[0])]
        lines = [line for line in map(clean_line, typed.part("new").one()[:20_000].splitlines()) if line]
        written = [*kept, *(self._new(line) for line in lines), *self._new_pictures(typed)]
        if len(written) > self.most:
            raise Invalid(_("At most {n} answers.").format(n=self.most))
        if any(len(text) > LONGEST for each in written for text in each.option.label.values()):
            raise Invalid(_("An answer can have at most {max} characters.").format(max=LONGEST))
        return written or None

    def _row(self, option: Option, typed: Typed, place: int) -> tuple[float, Written] | None:
        """None: taken out."""
        if typed.part("remove").one():
            return None
        sent = {locale: clean_line(typed.part(locale).one()) for locale in self.locales}
        label = {k: v for k, v in option.label.items() if k not in self.locales}
        label |= {k: v for k, v in sent.items() if v}
        uploads = typed.part("image").uploads() if self.pictures else []
        if not label and not option.image and not uploads:
            return None
        changed = msgspec.structs.replace(
            option,
            label=label,
            quota=self._quota(typed) if self.quotas else option.quota,
            image_alt=clean_line(typed.part("alt").one())[:LONGEST] if self.pictures else option.image_alt,
        )
        return _place(typed.part("at").one(), place), Written(option=changed, upload=_first(uploads))

    def _quota(self, typed: Typed) -> int:
        return int(Number(label=_("Room for"), min=0, max=1_000_000).read(typed.part("quota")) or 0)

    def _new(self, line: str) -> Written:
        return Written(option=Option(key="", label={self.locales[0]: line}))

    def _new_pictures(self, typed: Typed) -> list[Written]:
        uploads = typed.part("pictures").uploads() if self.pictures else []
        return [
            Written(option=Option(key="", label={self.locales[0]: _stem(upload)}), upload=upload)
            for upload in uploads
        ]

    def shown(self, value: Any) -> dict[str, Any]:
        del value
        return {"rows": [self._shown(n, option) for n, option in enumerate(self.before, 1)], "new": ""}

    def _shown(self, n: int, option: Option) -> dict[str, Any]:
        return {
            "key": option.key,
            "at": str(n),
            "texts": {locale: option.label.get(locale, "") for locale in self.locales},
            "quota": str(option.quota or ""),
            "image": option.image,
            "alt": option.image_alt,
            "remove": False,
        }

    def echo(self, typed: Typed) -> dict[str, Any]:
        return {
            "rows": [self._echo(typed.part(each.key), each) for each in self.before],
            "new": typed.part("new").one(),
        }

    def _echo(self, typed: Typed, option: Option) -> dict[str, Any]:
        return {
            "key": option.key,
            "at": typed.part("at").one(),
            "texts": {locale: typed.part(locale).one() for locale in self.locales},
            "quota": typed.part("quota").one(),
            "image": option.image,
            "alt": typed.part("alt").one(),
            "remove": bool(typed.part("remove").one()),
        }


def _place(sent: str, otherwise: int) -> float:
    digits = sent.strip()
    return float(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else otherwise  # noqa: PLR2004


def _first(uploads: list[Any]) -> Any:
    return uploads[0] if uploads else None


def _stem(upload: Any) -> str:
    name = str(upload.filename)
    return clean_line(name.rpartition(".")[0] or name)[:LONGEST] or "–"
