"""The log of who took part, and its one definition of a participant. Every count on every screen comes from here."""

from core.participation.figures import Deeds, People, deeds_in, people_by_channel, people_in
from core.participation.service import (
    FIGURES,
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
    "FIGURES",
    "Act",
    "Channel",
    "Deeds",
    "People",
    "deeds_in",
    "forget_import",
    "participants",
    "people_by_channel",
    "people_in",
    "pseudonym",
    "record",
    "record_many",
    "recount",
]
