"""Staff make the questionnaire: through the front door, in two towns."""

import re
from typing import Any

import httpx
import pytest

from core.people import Role
from core.sdk.testing.activities import Stand
from core.sdk.testing.towns import Towns
from plugins.survey.model import END, Op, QuestionKind
from plugins.survey.starters import STARTERS, starter
from tests.conftest import Client
from tests.plugins.survey.building import base, make, now, question, state, survey_in

K = QuestionKind
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f00010401005fe5c34b0000000049454e44ae426082"
)


@pytest.mark.parametrize(
    ("kind", "sent", "wanted"),
    [
        (K.SHORT_TEXT, {"most": "80"}, {"most": 80}),
        (K.LONG_TEXT, {"required": "on"}, {"required": True}),
        (
            K.NUMBER,
            {"least": "0", "most": "10,5", "decimals": "1"},
            {"least": 0, "most": 10.5, "decimals": 1},
        ),
        (K.DATE, {}, {}),
        (K.YES_NO, {}, {}),
        (K.ONE_CHOICE, {"options__new": "A\nB", "other": "on"}, {"other": True}),
        (
            K.SEVERAL_CHOICES,
            {"options__new": "A\nB\nC", "most": "2", "shuffle": "on"},
            {"most": 2, "shuffle": True},
        ),
        (
            K.SCALE,
            {"least": "0", "most": "10", "low__nb": "Lite"},
            {"least": 0, "most": 10, "low": {"nb": "Lite"}},
        ),
        (K.RATING, {"most": "6"}, {"most": 6}),
        (K.SENTIMENT, {"why__nb": "Hvorfor?"}, {"why": {"nb": "Hvorfor?"}}),
        (K.MATRIX, {"rows__new": "X\nY", "options__new": "A\nB"}, {}),
        (K.RANKING, {"options__new": "A\nB\nC", "most": "2"}, {"most": 2}),
        (K.FILE, {}, {}),
        (K.PLACE, {"shapes": "line"}, {"shapes": ("line",)}),
        (K.INFORMATION, {"help__nb": "Les dette."}, {"help": {"nb": "Les dette."}}),
    ],
)
async def test_question_of_each_kind_is_made_with_its_settings(
    stand: Stand, staff: httpx.AsyncClient, kind: K, sent: dict[str, str], wanted: dict[str, Any]
) -> None:
    await make(staff, stand, kind, **sent)
    made = await question(stand, kind.value)
    assert made.kind is kind
    assert {name: getattr(made, name) for name in wanted} == wanted
    keys = [each.key for each in (await now(stand)).questions]
    assert len(keys) == len(set(keys))
    assert (await staff.get(f"{base(stand)}/{made.key}")).status_code == 200


async def test_picture_becomes_an_answer_with_words_for_those_who_cannot_see(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    files = [("options.pictures", (f"torg-{n}.png", PNG, "image/png")) for n in (1, 2)]
    data = {"label.nb": "Hvilket torg?", "most": "1"}
    sent = await staff.post(f"{base(stand)}/new/image_choice", data=data, files=files)
    assert sent.status_code == 303, sent.text
    made = await question(stand, "Hvilket torg?")
    assert [option.label["nb"] for option in made.options] == ["torg-1", "torg-2"]
    first = made.options[0]
    address = f"{base(stand)}/{made.key}"
    changed = data | {f"options.{o.key}.nb": o.label["nb"] for o in made.options}
    changed |= {f"options.{first.key}.alt": "Et torg med trær", "version": await state(staff, address)}
    assert (await staff.post(address, data=changed)).status_code == 303
    again = await question(stand, "Hvilket torg?")
    assert (again.options[0].image, again.options[0].image_alt) == (first.image, "Et torg med trær")


async def test_answers_are_reworded_reordered_removed_and_keep_their_keys(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    await make(staff, stand, K.ONE_CHOICE, options__new="A\nB\nC")
    made = await question(stand, "one_choice")
    a, b, c = (option.key for option in made.options)
    address = f"{base(stand)}/{made.key}"
    sent = {
        "label.nb": "one_choice",
        "version": await state(staff, address),
        f"options.{a}.nb": "A, ny",
        f"options.{a}.at": "3",
        f"options.{b}.nb": "B",
        f"options.{b}.remove": "on",
        f"options.{c}.nb": "C",
        f"options.{c}.at": "1",
        f"options.{c}.quota": "12",
        "options.new": "D",
    }
    assert (await staff.post(address, data=sent)).status_code == 303
    options = (await question(stand, "one_choice")).options
    assert [(o.key, o.label["nb"], o.quota) for o in options[:2]] == [(c, "C", 12), (a, "A, ny", 0)]
    assert options[2].label == {"nb": "D"}
    assert options[2].key not in {a, b, c}


@pytest.mark.parametrize(
    ("kind", "sent", "words"),
    [
        ("one_choice", {"label.nb": "Uten svar"}, "Write the answers people can choose."),
        ("scale", {"label.nb": "x", "least": "0", "most": "11"}, "A scale has 2 to 11 steps."),
        ("number", {"label.nb": "x", "least": "5", "most": "1"}, "must be below the highest"),
        ("short_text", {}, "Fill in “The question”"),
        (
            "one_choice",
            {"label.nb": "x", "options.new": "\n".join(map(str, range(201)))},
            "At most 200 answers.",
        ),
    ],
)
async def test_question_that_cannot_be_asked_comes_back_with_a_sentence(
    stand: Stand, staff: httpx.AsyncClient, kind: str, sent: dict[str, str], words: str
) -> None:
    before = await now(stand)
    answer = await staff.post(f"{base(stand)}/new/{kind}", data=sent, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert words in answer.text
    assert await now(stand) == before


async def test_questions_move_within_and_between_pages_and_are_duplicated(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    first, second = (await now(stand)).pages[:2]
    key = second.questions[0].key
    await staff.post(f"{base(stand)}/{key}/move", data={"step": "2"})
    assert [q.key for q in (await now(stand)).pages[1].questions][2] == key
    await staff.post(f"{base(stand)}/{first.questions[0].key}/move", data={"step": "down"})
    pages = (await now(stand)).pages
    assert (len(pages[0].questions), pages[1].questions[0].key) == (0, first.questions[0].key)
    await staff.post(f"{base(stand)}/{key}/duplicate")
    twins = [q for q in (await now(stand)).questions if q.label == second.questions[0].label]
    assert len({q.key for q in twins}) == 2
    await staff.post(f"{base(stand)}/{twins[1].key}/remove")
    await staff.post(f"{base(stand)}/pages/{first.key}/remove")
    after = await now(stand)
    assert after.page(first.key) is None
    assert after.question(twins[1].key) is None


async def test_page_with_questions_is_not_removed_by_mistake(stand: Stand, staff: httpx.AsyncClient) -> None:
    page = (await now(stand)).pages[0]
    assert (await staff.post(f"{base(stand)}/pages/{page.key}/remove")).status_code == 303
    assert (await now(stand)).page(page.key) == page


async def test_conditions_and_jumps_are_set_and_taken_away(stand: Stand, staff: httpx.AsyncClient) -> None:
    pages = (await now(stand)).pages
    used, wish = pages[0].questions[0], pages[2].questions[0]
    address = f"{base(stand)}/{wish.key}/when"
    sent = {"match": "any", "test_1": f"{used.key} is yes", "test_2": f"{used.key} not_answered"}
    assert (
        await staff.post(address, data=sent | {"version": await state(staff, address)})
    ).status_code == 303
    condition = (await question(stand, "gjøre bedre")).show_if
    assert condition is not None
    assert [test.op for test in condition.tests] == [Op.IS, Op.NOT_ANSWERED]
    assert "selected" in (await staff.get(address)).text
    jump = f"{base(stand)}/pages/{pages[1].key}/jumps"
    sent = {"when_1": "always", "to_1": END, "version": await state(staff, jump)}
    assert (await staff.post(jump, data=sent)).status_code == 303
    assert (await now(stand)).pages[1].jumps[0].to == END
    for wrong in ({"test_1": "q99 is yes"}, {"test_1": "' OR 1=1"}, {"match": "none"}):
        assert (await staff.post(address, data={"match": "all"} | wrong)).status_code == 422
    assert (await staff.post(jump, data={"when_1": "always", "to_1": pages[0].key})).status_code == 422


async def test_number_and_page_conditions_are_set_and_shown_again(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    await make(staff, stand, K.NUMBER)
    number, pages = await question(stand, "number"), (await now(stand)).pages
    await staff.post(f"{base(stand)}/{number.key}/move", data={"step": "-9"})
    await staff.post(f"{base(stand)}/{number.key}/move", data={"step": "-9"})
    address = f"{base(stand)}/pages/{pages[2].key}/when"
    await staff.post(f"{base(stand)}/{number.key}/move", data={"step": "-1"})
    sent = {
        "match": "all",
        "test_1": f"{number.key} at_least",
        "number_1": "2,5",
        "version": await state(staff, address),
    }
    assert (await staff.post(address, data=sent)).status_code == 303
    condition = (await now(stand)).pages[2].show_if
    assert condition is not None
    assert (condition.tests[0].op, condition.tests[0].value) == (Op.AT_LEAST, 2.5)
    again = (await staff.get(address)).text
    assert 'value="2.5"' in again
    assert f'value="{number.key} at_least" selected' in again


async def test_preview_walks_as_people_do_and_keeps_nothing(stand: Stand, staff: httpx.AsyncClient) -> None:
    used = (await now(stand)).pages[0].questions[0].key
    first = await staff.get(f"{stand.url}/manage/preview")
    action = re.search(r'action="([^"]*/manage/preview/[^"]*)"', first.text)
    kept = re.search(r'name="kept" value="([^"]*)"', first.text)
    assert action
    assert kept
    missing = await staff.post(action[1], data={"kept": kept[1]})
    assert missing.status_code == 422
    jumped = await staff.post(action[1], data={"kept": kept[1], f"a.{used}": "no"})
    assert jumped.status_code == 200
    assert "What should we do better?" in jumped.text
    forged = await staff.post(action[1], data={"kept": "x.y", f"a.{used}": "yes"})
    assert "How you met the service" in forged.text
    assert (await staff.get(f"{stand.url}/manage/preview?version=99")).status_code == 404


@pytest.mark.parametrize("each", [starter.id for starter in STARTERS])
async def test_starter_is_whole_in_three_languages(each: str) -> None:
    form = starter(each)
    texts = [q.label for q in form.questions] + [
        o.label for q in form.questions for o in (*q.options, *q.rows)
    ]
    assert all(set(text) == {"nb", "nn", "en"} for text in texts)


async def test_builder_is_for_managers_of_this_town_only(two_towns: Towns, client: Client) -> None:
    here, there = await survey_in(two_towns.a), await survey_in(two_towns.b)
    resident = await client(two_towns.a, role=Role.PARTICIPANT)
    moderator = await client(two_towns.a, role=Role.MODERATOR)
    stranger = await client(two_towns.b, role=Role.ADMIN)
    visitor = await client(two_towns.a)
    secret = "Hemmelig spørsmål i Havneby"
    admin = await client(two_towns.a, role=Role.ADMIN)
    await admin.post(f"{base(here)}/new/short_text", data={"label.nb": secret})
    for one in (resident, moderator, visitor):
        for address in (
            base(here),
            f"{base(here)}/new",
            f"{here.url}/manage/preview",
            f"{here.url}/manage/versions",
        ):
            assert (await one.get(address)).status_code in (303, 401, 403)
        refused = await one.post(f"{base(here)}/new/short_text", data={"label.nb": "x"})
        assert refused.status_code in (303, 401, 403)
    assert secret not in (await stranger.get(base(there))).text
    assert not any(question.label == {"nb": "x"} for question in (await now(here)).questions)
    forged = await admin.post(
        f"{base(here)}/pages/new", headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    )
    assert forged.status_code == 403


async def test_hostile_words_are_shown_as_words(stand: Stand, staff: httpx.AsyncClient) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    await make(staff, stand, K.ONE_CHOICE, label__nb=hostile, options__new=f"{hostile}\nB")
    made = await question(stand, "alert")
    for address in (base(stand), f"{base(stand)}/{made.key}", f"{base(stand)}/{made.key}/when"):
        text = (await staff.get(address)).text
        assert "<script>alert" not in text
        assert "{{ 7*7 }}" in text
