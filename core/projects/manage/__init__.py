"""What staff do with projects: the pages below /manage/projects."""

from core.projects.manage import access, activities, content, details, overview, people, timeline

MODULES = (overview, details, content, timeline, activities, access, people)
