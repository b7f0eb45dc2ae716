"""Demonstration content: a TOML file a theme, in this folder. Beside each question stands how an invented town answers it."""

from plugins.survey.seeds.sow import THEMES, sow

__all__ = ["THEMES", "sow"]
