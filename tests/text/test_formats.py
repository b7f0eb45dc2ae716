"""Dates and spans as each language says them."""

from datetime import UTC, datetime

import pytest

from core.i18n import speaking
from core.i18n.formats import say_dates, say_moment

MAY_3, MAY_20 = datetime(2026, 5, 2, 22, tzinfo=UTC), datetime(2026, 5, 20, 10, tzinfo=UTC)
JULY, NEXT = datetime(2026, 7, 1, 10, tzinfo=UTC), datetime(2027, 1, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "first", "last", "said"),
    [
        ("nb", MAY_3, MAY_20, "3.–20. mai 2026"),
        ("en", MAY_3, MAY_20, "3–20 May 2026"),
        ("nb", MAY_20, JULY, "20. mai – 1. juli 2026"),
        ("en", MAY_20, JULY, "20 May – 1 July 2026"),
        ("nn", JULY, NEXT, "1. juli 2026 – 4. januar 2027"),
        ("nb", MAY_20, MAY_20, "20. mai 2026"),
    ],
)
def test_span_says_month_and_year_once(locale: str, first: datetime, last: datetime, said: str) -> None:
    with speaking(locale):
        assert say_dates(first, last) == said


def test_moment_at_midnight_is_a_day() -> None:
    with speaking("nb"):
        assert say_moment(MAY_3) == "3. mai 2026"
        assert say_moment(MAY_20) == "20. mai 2026 kl. 12:00"
