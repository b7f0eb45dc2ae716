"""The record of what staff did: added to, never changed, and provably whole."""

from core.audit.export import csv_of_record
from core.audit.service import (
    Entry,
    Record,
    Seal,
    actions_noted,
    first_broken,
    note,
    record,
    seal,
    still_holds,
)

__all__ = [
    "Entry",
    "Record",
    "Seal",
    "actions_noted",
    "csv_of_record",
    "first_broken",
    "note",
    "record",
    "seal",
    "still_holds",
]
