"""What staff do with projects: the pages below /manage/projects."""

from core.projects.manage import (
    access,
    activities,
    activity_setup,
    content,
    data,
    details,
    overview,
    people,
    timeline,
)

MODULES = (overview, details, content, timeline, activities, activity_setup, access, data, people)
