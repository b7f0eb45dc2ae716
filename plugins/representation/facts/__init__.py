"""Inhabitants of Norwegian municipalities by sex and age: figures of Statistics Norway."""

import csv
from functools import cache
from pathlib import Path

YEAR = 2026


@cache
def _table() -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    with (Path(__file__).parent / "population_2026.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            ages = {age: int(n) for age, n in line.items() if age not in ("municipality", "sex")}
            found.setdefault(line["municipality"], {})[line["sex"]] = ages
    return found


def inhabitants(register: str) -> dict[str, dict[str, int]] | None:
    """Sex → age group → number, by the municipality's number in the register; of a county those of its municipalities."""
    table = _table()
    if register in table:
        return table[register]
    inside = [each for number, each in table.items() if len(register) == 2 and number.startswith(register)]  # noqa: PLR2004 - a county's number
    if not inside:
        return None
    return {sex: {age: sum(each[sex][age] for each in inside) for age in inside[0][sex]} for sex in inside[0]}


def whole_country() -> dict[str, dict[str, int]]:
    """Sex → age group → number of everybody."""
    every = list(_table().values())
    return {sex: {age: sum(each[sex][age] for each in every) for age in every[0][sex]} for sex in every[0]}


def age_groups() -> tuple[str, ...]:
    """As the table has them, youngest first: `13-17`."""
    return tuple(next(iter(_table().values()))["female"])
