"""Asking politely: one server at a time by one of us, with pauses, new tries and redirects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from threading import Lock
from urllib.parse import urljoin

from tukipakki.outside.answer import BUSY, OF_SERVER, PASSING, Answer, NoReply, Reply, Trouble
from tukipakki.outside.body import found_anchors, is_html, text_of, title_of_missing, unpacked
from tukipakki.outside.manners import Manners
from tukipakki.outside.network import send
from tukipakki.outside.places import Parts, Wanted, parts_of

_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
# Enough for the title of a page, which is read when no place of it is looked for.
_TITLE_BYTES = 64_000
_UNPACKED_BYTES = 2_000_000


class _Server:
    """The turns of one server, and what it said that holds for all its pages."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.asked = False
        self.closed: dict[tuple[str, int], Answer] = {}


class Asker:
    """Asks for pages from several threads; a server meets one question at a time."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._servers: defaultdict[str, _Server] = defaultdict(_Server)
        self._door = Lock()

    def ask(self, page: Wanted) -> Answer:
        """Follow the address to its end."""
        if page.parts is None:
            return Answer(trouble=Trouble.MALFORMED)
        here, moved, lasting = page.parts, "", True
        seen: set[str] = set()
        while here.url not in seen and len(seen) <= self._manners.max_hops:
            seen.add(here.url)
            reply = self._in_turn(here, bool(page.anchors))
            if isinstance(reply, Answer):
                return replace(reply, final=here.url, moved=moved)
            if reply.status not in _REDIRECTS or not reply.location:
                return replace(_read(reply, page.anchors), final=here.url, moved=moved)
            there = urljoin(here.url, reply.location)
            onward = parts_of(there)
            if onward is None:
                return Answer(trouble=Trouble.NOT_WEB, detail=there[:200], final=here.url, moved=moved)
            lasting = lasting and reply.status in _PERMANENT
            here, moved = onward, onward.url if lasting else moved
        return Answer(trouble=Trouble.LOOP, final=here.url)

    def _in_turn(self, parts: Parts, body: bool) -> Reply | Answer:
        """An answer of the server, or what holds for every page of it."""
        with self._door:
            server = self._servers[parts.host]
        with server.turn:
            gate = parts.scheme, parts.port
            if gate in server.closed:
                return server.closed[gate]
            result = self._tries(server, parts, body)
            if isinstance(result, Answer) and result.trouble in OF_SERVER:
                server.closed[gate] = result
            elif isinstance(result, Reply) and result.status == BUSY:
                server.closed[gate] = Answer(status=BUSY)
            return result

    def _tries(self, server: _Server, parts: Parts, body: bool) -> Reply | Answer:
        manners, waits = self._manners, iter(self._manners.waits)
        method = "GET" if body else "HEAD"
        limit = manners.max_bytes if body else _TITLE_BYTES
        pause = manners.pause if server.asked else 0.0
        server.asked = True
        while True:
            if pause:
                manners.sleep(pause)
            result = _once(method, parts, manners, limit)
            pause = manners.pause
            if method == "HEAD" and _head_refused(result):
                method = "GET"
                continue
            wait = next(waits, None) if _worth_a_try(result) else None
            asked = _asked_wait(result)
            if wait is None or (asked or 0) > manners.longest_wait:
                return result
            pause = max(pause, wait if asked is None else asked)


def _once(method: str, parts: Parts, manners: Manners, limit: int) -> Reply | Answer:
    try:
        return send(method, parts, manners, limit)
    except NoReply as error:
        return Answer(trouble=error.trouble, detail=error.detail)


def _head_refused(result: Reply | Answer) -> bool:
    """Many servers answer HEAD wrongly: only what they say to GET counts against a page."""
    if isinstance(result, Answer):
        return result.trouble in (Trouble.BROKEN, Trouble.SLOW)
    return result.status >= 400 and result.status != BUSY and not result.retry_after


def _worth_a_try(result: Reply | Answer) -> bool:
    if isinstance(result, Answer):
        return result.trouble in PASSING
    return result.status == BUSY or result.status >= 500


def _asked_wait(result: Reply | Answer) -> float | None:
    """Seconds that the server asks for; by its own clock when it names a moment."""
    if isinstance(result, Answer) or not result.retry_after:
        return None
    if result.retry_after.strip().isdecimal():
        return float(result.retry_after[:9])
    try:
        then, now = (parsedate_to_datetime(text) for text in (result.retry_after, result.date))
        return max((then - now).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return None


def _read(reply: Reply, anchors: tuple[str, ...]) -> Answer:
    unseen: Mapping[str, bool | None] = dict.fromkeys(anchors)
    content = unpacked(reply.body, reply.encoding, _UNPACKED_BYTES)
    if not 200 <= reply.status < 300 or not is_html(reply.content_type) or content is None:
        return Answer(status=reply.status, anchors=unseen)
    text = text_of(content[0], reply.content_type)
    found = found_anchors(text, anchors, reply.whole and content[1])
    return Answer(status=reply.status, title=title_of_missing(text), anchors=found)
