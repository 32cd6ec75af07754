"""A server for a built site: it compresses, and forbids all that a strict content security policy can forbid."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
PACKED = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml", ".yaml")


class Handler(SimpleHTTPRequestHandler):
    """Serves the files of a folder below `prefix`, and its 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, prefix: str, policy: str, sent: list[tuple[str, int]], **more: Any) -> None:
        self.prefix, self.policy, self.sent = prefix, policy, sent
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        """Send the file that is asked for."""
        path = self._wanted()
        found = path.is_file()
        self._send(200 if found else 404, path if found else Path(self.directory, "404.html"))

    def _wanted(self) -> Path:
        address = unquote(urlsplit(self.path).path)
        inside = address.removeprefix(self.prefix) if address.startswith(self.prefix) else "404.html/none"
        path = Path(self.directory, inside)
        return path / "index.html" if path.is_dir() else path

    def _send(self, code: int, path: Path) -> None:
        body = path.read_bytes() if path.is_file() else b"not found"
        self.send_response(code)
        type_ = str(self.guess_type(path))
        self.send_header("Content-Type", f"{type_}; charset=utf-8" if path.suffix in PACKED else type_)
        self.send_header("Content-Security-Policy", self.policy)
        if path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def log_message(self, *_words: object) -> None:
        pass


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body)


@contextmanager
def served(
    folder: Path, prefix: str = "/", policy: str = POLICY, sent: list[tuple[str, int]] | None = None
) -> Iterator[str]:
    """The address of a folder, served on this machine below `prefix`; `sent` is told of each file, and of its bytes."""
    told: list[tuple[str, int]] = [] if sent is None else sent
    handler = partial(Handler, directory=str(folder), prefix=prefix, policy=policy, sent=told)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
