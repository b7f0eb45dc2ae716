"""The log of who took part, and its one definition of a participant. Every count on every screen comes from here."""

from core.participation.service import (
    Act,
    Channel,
    forget_import,
    participants,
    pseudonym,
    record,
    record_many,
    recount,
)

__all__ = [
    "Act",
    "Channel",
    "forget_import",
    "participants",
    "pseudonym",
    "record",
    "record_many",
    "recount",
]
