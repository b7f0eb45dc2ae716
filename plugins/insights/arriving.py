"""What has just come: understood at once, looked through, and given a suggestion where staff use them."""

from core.sdk import Event
from plugins.insights.flags import look_through
from plugins.insights.tagging.jobs import suggest_for_new
from plugins.insights.vectors.jobs import ARRIVALS, heard


async def arrived(event: Event) -> None:
    """Called after the commit, in a job."""
    await heard(event)
    if event.name in ARRIVALS:
        await look_through(ids=[event.subject_id])
        await suggest_for_new(contribution_id=event.subject_id)
