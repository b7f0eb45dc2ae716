"""Markdown to safe HTML, for lessons: figures with captions, tables that scroll, headings that can be linked to."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.sdk import own_path, slugify

PRACTICE = "/manage/academy/practice/open"
_TAGS = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "ul", "ol", "li", "h2", "h3", "h4", "a", "blockquote"),
    *("figure", "figcaption", "img", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "class"},
    "img": {"src", "alt", "loading"},
    "h2": {"id", "class"},
    "h3": {"id", "class"},
    "h4": {"id", "class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "table": {"class"},
    "th": {"scope"},
    "ol": {"start"},
    "figure": {"class"},
}
Say = Callable[[int, str], None]
_PARAGRAPH = 3  # tokens: it opens, its words, it closes
_DEEPEST = 4


def html_of(text: str, *, files: frozenset[str], base: str, say: Say, table_label: str) -> str:
    """`base`: where the course's files are served. `say(line, message)` is told what is wrong; lines count from 0."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    _check(tokens, files, say)
    _open_links(tokens, base)
    parser.add_render_rule("table_open", _table_open(table_label))
    parser.add_render_rule("table_close", lambda *_args: "</table></div>\n")
    parser.add_render_rule("th_open", lambda *_args: '<th scope="col">')
    parser.add_render_rule("td_open", lambda *_args: "<td>")
    rendered = parser.renderer.render(_with_figures(tokens), parser.options, {})
    return _safe(rendered, base)


def _table_open(label: str) -> Callable[..., str]:
    box = f'<div class="al-table-wrap" tabindex="0" role="region" aria-label="{escape(label)}">'
    return lambda *_args: f'{box}<table class="ds-table al-table">\n'


def _check(tokens: Sequence[Token], files: frozenset[str], say: Say) -> None:
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "heading_open" and not 1 < int(token.tag[1]) <= _DEEPEST:
            say(line, "headings begin at ## and go no deeper than ####: the title is the page's #")
        for child in token.children or ():
            _check_inline(child, files, partial(say, line))


def _check_inline(token: Token, files: frozenset[str], say: Callable[[str], None]) -> None:
    if token.type == "image":
        name = str(token.attrGet("src") or "")
        if name not in files:
            say(f"there is no file {name!r} in the course")
        if not token.content.strip():
            say(f"the figure {name!r} has no text alternative: ![what it shows]({name})")
    if token.type == "link_open" and not _may_link(str(token.attrGet("href") or "")):
        say(
            f"a link goes to https:, to a path that begins with /, or to practice: – not to {token.attrGet('href')!r}"
        )


def _may_link(url: str) -> bool:
    if url.startswith(("https://", "mailto:", "#")) or url == "practice:":
        return True
    return url.startswith("/") and own_path(url) == url


def _open_links(tokens: Sequence[Token], base: str) -> None:
    ids: set[str] = set()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("class", "ds-heading")
            token.attrSet("id", _new_id(tokens[at + 1].content, ids))
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("class", "ds-link")
                if child.attrGet("href") == "practice:":
                    child.attrSet("href", PRACTICE)
            if child.type == "image":
                child.attrSet("src", f"{base}/{child.attrGet('src')}")
                child.attrSet("loading", "lazy")


def _new_id(title: str, ids: set[str]) -> str:
    stem = f"l-{slugify(title) or 'part'}"
    name = next(name for n in range(len(ids) + 1) if (name := f"{stem}-{n}" if n else stem) not in ids)
    ids.add(name)
    return name


def _with_figures(tokens: Sequence[Token]) -> list[Token]:
    """A paragraph that is one picture becomes a figure; a paragraph all in italics after it, its caption."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        picture = _only(tokens, at, "image")
        if picture is None:
            made.append(tokens[at])
            at += 1
            continue
        caption = _caption(tokens, at + _PARAGRAPH)
        below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
        attributes = " ".join(
            f'{name}="{escape(str(value))}"'
            for name, value in (*picture.attrs.items(), ("alt", picture.content))
            if name in ("src", "loading") or (name == "alt" and value)
        )
        made.append(_html(f'<figure class="al-lesson__figure"><img {attributes}>{below}</figure>\n'))
        at += _PARAGRAPH * (2 if caption else 1)
    return made


def _only(tokens: Sequence[Token], at: int, kind: str) -> Token | None:
    if tokens[at].type != "paragraph_open" or at + 1 >= len(tokens):
        return None
    children = tokens[at + 1].children or []
    return children[0] if len(children) == 1 and children[0].type == kind else None


def _caption(tokens: Sequence[Token], at: int) -> str:
    if at + 1 >= len(tokens) or tokens[at].type != "paragraph_open":
        return ""
    children: list[Any] = tokens[at + 1].children or []
    all_italic = (
        children
        and children[0].type == "em_open"
        and children[-1].type == "em_close"
        and [each.type for each in children].count("em_open") == 1
    )
    return "".join(each.content for each in children) if all_italic else ""


def _html(content: str) -> Token:
    token = Token("html_block", "", 0)
    token.content = content
    return token


def _safe(html: str, base: str) -> str:
    """The parser lets no HTML through; this is the second lock on the same door."""

    def keep(tag: str, name: str, value: str) -> str | None:
        return None if tag == "img" and name == "src" and not value.startswith(f"{base}/") else value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    ).strip()
