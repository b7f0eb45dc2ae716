"""The pictures as blocks, for dashboards and reports."""

from core.sdk import ENOUGH, SMALL, Block, Text, _, ngettext
from plugins.representation.measuring import Picture
from plugins.representation.population import KINDS, SEXES

_TITLES: dict[str, Text] = {
    "age": _("Who took part, by age"),
    "sex": _("Who took part, by sex"),
    "district": _("Who took part, by district"),
}


def blocks_of(found: list[Picture]) -> list[Block]:
    """Only where somebody has told something, and where not all of it is too little to be shown."""
    return [_block(each) for each in found if each.known and not all(group.hidden for group in each.groups)]


def _block(picture: Picture) -> Block:
    unknown = picture.all - picture.known
    return Block(
        id=f"representation.{picture.kind}",
        title=_TITLES[picture.kind],
        kind="table",
        n=picture.known,
        columns=(
            KINDS[picture.kind],
            _("Took part"),
            _("Share, %"),
            _("Of those who live here, %"),
            _("That is"),
        ),
        rows=tuple(
            (
                str(SEXES.get(each.name, each.name)) if picture.kind == "sex" else each.name,
                each.took_part,
                round(each.share) if each.share is not None else None,
                round(each.expected) if each.expected is not None else None,
                str(each.words) or "–",
            )
            for each in picture.groups
        ),
        description=_description(picture, unknown),
        sample="open",
    )


def _description(picture: Picture, unknown: int) -> Text:
    """What is not known is said first: those who tell are not a sample of those who took part."""
    said = (
        _("With fewer than {n} known, no shares are given. {source}").format(n=ENOUGH, source=picture.source)
        if picture.known < ENOUGH
        else _("Numbers under {few} are hidden. {source}").format(few=SMALL, source=picture.source)
    )
    if not unknown:
        return said
    return ngettext(
        "Of {unknown} participant it is not known. {rest}",
        "Of {unknown} participants it is not known. {rest}",
        unknown,
    ).format(unknown=unknown, rest=said)
