"""Who may do what in an activity: the form that staff fill in, and what it means."""

from typing import Annotated

import msgspec

from core.access import Access, AccessRule, Action
from core.forms import Bound, Choice, Choices, Hidden, Raw, YesNo, bind
from core.host import Method
from core.i18n import Text, _

WHO = (
    ("everyone", _("Everyone, also without signing in")),
    ("registered", _("Everyone who is signed in")),
    ("staff", _("Only the municipality's own staff")),
)


class RuleForm(msgspec.Struct, kw_only=True):
    """Of one action, in a place that has no groups. Residence narrows `who`."""

    who: Annotated[str, Choice(label=_("Who may?"), options=WHO)]
    residents: Annotated[bool, YesNo(label=_("Only people who live here"))] = False


class GroupRuleForm(RuleForm, kw_only=True):
    """Groups narrow it too."""

    groups: Annotated[list[str], Choices(label=_("Only members of"), required=False)] = []
    match: Annotated[
        str,
        Choice(
            label=_("When both are chosen"),
            required=True,
            options=(("all", _("Both must hold")), ("any", _("One of them is enough"))),
            show_if=("residents", ()),
        ),
    ] = "all"


class VersionForm(msgspec.Struct):
    version: Annotated[str, Hidden()]


def changeable(method: Method | None) -> list[Action]:
    return (
        [action for action in method.actions if action.changeable and not action.for_staff] if method else []
    )


def rule_forms(
    method: Method | None,
    rules: dict[str, AccessRule],
    groups: list[tuple[str, str]],
    raw: Raw | None = None,
) -> list[tuple[Action, Bound[RuleForm]]]:
    return [
        (action, _rule_form(action, rules.get(action.name), groups, raw)) for action in changeable(method)
    ]


def rules_from(forms: list[tuple[Action, Bound[RuleForm]]]) -> dict[str, AccessRule]:
    """What differs from the method's own default."""
    chosen = {action.name: _rule(form.values) for action, form in forms}
    defaults = {action.name: AccessRule(who=action.default) for action, _form in forms}
    return {name: rule for name, rule in chosen.items() if rule != defaults[name]}


def for_whom(rule: AccessRule) -> Text:
    """Said on the card of an activity."""
    if rule.who is Access.STAFF:
        return _("For staff")
    if rule.groups and rule.residents and rule.match == "any":
        return _("For people who live here, and for groups")
    if rule.groups:
        return _("For members of a group")
    if rule.residents:
        return _("For people who live here")
    return _("Open to everyone") if rule.who is Access.EVERYONE else _("Sign in to take part")


def main_rule(method: Method | None, rules: dict[str, AccessRule]) -> AccessRule:
    """Of the first thing that residents can do while it is open: the one a method is for."""
    for action in (each for each in changeable(method) if each.open_only):
        return rules.get(action.name) or AccessRule(who=action.default)
    return AccessRule(who=Access.EVERYONE)


def _rule_form(
    action: Action, rule: AccessRule | None, groups: list[tuple[str, str]], raw: Raw | None
) -> Bound[RuleForm]:
    rule = rule or AccessRule(who=action.default)
    initial = {
        "who": rule.who.value,
        "groups": [str(each) for each in rule.groups],
        "residents": rule.residents,
        "match": rule.match,
    }
    return bind(
        GroupRuleForm if groups else RuleForm,
        raw,
        initial=initial,
        options={"groups": groups},
        prefix="may-" + action.name.replace(".", "-"),
    )


def _rule(values: RuleForm) -> AccessRule:
    grouped = values if isinstance(values, GroupRuleForm) else None
    return AccessRule(
        who=Access(values.who),
        groups=tuple(int(each) for each in grouped.groups) if grouped else (),
        residents=values.residents,
        match=grouped.match if grouped else "all",
    )
