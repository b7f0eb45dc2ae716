"""My data: everything that is kept about me here, to read and to take along."""

import msgspec

from core.account.collecting import data_about
from core.account.proving import me
from core.http import Answer, Data, Visit, get, page


@get("/account/data", action="account.own", both=True)
async def about(visit: Visit) -> Answer:
    del visit
    return page("account/data.html", tab="/account/data")


@get("/account/data.json", action="account.own", both=True)
async def download(visit: Visit) -> Answer:
    found = await data_about(me(visit))
    content = msgspec.json.format(msgspec.json.encode(found), indent=2)
    name = f"{visit.tenant.hosts[0] if visit.tenant.hosts else visit.tenant.id}-data.json"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "private, no-store",
    }
    return Data(content, "application/json", headers=headers)
