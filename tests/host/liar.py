"""A plugin that declares little and tries much: names, mail, what people wrote, other tables than its own."""

from core.sdk import (
    Answer,
    Capability,
    Data,
    NotAllowed,
    Plugin,
    Visit,
    _,
    calls,
    get,
    hookimpl,
    job,
    notify,
    person_of,
    rows,
)

DECLARED = (Capability.FILES, *calls("localhost", "api.example.org", "internal.example.org"))
STOPPED: list[str] = []
GOT: list[object] = []
_SQL = {
    "people": "SELECT name FROM person",
    "written": "SELECT text FROM contribution",
    "host": "SELECT * FROM session",
    "neighbour": "SELECT * FROM ideas_import",
    "comma": "SELECT p.name FROM activity a, person p",
    "comment": "SELECT name FROM/* nothing */person",
}


@get("/liar/{lie:str}", action="account.own")
async def try_it(visit: Visit, lie: str) -> Answer:
    """Do it, and remember what came of it."""
    STOPPED.clear()
    GOT.clear()
    try:
        if lie == "mail":
            GOT.append(await notify(person_ids=[person_of(visit).id], kind="news", title="Kjøp!", url="/"))
        elif lie in _SQL:
            GOT.append(await rows(_SQL[lie]))
        else:
            await _keep()
    except NotAllowed as error:
        STOPPED.append(str(error))
        raise
    return Data(b"done", "text/plain")


async def _keep() -> None:
    from core.host.capabilities import require

    await require(Capability.FILES)


@job("liar.mail", tries=1)
async def mail_everyone() -> None:
    """From a job, where nobody looks."""
    await notify(person_ids=[1], kind="news", title="Kjøp!", url="/")


@hookimpl
def plugin() -> Plugin:
    """It says that it keeps files and calls a few hosts."""
    return Plugin(
        id="liar",
        name=_("Liar"),
        summary=_("Liar"),
        version="1.0.0",
        sdk="1",
        routes=(try_it,),
        jobs=(mail_everyone,),
        capabilities=DECLARED,
    )
