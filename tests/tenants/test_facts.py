"""The facts of Norway: whole, and as sign-up needs them."""

import csv

import pytest

from core.tenancy import Kind
from tenants.facts import counties, municipalities, organisation, organisations
from tenants.facts.norway import FILE
from tenants.signup.address import SHORTEST, names_of, suggestion


def test_register_holds_all_municipalities_and_counties() -> None:
    assert (len(municipalities()), len(counties())) == (357, 14)
    assert len(organisations()) == 357 + 15


def test_numbers_are_official_and_lead_to_the_county() -> None:
    for each in municipalities():
        assert len(each.number) == 4
        assert each.number[:2] == each.county
        assert organisation(each.county) is not None


def test_populations_add_up() -> None:
    assert sum(each.population for each in municipalities()) == 5_627_400
    for county in (each for each in organisations().values() if each.kind is Kind.COUNTY):
        assert county.population == sum(m.population for m in municipalities() if m.county == county.number)


def test_language_forms_are_those_of_the_regulation() -> None:
    forms = [each.language for each in municipalities()]
    assert (forms.count("nb"), forms.count("nn"), forms.count("")) == (118, 88, 151)


def test_names_are_sorted_with_aa_last() -> None:
    names = [each.name for each in municipalities()]
    assert names[0] == "Alstahaug"
    assert names[-1] == "Åsnes"
    assert names.index("Østre Toten") < names.index("Ål")


def test_two_of_one_name_are_told_apart() -> None:
    labels = [each.label for each in municipalities()]
    assert len(set(labels)) == len(labels)
    assert {"Herøy – Nordland", "Herøy – Møre og Romsdal"} <= set(labels)


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("3101", "Halden kommune"),
        ("4621", "Voss herad"),
        ("46", "Vestland fylkeskommune"),
        ("0301", "Oslo kommune"),
    ],
)
def test_title_is_what_the_organisation_is_called(number: str, title: str) -> None:
    found = organisation(number)
    assert found is not None
    assert found.titles["nb"] == title


def test_every_organisation_is_offered_an_address_of_its_own_name() -> None:
    for each in (*municipalities(), *counties()):
        offered = suggestion(each.titles["nb"])
        assert len(offered) >= SHORTEST
        assert offered in names_of(each)


def test_file_has_no_empty_name() -> None:
    with FILE.open(encoding="utf-8", newline="") as lines:
        assert all(line["name"] and line["names"] for line in csv.DictReader(lines))
