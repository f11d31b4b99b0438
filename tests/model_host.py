"""A host on this computer that sends networks, well or badly."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from soc_studio.core.models.google_drive import GoogleDrive

CONFIRM = (
    "<html><title>Virus scan warning</title><body><p>This file is too large to be scanned.</p>"
    '<form id="download-form" action="{base}/download" method="get">'
    '<input type="hidden" name="id" value="{id}"><input type="hidden" name="confirm" value="t">'
    '<input type="hidden" name="uuid" value="12-34"></form></body></html>'
)


@dataclass
class Host:
    """A file-sharing service and a hub of tokenizers on this computer, and what was asked of it.

    `cut` and `stall` are bytes after which an answer breaks off or goes silent, once each.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    asks: bool = True  # wants it confirmed that a file is wanted
    page: str = ""  # comes instead of a file
    status: int = 200
    etag: str = '"one"'
    ranges: bool = True
    cut: list[int] = field(default_factory=list)
    stall: list[int] = field(default_factory=list)
    announced: int | None = None  # a size that is not that of the file
    slow: float = 0.0  # seconds a piece
    quick: int = 0  # bytes that come at once though it is slow
    piece: int = 2**20  # bytes
    asked: list[str] = field(default_factory=list)
    base: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def sharing(self) -> GoogleDrive:
        return GoogleDrive(self.base + "/uc?id={id}", timeouts=(60.0, 1.0 if self.stall else 60.0))

    @property
    def ranges_asked(self) -> list[str]:
        return [each for each in self.asked if "bytes=" in each]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_HEAD(self) -> None:
        self.do_GET(body=False)

    def do_GET(self, body: bool = True) -> None:
        host = self.server.host
        self.close_connection = True  # the hub's library would keep it open after the test
        wanted = self.headers.get("Range", "")
        host.asked.append(f"{self.path} {wanted}".strip())
        key = self.path.split("?")[0] if "resolve" in self.path else "file"
        confirmed = "confirm=t" in self.path or "resolve" in self.path or not host.asks
        if host.status != 200:
            self.answer(host.status, b"<html><p>Something is wrong here.</p></html>", "text/html")
        elif host.page and key == "file":
            self.answer(200, host.page.encode(), "text/html; charset=utf-8")
        elif not confirmed:
            page = CONFIRM.format(base=host.base, id="x").encode()
            self.answer(200, page, "text/html; charset=utf-8")
        elif key not in host.files:
            self.answer(404, b"<html>Not found</html>", "text/html")
        else:
            self.send(host.files[key], wanted, body)

    def answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Connection", "close")
        super().end_headers()

    def send(self, content: bytes, wanted: str, body: bool) -> None:
        host = self.server.host
        whole = host.announced or len(content)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and host.ranges else 0
        if start and self.headers.get("If-Range", host.etag) != host.etag:
            start = 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Disposition", 'attachment; filename="weights.tar"')
        self.send_header("ETag", host.etag)
        self.send_header("X-Repo-Commit", "0" * 40)
        self.send_header("Content-Length", str(whole - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
        self.end_headers()
        if not body:
            return
        # Whoever only wants to know what would come hangs up: that is no piece of the file.
        cut = host.cut.pop(0) if host.cut and "download" in self.path else None
        stall = host.stall.pop(0) if host.stall and "download" in self.path else None
        end = min(x for x in (len(content), cut, stall) if x is not None)
        try:
            for place in range(start, end, host.piece):
                self.wfile.write(content[place : min(place + host.piece, end)])
                if host.slow and place - start >= host.quick:
                    host.over.wait(host.slow)
            self.wfile.flush()
            if stall is not None:
                host.over.wait()
        except OSError:
            pass  # the client went away

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, host: Host) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.host = host

    def handle_error(self, *_: object) -> None:
        pass  # a client that hangs up is what these tests are about


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """Let `host` answer at `host.base` until the block is left."""
    server = Server(host)
    host.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield host
    finally:
        host.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
