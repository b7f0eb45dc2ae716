"""Which column answers which question. A guess that staff can change."""

import re
from collections.abc import Mapping, Sequence

from plugins.survey.exporting.columns import Column, said
from plugins.survey.responses.table import Heading

DAY = "@day"
Chosen = dict[str, str]  # number of the column, as text -> key of a Column, or DAY
_DAYS = ("day", "dag", "startdate", "start date", "submitted_on", "dato")
# Who somebody is and from where: never read in, whatever the file holds.
_PERSONAL = (
    *(
        "ipaddress",
        "ip address",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "email address",
    ),
    *("first name", "last name", "locationlatitude", "locationlongitude", "externalreference", "responseid"),
    *("respondentid", "respondent_id", "collectorid", "id"),
)


def guess(headings: Sequence[Heading], columns: Sequence[Column]) -> Chosen:
    """By the keys of our own export, by code, or by the words of the question; each target once."""
    by_key = {column.key: column.key for column in columns}
    by_words: dict[str, str] = {}
    for column in columns:
        for locale in (*column.question.label, ""):
            by_words.setdefault(bare(said(column.words, locale)), column.key)
    chosen: Chosen = {}
    for n, heading in enumerate(headings):
        target = _target(heading, by_key, by_words)
        if target and target not in chosen.values():
            chosen[str(n)] = target
    return chosen


def checked(sent: Mapping[str, str], headings: Sequence[Heading], columns: Sequence[Column]) -> Chosen:
    """What staff chose, without what is not there; the first of two columns with the same target."""
    known = {column.key for column in columns} | {DAY}
    chosen: Chosen = {}
    for n in range(len(headings)):
        target = sent.get(f"column.{n}", "")
        if target in known and target not in chosen.values():
            chosen[str(n)] = target
    return chosen


def is_personal(heading: Heading) -> bool:
    return bool({heading.title.lower(), heading.code.lower()} & set(_PERSONAL))


def bare(words: str) -> str:
    """Letters and digits only, so that a dash or a space makes no difference."""
    return re.sub(r"\W+", "", words).lower()


def _target(heading: Heading, by_key: Mapping[str, str], by_words: Mapping[str, str]) -> str:
    if is_personal(heading):
        return ""
    first = heading.title.split(" ", 1)[0]
    if first in by_key:
        return by_key[first]
    if heading.title.lower() in _DAYS or heading.code.lower() in _DAYS:
        return DAY
    return by_words.get(bare(heading.words)) or by_words.get(bare(heading.code), "")
