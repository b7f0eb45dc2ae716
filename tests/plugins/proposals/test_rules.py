"""The rule as data: thresholds, months as people mean them, election periods, comparable names, allowed steps."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from core.sdk import Site
from plugins.proposals.clock import COUNCIL_DAYS, step_of
from plugins.proposals.days import add_months, period_of
from plugins.proposals.names import key_of, place_key
from plugins.proposals.presets import NORWAY, presets
from plugins.proposals.rules import Rule, computation, needed, rule_of, share
from plugins.proposals.settings import ProposalsSettings
from plugins.proposals.states import STEPS, Stage, may_follow


@dataclass(frozen=True)
class _Place:
    kind: str
    population: int
    population_year: int = 2026


def _rule(kind: str, population: int, settings: ProposalsSettings | None = None) -> Rule:
    return rule_of(settings or ProposalsSettings(), _Place(kind, population))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "population", "threshold"),
    [
        ("municipality", 4_211, 85),  # 84.22, rounded up
        ("municipality", 4_250, 85),
        ("municipality", 4_251, 86),
        ("municipality", 15_000, 300),
        ("municipality", 15_001, 300),
        ("municipality", 700_000, 300),
        ("municipality", 1, 1),
        ("county", 20_000, 400),
        ("county", 240_000, 500),
        ("municipality", 0, 300),  # not counted: what is always enough
        ("county", 0, 500),
    ],
)
def test_threshold_is_two_percent_or_what_is_always_enough(
    kind: str, population: int, threshold: int
) -> None:
    assert _rule(kind, population).threshold == threshold


def test_computation_is_said_to_everyone() -> None:
    assert str(computation(_rule("municipality", 4_211))) == "2 % of 4,211 inhabitants = 85 signatures."
    assert "629" in str(computation(_rule("municipality", 31_420)))
    assert "300 signatures are always enough" in str(computation(_rule("municipality", 31_420)))
    assert str(computation(_rule("county", 0))) == "500 signatures are needed."


def test_share_is_rounded_up_exactly() -> None:
    assert share(Decimal("0.1"), 3_000) == 3
    assert share(Decimal("0.1"), 3_001) == 4
    assert needed(Decimal(2), 300, 50) == 1


def test_law_has_its_source_and_no_age_limit() -> None:
    law = presets()[NORWAY]
    assert law.source.url.startswith("https://lovdata.no/")
    assert law.source.read is not None
    assert "age" not in msgspec.structs.asdict(law)
    assert any("no age limit" in words["en"] for words in law.notes)
    assert all(set(words) == {"nb", "nn", "en"} for words in (*law.notes, law.names_of))


def test_changed_numbers_are_marked_with_their_reason() -> None:
    changed = _rule(
        "municipality", 9_000, ProposalsSettings(percent=Decimal("1.5"), reason={"nb": "Vi er få."})
    )
    assert (changed.threshold, changed.changed, changed.percent) == (135, True, "1.5")
    assert not _rule("municipality", 9_000).changed


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 12, 15), 6, date(2027, 6, 15)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, due: date) -> None:
    assert add_months(day, months) == due


def test_election_period_runs_from_one_election_to_the_next() -> None:
    elections = presets()[NORWAY].period.elections
    assert period_of(date(2026, 11, 25), elections) == (date(2023, 9, 11), date(2027, 9, 13))
    assert period_of(date(2027, 9, 13), elections) == (date(2027, 9, 13), date(2031, 9, 8))
    assert period_of(date(2000, 1, 1), elections) is None
    assert all(day.weekday() == 0 and 8 <= day.day <= 14 for day in elections)  # the second Monday


def test_same_name_is_seen_however_it_is_written() -> None:
    assert key_of("Nordvik, Kari") == key_of("  KARI  Nordvik ") == key_of("Kári Nordvik")
    assert key_of("Ås") != key_of("As")
    assert key_of("Bø") != key_of("Bo")
    assert place_key("Kaiveien 3 b", "8123") == place_key("KAIVEIEN 3 B.", "8123")
    assert key_of(" .,;- ") == ""


def test_no_step_leads_back_from_the_end() -> None:
    assert [stage for stage, after in STEPS.items() if not after] == [
        Stage.REFUSED,
        Stage.EXPIRED,
        Stage.WITHDRAWN,
        Stage.MERGED,
    ]
    assert set(STEPS) == set(Stage)
    assert not may_follow(Stage.REACHED, Stage.WITHDRAWN)
    assert not may_follow(Stage.RECEIVED, Stage.COLLECTING)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 1, 1), None),
        (date(2026, 4, 1), 60),
        (date(2026, 5, 20), 14),
        (date(2026, 5, 31), 0),
        (date(2026, 6, 1), -1),
        (date(2026, 6, 7), -1),
        (date(2026, 6, 8), -2),
    ],
)
def test_reminders_come_nearer_and_then_each_week(today: date, step: int | None) -> None:
    assert step_of(date(2026, 5, 31), today, COUNCIL_DAYS) == step


def test_site_has_what_the_rule_asks_for() -> None:
    assert {"population", "population_year"} <= set(Site.__struct_fields__)
