"""A report on paper: a tagged PDF with contents, bookmarks and page numbers."""

from datetime import date
from typing import Literal

from core.sdk import pdf, say_date, speaking
from plugins.reports.model import Document


async def paper(
    document: Document, *, address: str, variant: Literal["pdf/ua-1", "pdf/a-2a"] = "pdf/ua-1"
) -> bytes:
    """`address`: where it stands on the web, whole; empty where it does not."""
    with speaking(document.language):
        return await pdf(
            "reports/paper.html",
            title=document.title,
            lang=document.language,
            variant=variant,
            document=document,
            address=address,
            made=say_date(date.fromisoformat(document.made_on)),
        )
