"""From a template to the bytes of a tagged PDF."""

import asyncio
from typing import Any, Literal

from core.i18n import _, current_locale
from core.pdf.pictures import Pictures, pictures_named_in
from core.templates import render_template
from core.tenancy import site
from core.text import Refused
from core.theme import readable_colour

_AT_ONCE = 1  # papers set at the same time by one process: each takes a core, and 75 MB and more
_setting = asyncio.Semaphore(_AT_ONCE)


class PdfUnavailable(Refused):
    """The machine lacks the libraries that set type."""


Variant = Literal["pdf/ua-1", "pdf/a-2a", "pdf/a-3a"]


async def pdf(
    template: str, *, title: str, lang: str = "", variant: Variant = "pdf/ua-1", **context: Any
) -> bytes:
    """A tagged PDF of a template that extends `layouts/paper.html` (blocks: head, main, foot). `lang`: of the text, as "nb".

    `variant`: for reading (PDF/UA-1), or for an archive (PDF/A, tagged). The same content gives the same bytes.

    Values with the names of a page's own (`site`, `visit`) are not there but `site`; give what the template needs. Raises
    PdfUnavailable where WeasyPrint's libraries (Pango) are missing.
    """
    here = await site()
    spoken = lang or current_locale()
    values = {**context, "title": title, "lang": spoken, "site": here, "colour": readable_colour(here)}
    html = render_template(template, values).decode()
    pictures = await pictures_named_in(html)
    async with _setting:
        return await asyncio.to_thread(_set, html, pictures, variant)


def _set(html: str, pictures: Pictures, variant: Variant) -> bytes:
    try:
        import weasyprint  # type: ignore[import-untyped]
    except OSError as error:
        raise PdfUnavailable(
            _("This installation cannot make PDF files: the library Pango is missing. Ask those who run it.")
        ) from error
    from core.pdf.fetching import OWN, OwnFilesOnly
    from core.pdf.tagging import mend_tags

    document = weasyprint.HTML(string=html, base_url=OWN, url_fetcher=OwnFilesOnly(pictures))
    content: bytes = document.write_pdf(pdf_variant=variant, optimize_images=True)
    return mend_tags(content)
