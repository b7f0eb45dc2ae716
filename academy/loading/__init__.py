"""From a folder of Markdown to a course, with every mistake named by file and line. See `academy/README.md` for the shape."""

from academy.loading.folders import load_course, load_courses
from academy.loading.shape import (
    Course,
    CourseFiles,
    Exercise,
    Lesson,
    LessonText,
    Level,
    Loaded,
    Mistake,
    Question,
    Quiz,
    QuizOption,
    Source,
)

__all__ = [
    "Course",
    "CourseFiles",
    "Exercise",
    "Lesson",
    "LessonText",
    "Level",
    "Loaded",
    "Mistake",
    "Question",
    "Quiz",
    "QuizOption",
    "Source",
    "load_course",
    "load_courses",
]
