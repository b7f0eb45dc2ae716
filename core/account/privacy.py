"""Which words a person agreed to: a short name for the privacy text as it reads now."""

import hashlib

from core.i18n import Localized
from core.tenancy import Site

STANDARD = "standard-1"  # the text of the page itself, where a place has written none of its own


def privacy_version(site: Site) -> str:
    text = Localized(site.privacy).text() if site.privacy else ""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else STANDARD
