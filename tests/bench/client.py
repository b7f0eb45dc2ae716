"""A small HTTP/1.1 client over one kept connection: it must cost less than what it measures."""

import asyncio
import time
from dataclasses import dataclass


@dataclass(slots=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


class Connection:
    """One request at a time, the connection kept open."""

    def __init__(self, port: int, host: str) -> None:
        self.port, self.host = port, host
        self.reader: asyncio.StreamReader
        self.writer: asyncio.StreamWriter

    async def open(self) -> "Connection":
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def request(
        self, path: str, *, method: str = "GET", body: bytes = b"", cookie: str = "", headers: str = ""
    ) -> Reply:
        """`headers`: more lines, as they go over the wire."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}",
            "Accept-Encoding: br",
            "Accept-Language: nb",
            "Sec-Fetch-Site: same-origin",
        ]
        if headers:
            lines.append(headers)
        if cookie:
            lines.append(f"Cookie: {cookie}")
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        began = time.perf_counter()
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        found_headers = {
            name.lower(): found.strip()
            for name, _, found in (line.partition(":") for line in head[1:] if line)
        }
        content = await self._body(found_headers)
        return Reply(int(head[0].split()[1]), found_headers, content, time.perf_counter() - began)

    async def _body(self, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await self.reader.readexactly(int(headers["content-length"]))
        pieces = []
        while headers.get("transfer-encoding") == "chunked":
            size = int((await self.reader.readline()).strip() or b"0", 16)
            pieces.append(await self.reader.readexactly(size))
            await self.reader.readline()
            if size == 0:
                break
        return b"".join(pieces)

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()


async def open_connection(port: int, host: str) -> Connection:
    return await Connection(port, host).open()
