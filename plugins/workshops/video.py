"""The video room is somebody else's: Jitsi Meet on the place's own or a public server, or any link. All else works without."""

import re
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import quote, urlsplit

import jwt

from core.sdk import Person, Site, current_tenant
from plugins.workshops.meeting import Meeting
from plugins.workshops.settings import defaults_of


class Video(Protocol):
    """A way to see and hear each other."""

    def address(self, *, person: Person | None, leads: bool, room: str = "") -> str:
        """Where this person goes in. `leads`: as moderator. `room`: a room beside the main one, for a group."""
        ...


class Link:
    """Teams, Zoom, or whatever staff use."""

    def __init__(self, link: str) -> None:
        self.link = link

    def address(self, *, person: Person | None, leads: bool, room: str = "") -> str:  # noqa: ARG002 - one room for all
        return self.link


class Jitsi:
    """Rooms by name; with application id and secret, those who lead come in as moderators by a short-lived token."""

    def __init__(self, *, server: str, app: str, secret: str, name: str) -> None:
        self.server = server.rstrip("/")
        self.app = app
        self.secret = secret
        self.name = name

    def address(self, *, person: Person | None, leads: bool, room: str = "") -> str:
        name = f"{self.name}-{room}" if room else self.name
        address = f"{self.server}/{quote(name)}"
        if not (self.app and self.secret):
            return address
        return f"{address}?jwt={self._token(name, person, leads=leads)}"

    def _token(self, name: str, person: Person | None, *, leads: bool) -> str:
        now = datetime.now(UTC)
        claims = {
            "aud": "jitsi",
            "iss": self.app,
            "sub": urlsplit(self.server).hostname or "*",
            "room": name,
            "nbf": now - timedelta(seconds=30),
            "exp": now + timedelta(hours=4),
            "context": {"user": {"name": person.name if person else "", "moderator": leads}},
        }
        return jwt.encode(claims, self.secret, algorithm="HS256")


def video_of(meeting: Meeting, site: Site) -> Video | None:
    """None where the meeting has no video: not online, or nobody has said where."""
    if meeting.kind == "in_person":
        return None
    if meeting.video:
        return Link(meeting.video)
    chosen = defaults_of(site)
    if not chosen.video_server.startswith("https://"):
        return None
    # The code keeps the room from being guessed by its number.
    name = re.sub(r"[^a-z0-9]+", "-", f"{current_tenant().id}-{meeting.id}-{meeting.code.lower()}")
    return Jitsi(server=chosen.video_server, app=chosen.video_app, secret=chosen.video_secret, name=name)
