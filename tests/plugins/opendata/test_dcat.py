"""The catalogue against what DCAT-AP-NO 3 demands.

The demands are those of the Norwegian Digitalisation Agency's own SHACL shapes (Informasjonsforvaltning/dcat-ap-no,
shacl/dcatapno3-core-shapes.ttl at 9fd770b and dcatapno3-vocabulary-shapes.ttl at c38fd68), read and written down here for the
classes that we use: how many values, texts with a language each once, addresses, days, and where codes must come from.
"""

import json
from typing import Any

import pytest

from core.db import execute
from core.sdk.testing import Client, Towns
from core.tenancy import scope
from tests.plugins.opendata.test_opendata import ground

EU = "http://publications.europa.eu/resource/authority/"
MANY = 10_000
# class -> property -> (least, most, kind)
DEMANDS: dict[str, dict[str, tuple[int, int, str]]] = {
    "dcat:Catalog": {
        "dct:title": (1, MANY, "text"),
        "dct:description": (1, MANY, "text"),
        "dct:publisher": (1, 1, "foaf:Agent"),
        "dcat:contactPoint": (1, MANY, "vcard:Organization"),
        "dcat:dataset": (1, MANY, "dcat:Dataset"),
        "dct:language": (0, MANY, f"{EU}language/"),
        "dct:license": (0, 1, f"{EU}licence/"),
        "foaf:homepage": (0, 1, "http"),
    },
    "dcat:Dataset": {
        "dct:title": (1, MANY, "text"),
        "dct:description": (1, MANY, "text"),
        "dct:publisher": (1, 1, "foaf:Agent"),
        "dcat:contactPoint": (1, MANY, "vcard:Organization"),
        "dcat:theme": (1, MANY, f"{EU}data-theme/"),
        "dct:accessRights": (0, 1, f"{EU}access-right/"),
        "dct:accrualPeriodicity": (0, 1, f"{EU}frequency/"),
        "dct:language": (0, MANY, f"{EU}language/"),
        "dcat:landingPage": (0, MANY, "http"),
        "dcat:distribution": (0, MANY, "dcat:Distribution"),
        "dct:issued": (0, 1, "day"),
        "dct:modified": (0, 1, "day"),
    },
    "dcat:Distribution": {
        "dcat:accessURL": (1, MANY, "http"),
        "dcat:downloadURL": (0, MANY, "http"),
        "dct:title": (0, MANY, "text"),
        "dct:description": (0, MANY, "text"),
        "dct:format": (0, 1, f"{EU}file-type/"),
        "dct:license": (0, 1, f"{EU}licence/"),
        "dcat:mediaType": (0, 1, "https://www.iana.org/assignments/media-types/"),
    },
    "foaf:Agent": {"foaf:name": (1, MANY, "plain"), "dct:identifier": (0, 1, "plain")},
    "vcard:Organization": {"vcard:fn": (1, MANY, "plain")},
}


def broken(graph: list[dict[str, Any]]) -> list[str]:
    """Each demand that is not met, in words."""
    kinds = {node["@id"]: node["@type"] for node in graph}
    found = []
    for node in graph:
        for name, (least, most, kind) in DEMANDS[node["@type"]].items():
            given = node.get(name, [])
            values = given if isinstance(given, list) else [given]
            if not least <= len(values) <= most:
                found.append(f"{node['@id']} {name}: {len(values)} values")
            found += [f"{node['@id']} {name}: {each}" for each in values if not _good(each, kind, kinds)]
            if kind == "text" and len({each["@language"] for each in values}) != len(values):
                found.append(f"{node['@id']} {name}: a language twice")
        if node["@type"] == "vcard:Organization" and not {"vcard:hasEmail", "vcard:hasURL"} & set(node):
            found.append(f"{node['@id']}: neither mail nor page")
    return found


def _good(value: Any, kind: str, kinds: dict[str, str]) -> bool:
    if kind == "text":
        return bool(value.get("@value", "").strip()) and bool(value.get("@language"))
    if kind == "plain":
        return isinstance(value, str) and bool(value.strip())
    if kind == "day":
        return bool(value["@type"] in ("xsd:date", "xsd:dateTime"))
    if kind in DEMANDS:
        return kinds.get(value["@id"]) == kind
    return str(value["@id"]).startswith(kind)


@pytest.mark.parametrize(
    "change",
    [
        "SELECT 1 WHERE $1 > 0",
        "UPDATE project SET summaries = '{}' WHERE id = $1",
        """UPDATE project SET titles = '{"se": "Hámman"}' WHERE id = $1""",
    ],
)
async def test_catalogue_meets_every_demand_of_the_standard(
    change: str, two_towns: Towns, client: Client
) -> None:
    stand, base, _idea = await ground(two_towns.a)
    async with scope(two_towns.a):
        await execute(change, stand.project_id)
    graph = json.loads((await (await client(two_towns.a)).get("/open-data/catalogue.jsonld")).text)["@graph"]
    assert base in json.dumps(graph)
    assert broken(graph) == []


def test_check_finds_what_is_missing() -> None:
    graph = [
        {"@id": "a", "@type": "dcat:Distribution", "dct:title": [{"@value": "x", "@language": "nb"}] * 2}
    ]
    assert broken(graph) == ["a dcat:accessURL: 0 values", "a dct:title: a language twice"]
