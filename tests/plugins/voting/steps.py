"""The voter's steps through the front door."""

import re

import httpx

HIDDEN = re.compile(r'<input type="hidden" name="(key|seal)" value="([^"]*)">')
CODE = re.compile(r'<span id="(receipt|change)-code">([0-9A-Z-]{19})</span>')


def hidden(answer: httpx.Response) -> dict[str, str]:
    return dict(HIDDEN.findall(answer.text))


def codes(answer: httpx.Response) -> dict[str, str]:
    """`receipt` and `change`, as the voter reads them."""
    assert answer.status_code == 200, answer.text[-2000:]
    return dict(CODE.findall(answer.text))


async def mark(voter: httpx.AsyncClient, url: str, *options: int, **more: str) -> httpx.Response:
    return await voter.post(
        f"{url}/ballot", data={"choose": [str(each) for each in options], "step": "review", **more}
    )


async def cast(voter: httpx.AsyncClient, url: str, *options: int, **more: str) -> dict[str, str]:
    """From the ballot to the codes."""
    answer = await mark(voter, url, *options, **more)
    assert answer.status_code == 303, answer.text[-2000:]
    last = await voter.get(f"{url}/ballot/review")
    return codes(await voter.post(f"{url}/ballot/cast", data=hidden(last)))
