"""Comparing with places of the same size: each place sends its own sums, and gets medians of at least five.

Only what `send_figures` is given leaves the place: names and numbers. What a place has sent goes when it leaves, or is deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from core.db import execute, rows
from core.tenancy import current_tenant, site
from core.tenancy.aside import at_platform

AT_LEAST = 5  # places of a size class: with fewer one could tell whose numbers they are
_SIZES = ((5_000, "small"), (20_000, "medium"), (50_000, "large"))
_LARGEST = "city"
_FRESH = "90 days"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A figure here, and the quartiles of all places of the size, this one included."""

    name: str
    here: float
    low: float
    median: float
    high: float
    places: int


async def send_figures(figures: Mapping[str, float]) -> None:
    """Instead of what was sent before. Where the population is not known there is no size class, and nothing is sent."""
    tenant, size = current_tenant().id, await size_class()
    if size is None:
        return

    async def write() -> None:
        await execute("DELETE FROM benchmark WHERE tenant = $1", tenant)
        for name, number in figures.items():
            await execute(
                "INSERT INTO benchmark (tenant, size, name, number) VALUES ($1, $2, $3, $4)",
                tenant,
                size,
                name[:60],
                float(number),
            )

    await at_platform(write)


async def withdraw_figures() -> None:
    """Leave the comparison: nothing of this place stays in it."""
    tenant = current_tenant().id

    async def write() -> None:
        await execute("DELETE FROM benchmark WHERE tenant = $1", tenant)

    await at_platform(write)


async def compared() -> list[Comparison]:
    """What this place has sent, beside the others. Empty where it has sent nothing, or fewer than five of its size take part."""
    tenant, size = current_tenant().id, await size_class()

    async def read() -> list[dict[str, Any]]:
        return await rows(
            "SELECT name, array_agg(number) AS numbers, max(number) FILTER (WHERE tenant = $1) AS here FROM benchmark "
            f"WHERE size = $2 AND at > now() - interval '{_FRESH}' GROUP BY name "
            "HAVING count(*) >= $3 AND bool_or(tenant = $1) ORDER BY name",
            tenant,
            size,
            AT_LEAST,
        )

    return [_comparison(each) for each in await at_platform(read)] if size else []


async def size_class() -> str | None:
    """The kind of place, and small (under 5,000 inhabitants), medium (20,000), large (50,000) or city: `municipality:small`."""
    here = await site()
    if not here.population:
        return None
    size = next((name for most, name in _SIZES if here.population < most), _LARGEST)
    return f"{current_tenant().kind}:{size}"


def _comparison(found: dict[str, Any]) -> Comparison:
    numbers = sorted(float(each) for each in found["numbers"])
    low, median, high = quantiles(numbers, n=4, method="inclusive")
    return Comparison(
        name=str(found["name"]),
        here=float(found["here"]),
        low=low,
        median=median,
        high=high,
        places=len(numbers),
    )
