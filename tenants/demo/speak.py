"""What people said in an activity: ideas, comments, votes and answers, each on its own day, through the importer's services.

The import has the number 0, which no import of a place ever gets, so nobody can take the demonstration back by mistake.
"""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from core.contributions import (
    Content,
    Imported,
    ImportedComment,
    ImportedVote,
    assign,
    finish_import,
    insert_comments,
    insert_many,
    insert_votes,
)
from core.contributions.importing_answers import ImportedAnswer, insert_answers
from core.contributions.screening import flag
from core.forms import load_form, use_form_version
from core.participation import Channel
from core.projects.place import Place, place_of_activity
from core.text import html_from_plain
from tenants.demo.gallery import Gallery
from tenants.demo.settle import Settled
from tenants.demo.town import Idea, ProjectWords, Reply

IMPORT = 0
WEB = Channel.WEB


class Talk:
    """One activity with everything that was said in it."""

    def __init__(self, settled: Settled, place: Place, ideas: list[Idea], contact: str) -> None:
        self.settled, self.place, self.ideas, self.contact = settled, place, ideas, contact
        self.closes = place.here.closes_at
        self.posted = {idea.key: settled.clock.wrote(idea.day, self._chance(idea.key)) for idea in ideas}
        self.votes: list[ImportedVote] = []

    async def write(self, gallery: Gallery) -> None:
        form = await load_form(self.place.here.form_id)
        if form is not None and any(idea.fields for idea in self.ideas):
            await use_form_version(form.version_id)
        items = [await self._idea(idea, gallery, form.version_id if form else None) for idea in self.ideas]
        found = await insert_many(place=self.place, kind="idea", items=items, import_id=IMPORT, channel=WEB)
        await insert_comments(place=self.place, comments=list(self._remarks()), import_id=IMPORT, channel=WEB)
        for idea in self.ideas:
            self._vote(idea.key, idea.author, idea.supports, idea.opposes, self.posted[idea.key])
        await insert_votes(place=self.place, votes=self.votes, import_id=IMPORT, channel=WEB)
        await insert_answers(answers=list(self._answers()), import_id=IMPORT)
        await self._hand_to_staff(found)

    async def _hand_to_staff(self, found: dict[str, int]) -> None:
        """What people reported, and what the contact person of the project is looking into."""
        people = self.settled.people
        for idea in self.ideas:
            for report in idea.reports:
                await flag(
                    contribution_id=found[idea.key],
                    reason=report.reason,
                    text=report.text,
                    person=people[report.by],
                )
            if idea.status == "considering":
                keeper = people[idea.answer.by if idea.answer else self.contact]
                await assign(
                    place=self.place, contribution_id=found[idea.key], person_id=keeper.id, by=keeper
                )

    async def _idea(self, idea: Idea, gallery: Gallery, form_version: int | None) -> Imported:
        author = self.settled.people[idea.author]
        files = []
        if idea.image is not None:
            alt = idea.image.alt.get(idea.lang) or next(iter(idea.image.alt.values()))
            files.append((await gallery.hang(idea.image.scene, idea.key, author)).entry(alt))
        return Imported(
            external_id=idea.key,
            author_id=author.id,
            published_at=self.posted[idea.key],
            status_id=self.settled.statuses[idea.status],
            language=idea.lang,
            content=Content(
                title=idea.title,
                body=html_from_plain(idea.text),
                topics=tuple(self.settled.topics[key] for key in idea.topics),
                location=(idea.place.lat, idea.place.lon) if idea.place else None,
                address=idea.place.text if idea.place else "",
                area=idea.area,
                answers=dict(idea.fields),
                form_version=form_version if idea.fields else None,
                files=tuple(files),
                anonymous=idea.anonymous,
            ),
        )

    def _remarks(self) -> Iterator[ImportedComment]:
        for idea in self.ideas:
            for n, remark in enumerate(idea.comments):
                key = f"{idea.key}/{n}"
                last = self._moment(remark, key, after=self.posted[idea.key])
                yield self._remark(remark, key, idea.key, at=last)
                for m, reply in enumerate(remark.replies):
                    last = self._moment(reply, f"{key}/{m}", after=last)
                    yield self._remark(reply, f"{key}/{m}", idea.key, parent=key, at=last)

    def _moment(self, said: Reply, key: str, *, after: datetime) -> datetime:
        return self.settled.clock.wrote(said.day, self._chance(key), after=after)

    def _remark(
        self, said: Reply, key: str, about: str, *, at: datetime, parent: str = ""
    ) -> ImportedComment:
        author = self.settled.people[said.author]
        self._vote(key, said.author, said.supports, 0, at, on_comment=True)
        return ImportedComment(
            external_id=key,
            about=about,
            parent=parent,
            text=said.text,
            author_id=author.id,
            published_at=at,
            official=author.is_staff,
        )

    def _vote(
        self,
        about: str,
        author: str,
        supports: int | list[str],
        opposes: int | list[str],
        since: datetime,
        *,
        on_comment: bool = False,
    ) -> None:
        """Numbers become that many residents, other than the author, each on one side only."""
        chance = self._chance(f"votes:{about}")
        others = [each.key for each in self.settled.town.residents if each.key != author]
        chance.shuffle(others)
        for value, wanted in ((1, supports), (-1, opposes)):
            voters = wanted if isinstance(wanted, list) else others[:wanted]
            others = [key for key in others if key not in voters]
            self.votes += [
                ImportedVote(
                    about=about,
                    value=value,
                    voter_id=self.settled.people[key].id,
                    at=self.settled.clock.between(since, self.closes, chance),
                    on_comment=on_comment,
                )
                for key in voters
            ]

    def _answers(self) -> Iterator[ImportedAnswer]:
        for idea in self.ideas:
            if idea.answer is not None:
                yield ImportedAnswer(
                    about=idea.key,
                    text=idea.answer.text,
                    at=self._answered(idea),
                    status_id=self.settled.statuses[idea.status],
                    by_id=self.settled.people[idea.answer.by].id,
                )

    def _answered(self, idea: Idea) -> datetime:
        day = idea.answer.day if idea.answer else idea.day
        return self.settled.clock.wrote(day, self._chance(f"answer:{idea.key}"), after=self.posted[idea.key])

    def _chance(self, of: str) -> Random:
        return Random(f"{self.settled.town.slug}:{of}")  # noqa: S311 - the same town every time


async def speak(
    settled: Settled, project: ProjectWords, activities: dict[str, int], gallery: Gallery
) -> None:
    """Everything that was said in a project."""
    for key, activity_id in activities.items():
        ideas = [idea for idea in settled.town.ideas.get(project.key, []) if idea.activity == key]
        place = await place_of_activity(settled.site, activity_id)
        if ideas and place is not None:
            await Talk(settled, place, ideas, project.contact).write(gallery)
    await finish_import(import_id=IMPORT)
