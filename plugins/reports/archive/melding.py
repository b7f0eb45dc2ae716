"""The metadata in the structure of Noark 5: arkiv > arkivdel > saksmappe > journalpost > dokumentbeskrivelse > dokumentobjekt.

Written by ourselves in the manner of an `arkivmelding`: what a record system can take in, not the extraction that an archive
institution takes over. That one is made of arkivuttrekk.xml (ADDML), arkivstruktur.xml, the two journals, endringslogg.xml and
their schemas (arkivverket/noark5-standard, chapter 7; Arkade 5 tests for them) and comes from the record system, not from here.
There is no klassifikasjonssystem, no korrespondansepart and nobody's name as opprettetAv: whoever takes the package in sets them.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_NAMESPACE = "http://www.arkivverket.no/standarder/noark5/arkivmelding"


@dataclass(frozen=True)
class Filed:
    """One file in the package. `main` False: an attachment of the registration before it."""

    subject: str
    title: str
    path: str
    format: str
    sha256: str
    bytes: int
    at: datetime
    main: bool = True


@dataclass(frozen=True)
class Case:
    """The project as a case. `owner` names the tenant for ever, `publisher` is its name."""

    owner: str
    publisher: str
    project_id: int
    title: str
    begun_at: datetime
    stands_at: datetime
    finished: bool
    orgnr: str = ""


def melding(case: Case, files: list[Filed]) -> bytes:
    root = Element("arkivmelding", {"xmlns": _NAMESPACE})
    _add(root, system="Allmenning", meldingId=_uuid(case, "melding"), tidspunkt=_moment(case.stands_at))
    archive = SubElement(root, "arkiv")
    _add(archive, systemID=_uuid(case, "arkiv"), tittel=case.publisher, arkivstatus="Opprettet")
    maker = SubElement(archive, "arkivskaper")
    _add(maker, arkivskaperID=case.orgnr or case.owner, arkivskaperNavn=case.publisher)
    part = SubElement(archive, "arkivdel")
    _add(part, systemID=_uuid(case, "arkivdel"), tittel="Medvirkning", arkivdelstatus="Aktiv periode")
    folder = SubElement(part, "mappe", {"type": "saksmappe"})
    _add(
        folder,
        systemID=_uuid(case, f"project-{case.project_id}"),
        tittel=case.title,
        offentligTittel=case.title,
        opprettetDato=_moment(case.begun_at),
        saksaar=str(case.begun_at.year),
        sakssekvensnummer=str(case.project_id),
        saksstatus="Avsluttet" if case.finished else "Under behandling",
        administrativEnhet=case.publisher,
    )
    for number, group in enumerate(_groups(files), start=1):
        _registration(folder, case, number, group)
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _groups(files: list[Filed]) -> list[list[Filed]]:
    """Each document with the attachments behind it."""
    groups: list[list[Filed]] = []
    for file in files:
        if file.main or not groups:
            groups.append([])
        groups[-1].append(file)
    return groups


def _registration(folder: Element, case: Case, number: int, group: list[Filed]) -> None:
    first = group[0]
    record = SubElement(folder, "registrering", {"type": "journalpost"})
    _add(
        record,
        systemID=_uuid(case, first.subject),
        tittel=first.title,
        offentligTittel=first.title,
        opprettetDato=_moment(first.at),
        journalaar=str(first.at.year),
        journalsekvensnummer=str(number),
        journalpostnummer=str(number),
        journalposttype="Internt notat uten oppfølging",
        journalstatus="Arkivert",
        journaldato=first.at.date().isoformat(),
    )
    for n, file in enumerate(group, start=1):
        _description(record, case, n, file)


def _description(record: Element, case: Case, number: int, file: Filed) -> None:
    about = SubElement(record, "dokumentbeskrivelse")
    _add(
        about,
        systemID=_uuid(case, f"{file.subject}/beskrivelse"),
        dokumenttype="Rapport" if file.main else "Vedlegg",
        dokumentstatus="Dokumentet er ferdigstilt",
        tittel=file.title,
        opprettetDato=_moment(file.at),
        tilknyttetRegistreringSom="Hoveddokument" if file.main else "Vedlegg",
        dokumentnummer=str(number),
    )
    what = SubElement(about, "dokumentobjekt")
    _add(
        what,
        systemID=_uuid(case, f"{file.subject}/objekt"),
        versjonsnummer="1",
        variantformat="Arkivformat" if file.main else "Produksjonsformat",
        format=file.format,
        opprettetDato=_moment(file.at),
        referanseDokumentfil=file.path,
        sjekksum=file.sha256,
        sjekksumAlgoritme="SHA-256",
        filstoerrelse=str(file.bytes),
    )


def _add(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _uuid(case: Case, subject: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"allmenning:{case.owner}:{case.project_id}:{subject}"))


def _moment(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()
