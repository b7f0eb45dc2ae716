"""The result, for everyone: what is funded and why, the files to count again, and whether one's own ballot is among them."""

from core.sdk import Answer, Data, NotFound, Place, Visit, get, page, row, rows
from plugins.voting.ballot.codes import read_code, say_code
from plugins.voting.ballot.urn import holds
from plugins.voting.results.load import load_result
from plugins.voting.results.view import view_of

_TYPES = {".zip": "application/zip", ".json": "application/json", ".txt": "text/plain; charset=utf-8"}


@get("/result", action="voting.view", at="activity")
async def show_result(visit: Visit, place: Place) -> Answer:
    result = await load_result(activity=place.here)
    if result is None:
        return page("voting/result_waiting.html", base=place.url, closed=_closed(visit, place))
    return page(
        "voting/result.html",
        view=await view_of(activity=place.here, result=result),
        files=await rows(
            "SELECT name, sha256, length(content) AS size FROM voting_file WHERE counted = $1 ORDER BY name",
            result.id,
        ),
        base=place.url,
    )


@get("/result/receipt", action="voting.view", at="activity")
async def find_receipt(visit: Visit, place: Place) -> Answer:
    """Is the ballot with this receipt counted? Says nothing about what is on it."""
    result = await load_result(activity=place.here)
    if result is None:
        raise NotFound
    typed = visit.query.get("receipt", "").strip().upper()[:40]
    receipt = read_code(typed) or typed
    listed = await holds(activity_id=place.here.id, receipt=receipt)
    wanted = say_code(receipt) if listed and receipt == read_code(typed) else typed
    return page(
        "voting/find_ballot.html", wanted=wanted, listed=listed, ballots=result.ballots, base=place.url
    )


@get("/result/files/{name:str}", action="voting.view", at="activity")
async def download(visit: Visit, place: Place, name: str) -> Answer:  # noqa: ARG001
    """As it was published, to the last byte."""
    found = await row(
        "SELECT f.name, f.content FROM voting_file f JOIN voting_count c ON c.id = f.counted "
        "WHERE c.activity = $1 AND c.published_at IS NOT NULL AND f.name = $2",
        place.here.id,
        name,
    )
    if found is None:
        raise NotFound
    ending = found["name"][found["name"].rfind(".") :]
    media_type = _TYPES.get(ending, "application/octet-stream")
    return Data(
        found["content"],
        media_type,
        headers={"Content-Disposition": f'attachment; filename="{found["name"]}"'},
    )


def _closed(visit: Visit, place: Place) -> bool:
    return place.here.closes_at is not None and place.here.closes_at <= visit.now
