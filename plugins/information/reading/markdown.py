"""Markdown, by CommonMark with tables. HTML inside it is shown as text."""

from markdown_it import MarkdownIt

from .model import Read
from .plain import decoded
from .sections import sections_from_html


def read_markdown(data: bytes) -> Read:
    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(decoded(data))
    return sections_from_html(rendered)
