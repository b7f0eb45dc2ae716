"""How long a hearing must last by law: data with its sources, in `presets.toml`."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from core.sdk import Localized


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """`days` from the first day to the last, at least. `says`: the rule in short, in our words."""

    id: str
    names: dict[str, str]
    days: int
    law: str
    section: str
    url: str
    says: dict[str, str]

    @property
    def name(self) -> Localized:
        return Localized(self.names)

    @property
    def source(self) -> str:
        return f"{self.law} {self.section}"

    @property
    def words(self) -> Localized:
        return Localized(self.says)


@cache
def rules() -> dict[str, Rule]:
    content = tomllib.loads(Path(__file__).with_name("presets.toml").read_text(encoding="utf-8"))
    return {rule.id: rule for rule in msgspec.convert(content["rule"], list[Rule])}


def rule_named(rule_id: str) -> Rule | None:
    return rules().get(rule_id)
