"""The safe part of a document's HTML. Tables stay; everything that runs, looks or loads goes."""

import nh3

_TAGS = {
    *(
        "p",
        "br",
        "strong",
        "em",
        "ul",
        "ol",
        "li",
        "a",
        "blockquote",
        "pre",
        "code",
        "sub",
        "sup",
        "s",
        "u",
        "dl",
        "dt",
        "dd",
    ),
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "figure", "figcaption", "img"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_UNSEEN = {"script", "style", "template", "iframe", "noscript", "textarea", "title", "object", "svg", "math"}


def clean_block(html: str, pictures: dict[str, str]) -> str:
    """`pictures`: what `picture:3` becomes; other pictures are left out."""

    def keep(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src":
            return pictures.get(value)
        if name in ("colspan", "rowspan"):
            return value if value.isascii() and value.isdigit() and len(value) <= 2 else None  # noqa: PLR2004
        if name == "href":
            return None if value.startswith(("//", "/\\", "\\", "#")) else value
        return value

    cleaned = nh3.clean(
        html.replace("<b>", "<strong>")
        .replace("</b>", "</strong>")
        .replace("<i>", "<em>")
        .replace("</i>", "</em>"),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        clean_content_tags=_UNSEEN,
        url_schemes={"http", "https", "mailto", "picture"},
        link_rel="nofollow noopener noreferrer",
    )
    return cleaned.replace("<img>", "").strip()
