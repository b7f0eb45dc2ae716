"""What staff decide about recommendations. Each decision stands, whatever is proposed later."""

from collections.abc import Sequence

from core.sdk import Person, Refused, _, check_version, execute, row, rows, value

TITLE, TEXT = 200, 5_000


class NoSuchRecommendation(Refused):
    def __init__(self) -> None:
        super().__init__(_("This recommendation is not here any more."))


class NothingToSign(Refused):
    def __init__(self) -> None:
        super().__init__(_("Accept at least one recommendation first."))


async def accept(*, study_id: int, ids: Sequence[int], by: Person) -> int:
    """How many were accepted."""
    return await execute(
        "UPDATE insights_recommendation SET state = 'accepted', changed_by = $3, changed_at = now(), version = version + 1 "
        "WHERE study = $1 AND id = ANY($2::bigint[]) AND state IN ('proposed', 'dropped')",
        study_id,
        list(ids),
        by.id,
    )


async def drop(*, study_id: int, ids: Sequence[int], by: Person) -> int:
    """They can be taken up again."""
    return await execute(
        "UPDATE insights_recommendation SET state = 'dropped', signed_at = NULL, signed_by = NULL, changed_by = $3, "
        "changed_at = now(), version = version + 1 "
        "WHERE study = $1 AND id = ANY($2::bigint[]) AND state IN ('proposed', 'accepted')",
        study_id,
        list(ids),
        by.id,
    )


async def make(*, study_id: int, title: str, by: Person) -> int:
    """One that staff write from nothing."""
    new_id: int = await value(
        "INSERT INTO insights_recommendation (study, title, state, position, changed_by) SELECT $1, $2, 'accepted', "
        "coalesce(max(position), 0) + 1, $3 FROM insights_recommendation WHERE study = $1 RETURNING id",
        study_id,
        title[:TITLE],
        by.id,
    )
    return new_id


async def change(
    *, study_id: int, recommendation_id: int, title: str, text: str, version: str, by: Person
) -> str:
    """The new version. Who changes a proposal has accepted it; what was signed must be signed anew. Raises StaleForm."""
    kept = await _locked(study_id, recommendation_id)
    check_version(current=kept, sent=version)
    await execute(
        "UPDATE insights_recommendation SET title = $2, text = $3, state = 'accepted', signed_at = NULL, signed_by = NULL, "
        "changed_by = $4, changed_at = now(), version = version + 1 WHERE id = $1",
        recommendation_id,
        title[:TITLE],
        text[:TEXT],
        by.id,
    )
    return str(kept + 1)


async def move(*, study_id: int, recommendation_id: int, steps: int) -> None:
    """Up (negative) or down among those that are accepted."""
    await _locked(study_id, recommendation_id)
    found = await rows(
        "SELECT id FROM insights_recommendation WHERE study = $1 AND state IN ('accepted', 'proposed') "
        "ORDER BY state = 'proposed', position, id FOR UPDATE",
        study_id,
    )
    order = [each["id"] for each in found]
    at = order.index(recommendation_id)
    order.insert(max(0, min(len(order) - 1, at + steps)), order.pop(at))
    await execute(
        "UPDATE insights_recommendation r SET position = o.at "
        "FROM unnest($1::bigint[]) WITH ORDINALITY o(id, at) WHERE r.id = o.id",
        order,
    )


async def merge(*, study_id: int, recommendation_id: int, into: int, by: Person) -> None:
    """Everything behind the one stands behind the other; its words come too. Raises NoSuchRecommendation."""
    await _locked(study_id, min(recommendation_id, into))
    await _locked(study_id, max(recommendation_id, into))
    if recommendation_id == into:
        raise NoSuchRecommendation
    for statement in _TAKE_OVER:
        await execute(statement, recommendation_id, into)
    await execute(
        "UPDATE insights_recommendation SET state = 'merged', merged_into = $2, changed_by = $3, changed_at = now(), "
        "version = version + 1 WHERE id = $1",
        recommendation_id,
        into,
        by.id,
    )
    await execute(
        "UPDATE insights_recommendation SET signed_at = NULL, signed_by = NULL, version = version + 1 WHERE id = $1",
        into,
    )


_TAKE_OVER = (
    """INSERT INTO insights_recommendation_theme (recommendation, theme) SELECT $2, theme
       FROM insights_recommendation_theme WHERE recommendation = $1 ON CONFLICT DO NOTHING""",
    """INSERT INTO insights_backing (recommendation, contribution, theme) SELECT $2, contribution, theme
       FROM insights_backing WHERE recommendation = $1 ON CONFLICT DO NOTHING""",
    """INSERT INTO insights_evidence (recommendation, contribution, sentence, digest, side, by_staff, removed)
       SELECT $2, contribution, sentence, digest, side, by_staff, removed FROM insights_evidence
       WHERE recommendation = $1 ON CONFLICT DO NOTHING""",
)


async def take_away(*, study_id: int, recommendation_id: int, evidence_id: int) -> None:
    """A quotation that says something else. No later run brings it back."""
    await _locked(study_id, recommendation_id)
    await execute(
        "UPDATE insights_evidence SET removed = true WHERE recommendation = $1 AND id = $2",
        recommendation_id,
        evidence_id,
    )


async def turn(*, study_id: int, recommendation_id: int, evidence_id: int) -> None:
    """What was thought to speak for speaks against, or the other way."""
    await _locked(study_id, recommendation_id)
    await execute(
        "UPDATE insights_evidence SET side = CASE side WHEN 'for' THEN 'against' ELSE 'for' END, by_staff = true "
        "WHERE recommendation = $1 AND id = $2",
        recommendation_id,
        evidence_id,
    )


async def sign(*, study_id: int, by: Person) -> int:
    """All that are accepted, as they stand. Raises NothingToSign."""
    signed = await execute(
        "UPDATE insights_recommendation SET signed_by = $2, signed_at = now() WHERE study = $1 AND state = 'accepted'",
        study_id,
        by.id,
    )
    if not signed:
        raise NothingToSign
    return signed


async def _locked(study_id: int, recommendation_id: int) -> int:
    found = await row(
        "SELECT version FROM insights_recommendation WHERE study = $1 AND id = $2 "
        "AND state IN ('accepted', 'proposed') FOR UPDATE",
        study_id,
        recommendation_id,
    )
    if found is None:
        raise NoSuchRecommendation
    return int(found["version"])
