"""The record as a table to take away, with the hashes: whoever has the file can check it without us."""

from collections.abc import AsyncIterator

from core.db import stream_rows
from core.http.downloads import csv_chunks
from core.i18n import _

COLUMNS = (
    ("id", _("Line number")),
    ("at", _("When")),
    ("microseconds", _("Microseconds since 1970")),  # the hash covers the exact moment
    ("person", _("Person's number")),
    ("name", _("Name")),
    ("role", _("Role")),
    ("action", _("Action")),
    ("subject", _("Subject")),
    ("subject_id", _("Subject's number")),
    ("details", _("Details")),
    ("previous", _("Hash of the row before")),
    ("hash", _("Hash of this row")),
)
_ROWS = """
    SELECT id, at, (extract(epoch FROM at) * 1000000)::bigint AS microseconds, person, name, role, action, subject,
           subject_id, details::text AS details, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash
    FROM audit ORDER BY id
"""


def csv_of_record() -> AsyncIterator[bytes]:
    """Chunks for `stream()`, read while they are sent."""
    return csv_chunks(stream_rows(_ROWS), columns=COLUMNS)
