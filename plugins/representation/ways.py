"""Where people of a group can be met: what those who work with participation do, as plain advice."""

from core.sdk import Text, _
from plugins.representation.population import span_of

_YOUNG = (
    _("Ask the schools for ten minutes of a lesson, and let the pupils answer on their own phones."),
    _("Ask the youth council to invite their own, in their own words."),
    _("Go where they are in the afternoon: the library, the sports hall, the youth club."),
)
_STUDENTS = (
    _("Ask workplaces, student bodies and sports clubs to pass the link on."),
    _("A short film or picture in social media, with one question only."),
)
_PARENTS = (
    _("Hang the poster in nurseries and schools, and send it with the school's weekly letter."),
    _("Meet people where they wait: at the swimming hall, at matches, in the shop on a Saturday."),
)
_OLD = (
    _("Ask the council for the elderly, the seniors' centre and home care to tell about it."),
    _("A letter on paper with large print, and a form on paper that can be sent back for free."),
    _("Have somebody to ask in the library, who helps with the phone."),
)
_ANYBODY = (
    _("Ask someone they trust to invite them: clubs, congregations, neighbours' associations."),
    _("Hang the poster where people of this group pass each day."),
    _("Hold a meeting there, at a time that suits them, with coffee and somebody to mind the children."),
)
_CHILD, _YOUTH, _GROWN, _SENIOR = 18, 25, 56, 66


def ways_to(kind: str, name: str) -> tuple[Text, ...]:
    """Three or so; the same for every group that nothing is known of."""
    span = span_of(name) if kind == "age" else None
    if span is None:
        return _ANYBODY
    middle = (span[0] + min(span[1], 95)) // 2
    if middle < _CHILD:
        return _YOUNG
    if middle < _YOUTH:
        return _STUDENTS
    return _PARENTS if middle < _GROWN else _OLD if middle >= _SENIOR else _ANYBODY
