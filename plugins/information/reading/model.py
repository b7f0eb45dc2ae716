"""What every format becomes."""

from dataclasses import dataclass, field

MOST_SECTIONS = 1_000
MOST_PARAGRAPHS = 20_000
MOST_TEXT = 5_000_000  # characters
MOST_PICTURES = 300


class Unreadable(Exception):
    """`code` says why: broken, locked, empty, too_big, too_long, unknown."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Section:
    """One heading and what stands below it, up to the next heading. `html`: its paragraphs, each a whole block.

    `picture` is a number into `Read.pictures`: the page as it looks.
    """

    heading: str
    level: int
    html: list[str] = field(default_factory=list)
    picture: int | None = None


@dataclass
class Read:
    """A document that was read. A picture in the text is written `<img src="picture:3">`."""

    title: str = ""
    sections: list[Section] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)

    def checked(self) -> "Read":
        """Raises Unreadable when there is nothing, or far too much."""
        paragraphs = sum(len(section.html) for section in self.sections)
        length = sum(len(html) for section in self.sections for html in section.html)
        if len(self.sections) > MOST_SECTIONS or paragraphs > MOST_PARAGRAPHS or length > MOST_TEXT:
            raise Unreadable("too_long")
        if not self.pictures and not any("<" in html for section in self.sections for html in section.html):
            raise Unreadable("empty")
        return self
