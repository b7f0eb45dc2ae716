"""Addresses, postcodes and organisation numbers: the tidy form, or None when it cannot be one."""

import re
import unicodedata

from stdnum.exceptions import ValidationError
from stdnum.no import orgnr

MAX_EMAIL = 254  # RFC 5321
_MAX_LOCAL_PART = 64
_LOCAL_PART = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f]+")
_HOST_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_TOP_LEVEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")
_POSTCODE = re.compile(r"(?:N(?:O)?[- ]?)?([0-9]{4})", re.IGNORECASE)


def clean_email(raw: str) -> str | None:
    """Lower case, the host name in its internet form. Whether it exists, only a message can tell."""
    address = unicodedata.normalize("NFKC", raw.strip()).removeprefix("mailto:").lower()
    local, at, host = address.rpartition("@")
    ascii_host = _ascii_host(host)
    if not at or ascii_host is None or not _is_local_part(local):
        return None
    whole = f"{local}@{ascii_host}"
    return whole if len(whole) <= MAX_EMAIL else None


def clean_postcode(raw: str) -> str | None:
    """Four digits; 'NO-5003' and full-width digits are understood."""
    found = _POSTCODE.fullmatch(unicodedata.normalize("NFKC", raw).strip())
    return found[1] if found and found[1] != "0000" else None


def clean_organisation_number(raw: str) -> str | None:
    """Nine digits with a right check digit; spaces, 'NO' and 'MVA' around them are taken away."""
    text = unicodedata.normalize("NFKC", raw).upper().strip().removeprefix("NO").removesuffix("MVA")
    try:
        return str(orgnr.validate(text))
    except ValidationError:
        return None


def _is_local_part(local: str) -> bool:
    if len(local) > _MAX_LOCAL_PART or not _LOCAL_PART.fullmatch(local):
        return False
    return not (local.startswith(".") or local.endswith(".") or ".." in local)


def _ascii_host(host: str) -> str | None:
    try:
        ascii_host = host.encode("idna").decode() if host else ""
    except UnicodeError:
        return None
    labels = ascii_host.split(".")
    if len(labels) < 2 or not _TOP_LEVEL.fullmatch(labels[-1]):  # noqa: PLR2004 - a name and its top level
        return None
    return ascii_host if all(_HOST_LABEL.fullmatch(label) for label in labels) else None
