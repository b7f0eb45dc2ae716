"""Who may do what: actions, the rules of an activity, and typed reasons for a refusal."""

from core.access.actions import Access, Action
from core.access.decide import Allowed, Decision, Gate, decide
from core.access.reasons import Reason, Refusal
from core.access.rules import AccessRule

__all__ = ["Access", "AccessRule", "Action", "Allowed", "Decision", "Gate", "Reason", "Refusal", "decide"]
