"""A local server that misbehaves in every way, and remembers what it was asked."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
# Fifty thousand bytes that become fifty million.
BOMB = gzip.compress(b"<p id='x'>" + b"\0" * 50_000_000)


@dataclass
class Seen:
    """What the server saw: method and path by host in order, and how many at once at the most."""

    requests: list[tuple[str, str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, host: str, method: str, path: str, agent: str) -> int:
        """Remember a request; the value is how many times this path was asked before by this method."""
        with self.lock:
            before = self.requests.count((host, method, path))
            self.requests.append((host, method, path))
            self.agents.add(agent)
        return before

    @contextmanager
    def counting(self, host: str) -> Iterator[None]:
        """Count who are here at the same time; ends before the answer, so that no client can be early."""
        with self.lock:
            self.now[host] += 1
            self.most[host] = max(self.most[host], self.now[host])
        try:
            yield
        finally:
            with self.lock:
                self.now[host] -= 1

    def of(self, path: str) -> list[str]:
        """Methods with which a path was asked."""
        return [method for _, method, seen in self.requests if seen == path]


class Misbehaving(BaseHTTPRequestHandler):
    """Each path is one way to misbehave."""

    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        host = self.headers["Host"].rpartition(":")[0]
        self.close_connection = True
        before = self.server.seen.note(host, self.command, self.path, self.headers["User-Agent"])
        name = self.path.strip("/").partition("/")[0].partition("?")[0].replace("-", "_")
        way = getattr(self, f"way_{name}", None)
        try:
            if way is not None:
                way(before)
            else:
                self.say(int(name) if name.isdecimal() else 200)
        except OSError:
            pass  # the asker has had enough

    def say(self, status: int, body: bytes = b"", kind: str = HTML, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def onward(self, status: int, where: str) -> None:
        self.say(status, Location=where)

    def drip(self, piece: bytes) -> None:
        while not self.server.closing.wait(0.05):
            self.wfile.write(piece)
            self.wfile.flush()

    def way_counted(self, before: int) -> None:
        with self.server.seen.counting(self.headers["Host"].rpartition(":")[0]):
            time.sleep(0.03)
        self.say(200)

    def way_head_refused(self, before: int) -> None:
        self.say(405 if self.command == "HEAD" else 200)

    def way_head_missing(self, before: int) -> None:
        self.say(404 if self.command == "HEAD" else 200)

    def way_recovers(self, before: int) -> None:
        self.say(500 if self.command == "HEAD" or before == 0 else 200)

    def way_busy_once(self, before: int) -> None:
        self.say(200) if before else self.say(429, Retry_After="7")

    def way_busy_until(self, before: int) -> None:
        if before:
            return self.say(200)
        # send_response gives a Date of its own; the moment asked for is long after it.
        self.say(429, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT")
        return None

    def way_busy(self, before: int) -> None:
        self.say(429, Retry_After="1")

    def way_slow_headers(self, before: int) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drip(b"a")

    def way_silent(self, before: int) -> None:
        self.server.closing.wait(30)

    def way_slow_body(self, before: int) -> None:
        self.say(200, b"<h1 id='alku'>", length="100000")
        self.drip(b" ")

    def way_endless(self, before: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.end_headers()
        while not self.server.closing.is_set():
            self.wfile.write(b"<p>more</p>" * 5000)

    def way_chain(self, before: int) -> None:
        step = int(self.path.rpartition("/")[2])
        self.say(200) if step == 0 else self.onward(301, f"/chain/{step - 1}")

    def way_lasting_then_passing(self, before: int) -> None:
        self.onward(301, "/passing")

    def way_passing(self, before: int) -> None:
        self.onward(302, "/ok")

    def way_loop(self, before: int) -> None:
        self.onward(302, "/loop/b" if self.path.endswith("a") else "/loop/a")

    def way_endless_chain(self, before: int) -> None:
        self.onward(302, f"/endless-chain/{int(self.path.rpartition('/')[2]) + 1}")

    def way_to_ftp(self, before: int) -> None:
        self.onward(301, "ftp://ftp.esimerkki.test/tiedosto")

    def way_to_script(self, before: int) -> None:
        self.onward(302, "javascript:alert(1)")

    def way_to(self, before: int) -> None:
        """/to/STATUS/HOST/path: a redirect to another host of this server."""
        _, _, status, host, path = self.path.split("/", 4)
        self.onward(int(status), f"http://{host}:{self.server.server_port}/{path}")

    def way_to_gone(self, before: int) -> None:
        self.onward(301, "/404")

    def way_to_front(self, before: int) -> None:
        self.onward(302, "/")

    def way_nowhere(self, before: int) -> None:
        self.say(302)

    def way_scandinavian(self, before: int) -> None:
        # Raw UTF-8 in a header, as servers do.
        self.wfile.write("HTTP/1.1 301 Moved\r\nLocation: /pää/sivu\r\nContent-Length: 0\r\n\r\n".encode())

    def way_closed(self, before: int) -> None:
        return None

    def way_garbage(self, before: int) -> None:
        self.wfile.write(b"\x00\xffNO HTTP HERE\r\n\r\n")

    def way_long_headers(self, before: int) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n")

    def way_short(self, before: int) -> None:
        self.say(200, b"<h1 id='alku'>", length="5000")

    def way_long(self, before: int) -> None:
        self.say(200, b"<h1 id='alku'>ja paljon muuta", length="14")

    def way_bomb(self, before: int) -> None:
        self.say(200, BOMB, Content_Encoding="gzip")

    def way_zipped(self, before: int) -> None:
        self.say(200, gzip.compress(b"<h2 id='osa'>Osa</h2>"), Content_Encoding="gzip")

    def way_badly_zipped(self, before: int) -> None:
        self.say(200, b"not gzip at all", Content_Encoding="gzip")

    def way_strangely_zipped(self, before: int) -> None:
        self.say(200, b"\x8b\x02\x80", Content_Encoding="br")

    def way_latin(self, before: int) -> None:
        self.say(200, "<h2 id='pää'>Pää</h2>".encode("latin-1"), kind="text/html")

    def way_labelled_latin(self, before: int) -> None:
        self.say(200, "<h2 id='pää'>Pää</h2>".encode("latin-1"), kind="text/html; charset=ISO-8859-1")

    def way_page(self, before: int) -> None:
        self.say(200, b"<h1 id=eka>Eka</h1><a name='toka'></a><h2 id=\"k&auml;yt&auml;\">")

    def way_pdf(self, before: int) -> None:
        self.say(200, b"%PDF-1.7", kind="application/pdf")

    def way_soft(self, before: int) -> None:
        self.say(200, "<title>\n Sivua ei löydy – Esimerkki</title>".encode())

    def way_wall(self, before: int) -> None:
        self.say(403, b"<title>Are you human?</title>", Set_Cookie="robot=1")


class Server(ThreadingHTTPServer):
    """The server, with what it saw."""

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Misbehaving)
        self.seen = Seen()
        self.closing = threading.Event()
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no news here."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A running server, TLS when a context is given."""
    with Server(context) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
