"""Inserting a plan: ideas, then comments, then votes, in portions, saying how far it is."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from core.sdk import (
    BuiltForm,
    Content,
    Imported,
    ImportedComment,
    ImportedVote,
    Place,
    _,
    finish_import,
    insert_comments,
    insert_many,
    insert_votes,
    load_form,
    report_progress,
    site,
)
from plugins.ideas.importing.found_names import FoundNames
from plugins.ideas.importing.keep import KeptImport
from plugins.ideas.importing.planned import CommentRow, IdeaRow, Written
from plugins.ideas.importing.whole import WholePlan

IDEA = "idea"
SOURCE = "_source"  # in a contribution's answers: the address of the original
PORTION = 1_000
VOTES = 20_000

T = TypeVar("T")


async def insert_plan(*, place: Place, kept: KeptImport, plan: WholePlan) -> None:
    form = await load_form(place.here.form_id)
    names = await FoundNames.of(await site(), plan, make=kept.new_topics)
    total = sum(plan.counts.values()) - plan.counts["errors"]
    done = 0
    for ideas in portions(plan.ideas.rows, PORTION):
        items = [_imported(idea, names, form) for idea in ideas]
        await insert_many(place=place, kind=IDEA, items=items, import_id=kept.id)
        done += len(ideas)
        await report_progress(done, total)
    for comments in portions(plan.comments.rows, PORTION):
        await insert_comments(place=place, comments=[_comment(each) for each in comments], import_id=kept.id)
        done += len(comments)
        await report_progress(done, total)
    for votes in portions(_all_votes(plan), VOTES):
        await insert_votes(place=place, votes=votes, import_id=kept.id)
        done += len(votes)
        await report_progress(done, total)
    await finish_import(import_id=kept.id)


def portions(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while portion := list(islice(left, size)):
        yield portion


def _imported(idea: IdeaRow, names: FoundNames, form: BuiltForm | None) -> Imported:
    point = (
        (idea.latitude, idea.longitude) if idea.latitude is not None and idea.longitude is not None else None
    )
    source = {SOURCE: idea.url} if idea.url.startswith(("https://", "http://")) else {}
    return Imported(
        external_id=idea.external_id,
        author=shown_author(idea.author),
        published_at=idea.at,
        status_id=names.statuses.get(idea.status.lower()),
        content=Content(
            title=idea.title,
            body=idea.body,
            topics=tuple(names.topics[name.lower()] for name in idea.topics if name.lower() in names.topics),
            location=point,
            address=idea.address,
            area=names.areas.get(idea.area.lower(), idea.area),
            answers={**idea.answers, **source},
            form_version=form.version_id if form and idea.answers else None,
            anonymous=not idea.author,
        ),
    )


def _comment(comment: CommentRow) -> ImportedComment:
    return ImportedComment(
        external_id=comment.external_id,
        about=comment.idea,
        parent=comment.parent,
        text=comment.text,
        author=shown_author(comment.author),
        published_at=comment.at,
    )


def shown_author(author: str) -> str:
    """A number is no name: say what it is."""
    return str(_("Participant {n}").format(n=author)) if author.isdigit() else author


def _all_votes(plan: WholePlan) -> Iterator[ImportedVote]:
    """Counts become rows, so that a recount of the rows equals the count in the file."""
    for idea in plan.ideas.rows:
        yield from _counted(idea, on_comment=False)
    for comment in plan.comments.rows:
        yield from _counted(comment, on_comment=True)
    for vote in plan.votes.rows:
        yield ImportedVote(about=vote.idea, value=vote.value, voter=vote.voter, at=vote.at)


def _counted(written: Written, *, on_comment: bool) -> Iterator[ImportedVote]:
    for vote, count in ((1, written.support), (-1, written.oppose)):
        if count:
            one = ImportedVote(about=written.external_id, value=vote, at=written.at, on_comment=on_comment)
            yield from (one for _each in range(count))
