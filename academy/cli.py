"""`allmenning academy check FOLDER`: is this a course?"""

from pathlib import Path
from typing import Annotated

import typer

from academy.loading import load_course


def check(folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)]) -> None:
    """Read a course's folder and name every mistake by file and line."""
    course, mistakes = load_course(folder.resolve())
    for each in mistakes:
        typer.echo(str(each), err=True)
    if course is None:
        raise typer.Exit(1)
    quizzes = sum(lesson.quiz is not None for lesson in course.lessons)
    typer.echo(
        f"{course.title}: {len(course.lessons)} lessons, {quizzes} quizzes, {len(course.exercise_ids)} exercises, "
        f"{course.minutes} minutes, in {', '.join(course.languages)}. Nothing is wrong."
    )
