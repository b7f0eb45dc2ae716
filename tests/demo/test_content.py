"""The written demonstration holds together: every name that is used exists, every picture has words, no day is impossible."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from core.contributions.forms import REPORT_REASONS
from core.i18n.catalogues import LOCALES
from core.text.contact import clean_email
from tenants.demo.pictures import SCENES
from tenants.demo.town import TOWNS, Idea, Picture, Reply, Town, Words, read_town

PLUGIN_STATUSES = {"received", "considering", "planned", "done", "not_now"}


@pytest.fixture(params=TOWNS, scope="module")
def town(request: pytest.FixtureRequest) -> Town:
    return read_town(request.param)


def test_people_of_a_town_have_names_of_their_own(town: Town) -> None:
    for what in (Counter(each.key for each in town.people), Counter(each.name for each in town.people)):
        assert [name for name, n in what.items() if n > 1] == []
    assert all(clean_email(f"{each.key}@example.org") for each in town.people)
    assert {each.role for each in town.staff} >= {"admin", "moderator"}


def test_every_reference_leads_to_something(town: Town) -> None:
    people, staff = {each.key for each in town.people}, {each.key for each in town.staff}
    areas, topics = {each.key for each in town.site.areas}, {each.key for each in town.site.topics}
    assert {member for group in town.site.groups for member in group.members} <= people
    assert {each.area for each in town.residents if each.area} <= areas
    for project in town.projects:
        assert project.contact in staff
        assert set(project.topics) <= topics
        assert project.area in areas | {""}
    for idea in ideas_of(town):
        assert set(idea.topics) <= topics, idea.key
        assert idea.area in areas | {""}, idea.key
        assert idea.answer is None or idea.answer.by in staff, idea.key
        assert {idea.author, *(said.author for said in remarks_of(idea))} <= people, idea.key
        assert {report.by for report in idea.reports} <= people, idea.key
        assert {report.reason for report in idea.reports} <= set(REPORT_REASONS), idea.key


def test_ideas_stand_in_an_activity_of_their_project(town: Town) -> None:
    for project in town.projects:
        activities = {each.key: each for phase in project.phases for each in phase.activities}
        keys = {idea.key for idea in town.ideas.get(project.key, [])}
        for idea in town.ideas.get(project.key, []):
            fields = {
                field.key: {option.key for option in field.options}
                for field in activities[idea.activity].settings.fields
            }
            assert all(answer in fields[key] for key, answer in idea.fields.items()), idea.key
            assert idea.duplicate_of in keys | {""}, idea.key
            assert not idea.opposes or activities[idea.activity].settings.allow_oppose, idea.key
            assert not idea.anonymous or activities[idea.activity].settings.anonymous, idea.key
    assert set(town.ideas) <= {project.key for project in town.projects}
    assert all(n == 1 for n in Counter(idea.key for idea in ideas_of(town)).values())


def test_days_come_in_an_order_that_can_have_happened(town: Town) -> None:
    for project in town.projects:
        phases = project.phases
        assert all(one.starts < other.starts for one, other in pairwise(phases)), project.key
        activities = {each.key: each for phase in phases for each in phase.activities}
        for idea in town.ideas.get(project.key, []):
            activity = activities[idea.activity]
            assert activity.starts <= idea.day <= min(activity.ends or -1, -1), idea.key
            assert idea.answer is None or idea.day <= idea.answer.day <= 0, idea.key
            for remark in idea.comments:
                assert idea.day <= remark.day <= 0, idea.key
                assert all(remark.day <= reply.day <= 0 for reply in remark.replies), idea.key


def test_votes_are_no_more_than_people(town: Town) -> None:
    most = len(town.residents) - 1
    for idea in ideas_of(town):
        assert isinstance(idea.supports, int)
        assert isinstance(idea.opposes, int)
        assert idea.supports + idea.opposes <= most, idea.key
        assert all(isinstance(said.supports, int) and said.supports <= most for said in remarks_of(idea)), (
            idea.key
        )


def test_every_picture_can_be_drawn_and_is_said_in_words(town: Town) -> None:
    for picture in pictures_of(town):
        assert picture.scene in SCENES
        assert picture.alt[town.site.languages[0]]
    for project in town.projects:
        for block in project.blocks:
            assert block["type"] != "image" or (block["scene"] in SCENES and block["alt"])


def test_texts_are_there_in_the_main_language(town: Town) -> None:
    main = town.site.languages[0]
    assert set(town.site.languages) <= set(LOCALES)
    for text in words_of(town):
        assert text.get(main), text
        assert set(text) <= set(LOCALES)


def test_three_towns_hold_a_few_hundred_ideas_and_comments() -> None:
    towns = [read_town(slug) for slug in TOWNS]
    ideas = [idea for town in towns for idea in ideas_of(town)]
    assert len(ideas) >= 180
    assert sum(len(list(remarks_of(idea))) for idea in ideas) >= 300
    assert {idea.status for idea in ideas} == PLUGIN_STATUSES
    assert [town.site.languages[0] for town in towns] == ["nb", "nn", "nb"]


def ideas_of(town: Town) -> Iterator[Idea]:
    for found in town.ideas.values():
        yield from found


def remarks_of(idea: Idea) -> Iterator[Reply]:
    for remark in idea.comments:
        yield remark
        yield from remark.replies


def pictures_of(town: Town) -> Iterator[Picture]:
    yield from (project.cover for project in town.projects)
    yield from (idea.image for idea in ideas_of(town) if idea.image)


def words_of(town: Town) -> Iterator[Words]:
    site = town.site
    yield from (site.names, site.tagline, site.about)
    yield from (each.names for each in [*site.areas, *site.topics, *site.groups])
    for project in town.projects:
        yield from (project.titles, project.summary, project.promise)
        for phase in project.phases:
            yield from (phase.name, phase.description)
            for activity in phase.activities:
                yield from (activity.name, activity.intro)
