"""The rule of one activity: a preset, what staff changed of it, and what it asks for here. Kept with each proposal when
signing begins, so that new figures or settings never move the goal of those who have begun."""

from decimal import ROUND_CEILING, Decimal
from typing import Any

import msgspec

from core.sdk import Localized, Site, Text, _, say_number
from plugins.proposals.presets import Preset, presets
from plugins.proposals.settings import ProposalsSettings

_HUNDRED = Decimal(100)


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """`threshold` signatures are needed: `percent` of the inhabitants, rounded up, but never more than `enough`."""

    preset: str = "neutral"
    percent: str = "1"
    enough: int = 0
    population: int = 0
    population_year: int = 0
    threshold: int = 1
    residents: bool = True
    council_months: int = 6
    names: str = "choose"
    once_per_period: bool = False
    changed: bool = False
    reason: dict[str, str] = {}

    @property
    def law(self) -> Preset:
        return presets().get(self.preset) or presets()["neutral"]

    @property
    def name(self) -> Localized:
        return Localized(self.law.names_of)

    @property
    def notes(self) -> list[Localized]:
        return [Localized(words) for words in self.law.notes]

    @property
    def why_changed(self) -> Localized:
        return Localized(self.reason)


def rule_of(settings: ProposalsSettings, site: Site) -> Rule:
    """What holds now, from the settings and the place's register."""
    preset = presets()[settings.preset]
    percent = settings.percent or Decimal(preset.percent)
    kind = "county" if site.kind == "county" else "municipality"
    enough = settings.enough or preset.enough[kind]
    names = settings.names or preset.names
    months = settings.council_months or preset.council_months
    usual = (Decimal(preset.percent), preset.enough[kind], preset.names, preset.council_months)
    return Rule(
        preset=preset.id,
        percent=format(percent.normalize(), "f"),
        enough=enough,
        population=site.population,
        population_year=site.population_year,
        threshold=needed(percent, enough, site.population),
        residents=preset.residents and not settings.everybody,
        council_months=months,
        names=names,
        once_per_period=preset.once_per_period,
        changed=(percent, enough, names, months) != usual or settings.everybody,
        reason=dict(settings.reason),
    )


def share(percent: Decimal, population: int) -> int:
    """Rounded up: 2 % of 4 211 is 84.22, and 84 people are less than 2 %."""
    return int((percent * population / _HUNDRED).to_integral_value(ROUND_CEILING))


def needed(percent: Decimal, enough: int, population: int) -> int:
    """Where the inhabitants are not counted, what is always enough is asked for."""
    return max(1, min(share(percent, population), enough)) if population else enough


def computation(rule: Rule) -> Text:
    """How many are needed and why, for everybody."""
    percent, n = rule.percent.replace(".", ","), rule.threshold
    if not rule.population:
        return _("{n} signatures are needed.").format(n=say_number(n))
    part = share(Decimal(rule.percent), rule.population)
    if part > rule.enough:
        said = _("{percent} % of {population} inhabitants is {part}, but {n} signatures are always enough.")
    else:
        said = _("{percent} % of {population} inhabitants = {n} signatures.")
    return said.format(
        percent=percent, population=say_number(rule.population), part=say_number(part), n=say_number(n)
    )


def rule_from(kept: dict[str, Any]) -> Rule:
    return msgspec.convert(kept, Rule)
