"""Staff edit a draft, sign it, publish it. The draft stays beside what was signed."""

from collections.abc import Mapping

import msgspec

from core.sdk import Person, Refused, _, check_version, clean_text, execute
from plugins.insights.summaries.model import Line, Summary


class NothingThere(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is nothing to sign: all the sentences are left out."))


class NotSigned(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only what is signed can be published."))


class OfTheWholePlace(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This study is about the whole place, so there is no project page to publish it on.")
        )


def edited(draft: list[Line], *, kept: set[int], own: Mapping[int, str]) -> list[Line]:
    """The draft's lines that are kept; in staff's own words where they wrote some. What a line rests on cannot be changed."""
    lines: list[Line] = []
    for line in draft:
        words = clean_text(own.get(line.key, ""))[:2_000]
        if line.key in kept:
            changed = bool(words) and words != line.text
            lines.append(
                msgspec.structs.replace(line, text=words, verbatim=False, own=True) if changed else line
            )
    return lines


async def save(*, summary: Summary, lines: list[Line], introduction: str, version: str, by: Person) -> None:
    """What was signed stays until it is signed anew. Raises StaleForm."""
    check_version(current=summary.version, sent=version)
    await execute(
        "UPDATE insights_summary SET lines = $2, introduction = $3, state = 'draft', published = false, version = version + 1, "
        "signed_at = NULL, signed_by = NULL, asked_by = coalesce(asked_by, $4) WHERE id = $1",
        summary.id,
        msgspec.to_builtins(lines),
        clean_text(introduction)[:4_000],
        by.id,
    )


async def sign(*, summary: Summary, by: Person) -> None:
    """As it stands now. Raises NothingThere."""
    if not summary.lines and not summary.introduction:
        raise NothingThere
    await execute(
        "UPDATE insights_summary SET signed = lines, state = 'signed', signed_by = $2, signed_at = now(), version = version + 1 "
        "WHERE id = $1",
        summary.id,
        by.id,
    )


async def publish(*, summary: Summary, published: bool) -> None:
    """On the project's page, or off it. Raises NotSigned, OfTheWholePlace."""
    if published and summary.state != "signed":
        raise NotSigned
    if published and summary.project_id is None:
        raise OfTheWholePlace
    await execute("UPDATE insights_summary SET published = $2 WHERE id = $1", summary.id, published)
