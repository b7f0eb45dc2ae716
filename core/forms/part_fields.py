"""Fields of several inputs: a text in each language, a place. Inputs are named `<name>.<part>`."""

from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from core.forms.base import Field, refuse_huge
from core.forms.given import Invalid, Typed
from core.forms.text_fields import LongText, RichText, ShortText
from core.forms.value_fields import Number
from core.i18n import LOCALES, Localized, Text, _
from core.text.clean import clean_line


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A place as a person gives it: an address, a point on the map (WGS 84), or both."""

    address: str = ""
    lat: float | None = None
    lon: float | None = None

    def __str__(self) -> str:
        return self.address or (f"{self.lat:.5f}, {self.lon:.5f}" if self.has_point else "")

    @property
    def has_point(self) -> bool:
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True, kw_only=True)
class LocalizedText(Field):
    """One text for each of the site's languages; a required one needs its first language."""

    kind: ClassVar[str] = "localized"
    says_missing: ClassVar[Text] = _("Fill in “{label}”.")
    max: int = 200
    long: bool = False
    rich: bool = False
    locales: tuple[str, ...] = LOCALES

    def read(self, typed: Typed) -> Localized | None:
        field = self._each()
        texts = {locale: field.read(typed.part(locale)) for locale in self.locales}
        written = {locale: text for locale, text in texts.items() if text}
        if self.required and written and self.locales[0] not in written:
            raise Invalid(_("Fill in “{label}” in the first language too.").format(label=self.label))
        return Localized(written) if written else None

    def shown(self, value: Any) -> dict[str, str]:
        texts = Localized.of(value)
        if "" in texts:  # a plain text from before there were languages
            texts = Localized({self.locales[0]: texts[""]} | {k: v for k, v in texts.items() if k})
        return {locale: texts.get(locale, "") for locale in self.locales}

    def echo(self, typed: Typed) -> dict[str, str]:
        return {locale: typed.part(locale).one() for locale in self.locales}

    def empty(self) -> Localized:
        return Localized()

    def _each(self) -> ShortText:
        kind: Any = RichText if self.rich else LongText if self.long else ShortText
        field: ShortText = kind(label=self.label, max=self.max)
        return field


@dataclass(frozen=True, kw_only=True)
class PlaceOnMap(Field):
    """`<name>.address`, `<name>.lat`, `<name>.lon`: works by typing alone."""

    kind: ClassVar[str] = "place"
    says_missing: ClassVar[Text] = _("Write an address, or choose a point on the map.")
    max: int = 200
    autocomplete: str = "street-address"

    def read(self, typed: Typed) -> Location | None:
        address = typed.part("address").one()
        refuse_huge(address, self.label)
        address = clean_line(address)
        if len(address) > self.max:
            raise Invalid(_("The address can have at most {max} characters.").format(max=self.max))
        lat, lon = (_degrees(typed.part(part), most) for part, most in (("lat", 90), ("lon", 180)))
        if (lat is None) != (lon is None):
            raise Invalid(_("The point on the map is not complete. Choose it again, or write an address."))
        return Location(address=address, lat=lat, lon=lon) if address or lat is not None else None

    def shown(self, value: Any) -> dict[str, str]:
        place = value if isinstance(value, Location) else Location()
        degrees = Number(label="", decimals=6)
        return {"address": place.address, "lat": degrees.shown(place.lat), "lon": degrees.shown(place.lon)}

    def echo(self, typed: Typed) -> dict[str, str]:
        return {part: typed.part(part).one() for part in ("address", "lat", "lon")}


def _degrees(typed: Typed, most: int) -> float | None:
    raw = typed.one().strip()
    if not raw:
        return None
    try:
        degrees = round(float(raw.replace(",", ".")[:40]), 6)
    except (ValueError, OverflowError):
        degrees = float("nan")
    if not -most <= degrees <= most:
        raise Invalid(_("That point is not on the map. Choose it again, or write an address."))
    return degrees
