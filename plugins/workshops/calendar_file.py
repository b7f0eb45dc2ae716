"""A meeting as a calendar file that any calendar can read."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from plugins.workshops.meeting import CANCELLED, Meeting


def calendar_file(meeting: Meeting, *, url: str, host: str) -> bytes:
    """`url`: the meeting's own page, whole. The same meeting keeps its id, so that a changed one replaces the old."""
    calendar = Calendar()
    calendar.add("prodid", "-//Allmenning//workshops//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"workshop-{meeting.id}@{host}")
    event.add("dtstamp", datetime.now(UTC))
    event.add("sequence", meeting.edits)
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", str(meeting.title))
    event.add("status", "CANCELLED" if meeting.state == CANCELLED else "CONFIRMED")
    if place := ", ".join(part for part in (meeting.venue, meeting.address) if part):
        event.add("location", place)
    event.add("description", f"{meeting.intro}\n\n{url}".strip())
    event.add("url", url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(meeting.title))
    alarm.add("trigger", timedelta(hours=-2))
    event.add_component(alarm)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
