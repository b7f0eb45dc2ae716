"""Options, what they are compared by, and arguments. Staff write the first two, residents the third."""

from dataclasses import dataclass
from typing import Any

from core.sdk import (
    Content,
    Contribution,
    Localized,
    Person,
    Place,
    Refused,
    State,
    Wish,
    _,
    check_version,
    execute,
    html_from_plain,
    listing,
    ngettext,
    row,
    rows,
    submit,
    value,
)
from plugins.deliberation.settings import settings_of

ARGUMENT = "argument"
FOR, AGAINST = 1, -1
SIDES = {"for": FOR, "against": AGAINST}
_LONGEST = 400
_MOST = 1_000  # arguments that one page reads
_PAGE = 100


@dataclass(frozen=True, slots=True)
class Option:
    """`scores`: criterion id -> (-2 … 2 or None, words)."""

    id: int
    name: Localized
    description: Localized
    facts: Localized
    scores: dict[int, tuple[int | None, Localized]]
    version: int


@dataclass(frozen=True, slots=True)
class Criterion:
    id: int
    name: Localized


@dataclass(frozen=True, slots=True)
class Argument:
    option_id: int
    side: int
    contribution: Contribution


class TooLongArgument(Refused):
    field = "text"

    def __init__(self) -> None:
        super().__init__(
            ngettext("At most {n} character.", "At most {n} characters.", _LONGEST).format(n=_LONGEST)
        )


class OptionGone(Refused):
    def __init__(self) -> None:
        super().__init__(_("This option is no longer here."))


async def options_of(*, activity_id: int) -> list[Option]:
    found = await rows(
        "SELECT * FROM deliberation_option WHERE activity = $1 ORDER BY position, id", activity_id
    )
    return [_option(each) for each in found]


async def load_option(*, activity_id: int, option_id: int) -> Option | None:
    found = await row(
        "SELECT * FROM deliberation_option WHERE activity = $1 AND id = $2", activity_id, option_id
    )
    return _option(found) if found else None


async def criteria_of(*, activity_id: int) -> list[Criterion]:
    found = await rows(
        "SELECT id, names FROM deliberation_criterion WHERE activity = $1 ORDER BY position, id", activity_id
    )
    return [Criterion(each["id"], Localized.of(each["names"])) for each in found]


async def save_option(
    *,
    place: Place,
    option_id: int | None,
    names: dict[str, str],
    descriptions: dict[str, str],
    facts: dict[str, str],
    version: str = "",
) -> int:
    """A new one, at the end, or changed. Its id. Raises OptionGone, StaleForm."""
    if option_id is None:
        new_id: int = await value(
            "INSERT INTO deliberation_option (activity, names, descriptions, facts, position) "
            "SELECT $1, $2, $3, $4, coalesce(max(position), 0) + 1 FROM deliberation_option WHERE activity = $1 RETURNING id",
            place.here.id,
            names,
            descriptions,
            facts,
        )
        return new_id
    found = await row(
        "SELECT version FROM deliberation_option WHERE id = $1 AND activity = $2 FOR NO KEY UPDATE",
        option_id,
        place.here.id,
    )
    if found is None:
        raise OptionGone
    check_version(current=found["version"], sent=version)
    await execute(
        "UPDATE deliberation_option SET names = $2, descriptions = $3, facts = $4, version = version + 1 WHERE id = $1",
        option_id,
        names,
        descriptions,
        facts,
    )
    return option_id


async def move_option(*, place: Place, option_id: int, steps: int) -> None:
    """Among the others, so many places later (or earlier, when negative)."""
    ids = [each.id for each in await options_of(activity_id=place.here.id)]
    if option_id not in ids:
        raise OptionGone
    to = max(0, min(len(ids) - 1, ids.index(option_id) + steps))
    ids.remove(option_id)
    ids.insert(to, option_id)
    await execute(
        "UPDATE deliberation_option o SET position = n.position FROM unnest($2::bigint[]) WITH ORDINALITY n(id, position) "
        "WHERE o.id = n.id AND o.activity = $1",
        place.here.id,
        ids,
    )


async def remove_option(*, place: Place, option_id: int) -> None:
    """Only while nobody has argued about it: what people wrote is not swept away."""
    if await value("SELECT 1 FROM deliberation_argument WHERE option = $1 LIMIT 1", option_id):
        raise Refused(_("People have written about this option. It cannot be removed."))
    await execute("DELETE FROM deliberation_option WHERE id = $1 AND activity = $2", option_id, place.here.id)


async def set_criteria(*, place: Place, names: list[str], language: str) -> None:
    """These, in this order. One with the same name keeps what was said by it; the others go."""
    known = {each.name.text(language): each for each in await criteria_of(activity_id=place.here.id)}
    kept = [known[name].id for name in names if name in known]
    await execute(
        "DELETE FROM deliberation_criterion WHERE activity = $1 AND id <> ALL ($2::bigint[])",
        place.here.id,
        kept,
    )
    for position, name in enumerate(dict.fromkeys(names), 1):
        if name in known:
            sql = "UPDATE deliberation_criterion SET position = $2 WHERE id = $1"
            await execute(sql, known[name].id, position)
        else:
            sql = "INSERT INTO deliberation_criterion (activity, position, names) VALUES ($1, $2, $3)"
            await execute(sql, place.here.id, position, {language: name})


async def set_scores(
    *, place: Place, option_id: int, scores: dict[int, tuple[int | None, str]], language: str
) -> None:
    """What the municipality says of one option by each criterion: from much worse (-2) to much better (2), in words too."""
    option = await load_option(activity_id=place.here.id, option_id=option_id)
    if option is None:
        raise OptionGone
    said: dict[str, Any] = {}
    for criterion, (score, words) in scores.items():
        before = dict(option.scores[criterion][1]) if criterion in option.scores else {}
        said[str(criterion)] = {"score": score, "words": before | {language: words}}
    await execute(
        "UPDATE deliberation_option SET scores = $3 WHERE id = $1 AND activity = $2",
        option_id,
        place.here.id,
        said,
    )


async def add_argument(*, place: Place, author: Person, option_id: int, side: int, text: str) -> State:
    """For or against; how it stands now. Raises OptionGone, TooLongArgument."""
    if await load_option(activity_id=place.here.id, option_id=option_id) is None:
        raise OptionGone
    if len(text) > _LONGEST:
        raise TooLongArgument
    new_id = await submit(
        place=place,
        kind=ARGUMENT,
        author=author,
        content=Content(body=html_from_plain(text)),
        look_first=settings_of(place.here).look_first,
        action="argue",
        with_status=False,
    )
    await execute(
        "INSERT INTO deliberation_argument (contribution, option, side) VALUES ($1, $2, $3)",
        new_id,
        option_id,
        side,
    )
    return State(await value("SELECT state FROM contribution WHERE id = $1", new_id))


async def arguments_of(*, place: Place, viewer: Person | None) -> list[Argument]:
    """All that are published here, those that weigh most for people first."""
    found = await rows(
        "SELECT a.contribution, a.option, a.side FROM deliberation_argument a JOIN deliberation_option o ON o.id = a.option "
        "WHERE o.activity = $1",
        place.here.id,
    )
    where = {each["contribution"]: (each["option"], each["side"]) for each in found}
    items: list[Contribution] = []
    cursor = ""
    while len(items) < min(_MOST, len(where)):
        part = await listing(
            activity_id=place.here.id,
            kind=ARGUMENT,
            wish=Wish(sort="supported", cursor=cursor),
            viewer=viewer,
            size=_PAGE,
        )
        items += part.items
        if not part.older:
            break
        cursor = part.older
    return [Argument(*where[item.id], item) for item in items if item.id in where]


async def option_of_argument(*, activity_id: int, contribution_id: int) -> int | None:
    """Where an argument stands."""
    found: int | None = await value(
        "SELECT a.option FROM deliberation_argument a JOIN deliberation_option o ON o.id = a.option "
        "WHERE a.contribution = $1 AND o.activity = $2",
        contribution_id,
        activity_id,
    )
    return found


def _option(found: dict[str, Any]) -> Option:
    return Option(
        found["id"],
        Localized.of(found["names"]),
        Localized.of(found["descriptions"]),
        Localized.of(found["facts"]),
        {
            int(key): (said.get("score"), Localized.of(said.get("words", {})))
            for key, said in found["scores"].items()
        },
        found["version"],
    )
