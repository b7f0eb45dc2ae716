"""A folder becomes a course; what is wrong in it is named by file and line."""

from pathlib import Path
from shutil import copytree

import pytest

from academy.loading import Exercise, Mistake, load_course, load_courses
from academy.loading.markdown import html_of

SAMPLES = Path(__file__).parent / "courses"
SAMPLE = SAMPLES / "a-good-question"
LESSON = "01-one-at-a-time.nb.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(SAMPLE, tmp_path / "a-good-question"))


def _mistakes(folder: Path) -> list[str]:
    course, mistakes = load_course(folder)
    assert (course is None) == bool(mistakes)
    return [str(each) for each in mistakes]


def _change(folder: Path, name: str, was: str, now: str) -> int:
    """The line where the change stands, counted from one."""
    text = (folder / name).read_text()
    assert was in text
    (folder / name).write_text(text.replace(was, now))
    return text[: text.index(was)].count("\n") + 1


def test_sample_is_read_whole() -> None:
    [course] = load_courses(SAMPLES).courses
    assert (course.key, course.title["en"], course.minutes, len(course.lessons)) == (
        "a-good-question",
        "A good question",
        8,
        2,
    )
    first = course.lessons[0]
    text = first.texts["nb"]
    before, exercise, after = text.parts
    assert isinstance(exercise, Exercise)
    assert (exercise.id, exercise.title) == ("write-one", "Skriv ett spørsmål")
    assert 'href="/manage/academy/practice/open"' in exercise.html
    assert '<div class="al-table-wrap"' in str(before)
    assert "<figcaption>Fem svar, med ord på hvert.</figcaption>" in str(before)
    assert 'src="/manage/academy/courses/a-good-question/files/figures/scale.png"' in str(before)
    assert "høyt" in str(after)
    assert first.offered_at == ("survey.new", "manage")
    assert first.quiz is not None
    assert [sorted(each.right) for each in first.quiz.questions] == [["a"], ["one", "short"]]
    assert course.exercise_ids == ("write-one",)


@pytest.mark.parametrize(
    ("name", "was", "now", "said"),
    [
        ("course.toml", 'level = "beginner"', 'level = "easy"', "level is one of beginner, practised, expert"),
        ("course.toml", "minutes = 8", 'minutes = "8"', "minutes is a whole number from 1 to 240"),
        ("course.toml", "minutes = 8", "minutes = ", "Invalid value"),
        ("course.toml", "order = 5", "ordre = 5", "'ordre' is not known here"),
        ("course.toml", 'languages = ["nb", "en"]', 'languages = ["nb", "de"]', "'de' is none of"),
        ("course.toml", '[summary]\nnb = "Ett', '[summary]\nfr = "Ett', "summary is missing in nb"),
        ("course.toml", "[[sources]]\ntitle", "[[sources]]\nname", "[[sources]] has a title"),
        (LESSON, "minutes = 4", "minutes = 0", "minutes is a whole number"),
        (LESSON, 'offered_at = ["survey.new", "manage"]', 'offered_at = ["Survey!"]', "not the name of a place"),
        (LESSON, "## Slik ser du det", "# Slik ser du det", "headings begin at ##"),
        (LESSON, "figures/scale.png", "figures/gone.png", "no file 'figures/gone.png'"),
        (LESSON, "![Ett spørsmål med fem svar]", "![]", "no text alternative"),
        (LESSON, "(practice:)", "(http://example.org)", "a link goes to https:"),
        (LESSON, ":::exercise write-one Skriv", ":::exercise Skriv", "begins with :::exercise id-of-it"),
        (LESSON, ":::\n\nLes spørsmålet", "Les spørsmålet", "does not end with :::"),
    ],
)  # fmt: skip
def test_mistake_is_named_by_file_and_line(folder: Path, name: str, was: str, now: str, said: str) -> None:
    line = _change(folder, name, was, now)
    found = [each for each in load_course(folder)[1] if said in each.message]
    assert found, _mistakes(folder)
    assert found[0].file == name
    # A block that does not end is named where it begins; everything else where it stands, give or take the table's name.
    assert abs(found[0].line - line) <= (1 if said.startswith(("summary", "no", "[[")) else 5)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('right = true\nnb = "Er', 'nb = "Er', "one option is right"),
        ('id = "short"\nright', 'id = "one"\nright', "the id 'one' stands twice"),
        ('id = "words"', 'id = "double"', "the id 'double' stands twice"),
        ("several = true", "several = 1", "several is true or false"),
        ('nb = "Korte ord"', 'da = "Korte ord"', "question is missing in nb"),
        ('[question.text]\nnb = "Hva', '[question.words]\nnb = "Hva', "'words' is not known"),
    ],
)  # fmt: skip
def test_quiz_with_a_mistake_is_named(folder: Path, was: str, now: str, said: str) -> None:
    _change(folder, "01-one-at-a-time.quiz.toml", was, now)
    assert any(said in each for each in _mistakes(folder)), _mistakes(folder)


def test_what_is_missing_is_named(folder: Path) -> None:
    (folder / "02-aloud.en.md").unlink()
    (folder / "03-more.de.md").write_text("+++\n+++\n")
    (folder / "04-none.quiz.toml").write_text("")
    (folder / "run.sh").write_text("#!/bin/sh")
    (folder / "figures" / "secret.png").symlink_to("/etc/passwd")
    said = "\n".join(_mistakes(folder))
    assert "02-aloud.en.md: is missing" in said
    assert "03-more.de.md: a lesson is named" in said
    assert "04-none.quiz.toml: belongs to no lesson" in said
    assert "run.sh: this kind of file" in said
    assert "figures/secret.png: is a link" in said


def test_broken_course_leaves_the_others(tmp_path: Path) -> None:
    copytree(SAMPLE, tmp_path / "a-good-question")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "course.toml").write_bytes(b"\xff\xfe\x00")
    loaded = load_courses(tmp_path)
    assert [each.slug for each in loaded.courses] == ["a-good-question"]
    assert loaded.mistakes["broken"][0] == Mistake(
        "course.toml", 0, "is not a text in UTF-8, or is too large"
    )


HOSTILE = """
<script>alert(1)</script> <img src=x onerror=alert(1)>

[a](javascript:alert(1)) [b](//evil.example) [c](data:text/html,x) ![x](https://evil.example/x.png)

<div class="al-x" style="position:fixed">x</div>
"""


def test_hostile_markdown_is_shown_as_text(folder: Path) -> None:
    (folder / "02-aloud.nb.md").write_text(f'+++\ntitle = "<b>x</b>"\nminutes = 1\n+++\n{HOSTILE}')
    said = _mistakes(folder)
    assert sum("02-aloud.nb.md" in each for each in said) == 2  # the two addresses the parser takes for links
    html = html_of(HOSTILE, files=frozenset(), base="/f", say=lambda *_: None, table_label="Table")
    assert "<script" not in html
    assert html.count("<img") == html.count('<img src="/f/') == 1
    assert "<div" not in html
    assert "javascript:alert(1)" not in html.replace("[a](javascript:alert(1))", "")
