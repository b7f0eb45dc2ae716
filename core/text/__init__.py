"""Text as people type it: cleaned, made into safe HTML, shortened, checked. Knows no database and no page."""

from core.text.clean import clean_line, clean_text, storable
from core.text.contact import clean_email, clean_organisation_number, clean_postcode
from core.text.errors import Refused
from core.text.html import clean_html, excerpt, html_from_plain, plain_text
from core.text.slug import slugify

__all__ = [
    "Refused",
    "clean_email",
    "clean_html",
    "clean_line",
    "clean_organisation_number",
    "clean_postcode",
    "clean_text",
    "excerpt",
    "html_from_plain",
    "plain_text",
    "slugify",
    "storable",
]
