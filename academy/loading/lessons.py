"""One lesson in one language: front matter, text, exercises."""

import re
from dataclasses import dataclass, field

from academy.loading.markdown import html_of
from academy.loading.shape import CourseFiles, Exercise, LessonText, Mistake
from academy.loading.tables import Reader

FENCE = "+++"
_OPEN = re.compile(r":::exercise(?:\s+(\S+)(?:\s+(.+))?)?\s*\Z")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
_PLACE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z]+)?\Z")
_KNOWN = {"title", "minutes", "video", "captions", "offered_at"}
_LONGEST = 200_000
_TABLE = {"nb": "Tabell", "nn": "Tabell", "en": "Table", "se": "Tabealla"}
_FILMS = (".mp4", ".webm")


@dataclass
class LessonRead:
    text: LessonText | None = None
    offered_at: tuple[str, ...] = ()
    mistakes: list[Mistake] = field(default_factory=list)


@dataclass
class _Piece:
    """A stretch of lines that is drawn at once: plain text, or one exercise."""

    first_line: int
    lines: list[str] = field(default_factory=list)
    exercise: tuple[str, str] | None = None


def read_lesson(name: str, files: CourseFiles, *, language: str, base: str) -> LessonRead:
    read = LessonRead()
    lines = files.texts[name].split("\n")
    fences = [at for at, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < 2 or fences[0] != 0 or len(files.texts[name]) > _LONGEST:  # noqa: PLR2004 - it opens and it closes
        read.mistakes.append(
            Mistake(
                name,
                1,
                f"begins with title and minutes between two lines of {FENCE}; at most {_LONGEST} characters",
            )
        )
        return read
    head = Reader(name, "\n".join(lines[1 : fences[1]]), first_line=2)
    title, minutes = _head(head, files, read)
    read.mistakes += head.mistakes
    body = _pieces(name, lines, fences[1] + 1, read.mistakes)
    parts = [_drawn(name, each, files, language, base, read.mistakes) for each in body]
    if not any(parts):
        read.mistakes.append(Mistake(name, fences[1] + 2, "there is no text"))
    read.text = LessonText(
        title, minutes, tuple(filter(None, parts)), _film(head), head.table.get("captions", ""), language
    )
    return read


def _film(head: Reader) -> str:
    found = head.table.get("video", "")
    return found if isinstance(found, str) else ""


def _head(head: Reader, files: CourseFiles, read: LessonRead) -> tuple[str, int]:
    if head.mistakes:
        return "", 1
    head.known(_KNOWN)
    read.offered_at = head.words_at("offered_at", required=False)
    for place in read.offered_at:
        if not _PLACE.match(place):
            head.wrong("offered_at", f"offered_at: {place!r} is not the name of a place, such as survey.new")
    video = head.text_at("video", required=False)
    captions = head.text_at("captions", required=bool(video))
    if video and (video not in files.others or not video.endswith(_FILMS)):
        head.wrong("video", f"there is no film {video!r} in the course ({' or '.join(_FILMS)})")
    if captions and (captions not in files.texts or not captions.endswith(".vtt")):
        head.wrong("captions", f"there are no captions {captions!r} in the course (.vtt)")
    return head.text_at("title", most=120), head.number_at("minutes", least=1, most=120)


def _pieces(name: str, lines: list[str], first: int, mistakes: list[Mistake]) -> list[_Piece]:
    pieces = [_Piece(first)]
    for at in range(first, len(lines)):
        line, inside = lines[at], pieces[-1].exercise is not None
        opened = _OPEN.match(line)
        if opened and not inside:
            if not (opened[1] and _ID.match(opened[1]) and opened[2]):
                mistakes.append(
                    Mistake(name, at + 1, "an exercise begins with :::exercise id-of-it Title of it")
                )
            pieces.append(_Piece(at + 1, exercise=(opened[1] or "", (opened[2] or "").strip())))
        elif line.strip() == ":::" and inside:
            pieces.append(_Piece(at + 1))
        elif line.startswith(":::"):
            mistakes.append(
                Mistake(
                    name,
                    at + 1,
                    "an exercise begins with :::exercise and ends with :::, one inside the other is not possible",
                )
            )
        else:
            pieces[-1].lines.append(line)
    if pieces[-1].exercise is not None:
        mistakes.append(
            Mistake(name, pieces[-1].first_line, "the exercise that begins here does not end with :::")
        )
    return pieces


def _drawn(
    name: str, piece: _Piece, files: CourseFiles, language: str, base: str, mistakes: list[Mistake]
) -> str | Exercise:
    def say(line: int, message: str) -> None:
        mistakes.append(Mistake(name, piece.first_line + line + 1, message))

    html = html_of(
        "\n".join(piece.lines),
        files=files.others,
        base=base,
        say=say,
        table_label=_TABLE.get(language, "Table"),
    )
    if piece.exercise is None:
        return html
    if not html:
        say(0, "the exercise has no text")
    return Exercise(*piece.exercise, html)
