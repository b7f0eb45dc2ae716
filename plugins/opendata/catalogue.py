"""The description of all of it after DCAT-AP-NO 3: one catalogue, a dataset for each project and one for the place."""

from dataclasses import dataclass
from typing import Any

from core.sdk import Localized, Site, Text, _, address_of, current_tenant, speaking
from plugins.opendata.files import FORMATS
from plugins.opendata.model import OpenTable
from plugins.opendata.projects import Opened
from plugins.opendata.settings import LICENCES, defaults_of
from plugins.opendata.tabling import figures_of

_EU = "http://publications.europa.eu/resource/authority/"
_LANGUAGES = {"nb": "NOB", "nn": "NNO", "en": "ENG", "se": "SME"}
_MEDIA = {"csv": "text/csv", "json": "application/json"}
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ABOUT = _(
    "What people have said and how many took part, without names. From the municipality's own site for participation."
)
_WHOLE = _("Participation in the whole municipality")
_CATALOGUE = _("Open data about participation")
Node = dict[str, Any]


@dataclass(frozen=True)
class Publisher:
    """`orgnr` is empty where nobody has said it."""

    name: str
    site: Site
    orgnr: str

    @property
    def id(self) -> str:
        if self.orgnr:
            return f"https://data.brreg.no/enhetsregisteret/api/enheter/{self.orgnr}"
        return self.at("/#publisher")

    def at(self, path: str) -> str:
        return address_of(current_tenant(), path)


def publisher_of(site: Site) -> Publisher:
    tenant = current_tenant()
    given = "".join(sign for sign in defaults_of(site).orgnr if sign.isdigit())
    orgnr = given if len(given) == 9 else tenant.organisation.get("orgnr", "")  # noqa: PLR2004 - nine digits
    return Publisher(tenant.name, site, orgnr)


def describe(publisher: Publisher, projects: list[tuple[Opened, list[OpenTable]]]) -> list[Node]:
    """The nodes of the graph, the catalogue first."""
    datasets = [_of_place(publisher)] + [_of_project(publisher, each, tables) for each, tables in projects]
    parts = [node for dataset in datasets for node in dataset]
    names = [{"@id": dataset[0]["@id"]} for dataset in datasets]
    catalogue: Node = {
        "@id": publisher.at("/open-data/catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _said(_CATALOGUE, publisher.site),
        "dct:description": _said(_ABOUT, publisher.site),
        "dct:publisher": {"@id": publisher.id},
        "dcat:contactPoint": {"@id": publisher.at("/#contact")},
        "dct:language": _languages(publisher.site),
        "foaf:homepage": {"@id": publisher.at("/open-data")},
        "dct:license": {"@id": LICENCES[defaults_of(publisher.site).licence][2]},
        "dcat:dataset": names,
    }
    return [catalogue, *_who(publisher), *parts]


def _who(publisher: Publisher) -> list[Node]:
    agent: Node = {"@id": publisher.id, "@type": "foaf:Agent", "foaf:name": publisher.name}
    if publisher.orgnr:
        agent["dct:identifier"] = publisher.orgnr
    contact: Node = {
        "@id": publisher.at("/#contact"),
        "@type": "vcard:Organization",
        "vcard:fn": publisher.name,
        "vcard:hasURL": {"@id": publisher.at("/about")},
    }
    if publisher.site.contact_email:
        contact["vcard:hasEmail"] = {"@id": f"mailto:{publisher.site.contact_email}"}
    return [agent, contact]


def _of_place(publisher: Publisher) -> list[Node]:
    own = {"dct:title": _said(_WHOLE, publisher.site), "dct:description": _said(_ABOUT, publisher.site)}
    return _dataset(publisher, "/open-data", own, [figures_of(None)])


def _of_project(publisher: Publisher, project: Opened, tables: list[OpenTable]) -> list[Node]:
    words = _localized(project.summary) or _said(_ABOUT, publisher.site)
    own: Node = {"dct:title": _localized(project.title), "dct:description": words}
    if project.published_at:
        own["dct:issued"] = _moment(project.published_at.isoformat())
    own["dct:modified"] = _moment(project.updated_at.isoformat())
    return _dataset(publisher, project.base, own, tables)


def _dataset(publisher: Publisher, base: str, own: Node, tables: list[OpenTable]) -> list[Node]:
    files = [_file(publisher, base, table, each) for table in tables for each in FORMATS]
    whole: Node = {
        "@id": publisher.at(f"{base}#dataset"),
        "@type": "dcat:Dataset",
        **own,
        "dct:identifier": publisher.at(base),
        "dct:publisher": {"@id": publisher.id},
        "dcat:contactPoint": {"@id": publisher.at("/#contact")},
        "dcat:theme": {"@id": f"{_EU}data-theme/GOVE"},
        "dct:accessRights": {"@id": f"{_EU}access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}frequency/UPDATE_CONT"},
        "dct:language": _languages(publisher.site),
        "dcat:landingPage": {"@id": publisher.at(base)},
        "dcat:distribution": [{"@id": each["@id"]} for each in files],
    }
    return [whole, *files]


def _file(publisher: Publisher, base: str, table: OpenTable, kind: str) -> Node:
    address = publisher.at(f"{base}/{table.name}.{kind}")
    return {
        "@id": f"{address}#file",
        "@type": "dcat:Distribution",
        "dct:title": _said(table.title, publisher.site),
        "dct:description": _said(table.about, publisher.site),
        "dcat:accessURL": {"@id": publisher.at(base)},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{_EU}file-type/{kind.upper()}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{_MEDIA[kind]}"},
        "dct:license": {"@id": LICENCES[defaults_of(publisher.site).licence][2]},
    }


def _said(text: Text, site: Site) -> list[Node]:
    """Our own words in each language of the place."""
    found = []
    for locale in site.languages:
        with speaking(locale):
            found.append({"@value": str(text), "@language": locale})
    return found


def _localized(texts: Localized) -> list[Node]:
    return [{"@value": text, "@language": locale} for locale, text in texts.items() if text]


def _languages(site: Site) -> list[Node]:
    return [{"@id": f"{_EU}language/{_LANGUAGES[each]}"} for each in site.languages if each in _LANGUAGES]


def _moment(iso: str) -> Node:
    return {"@value": iso, "@type": "xsd:dateTime"}
