"""Courses for those who work with participation. Written only against `core.sdk`."""
