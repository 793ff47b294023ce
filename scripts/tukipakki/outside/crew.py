"""Several servers asked at the same time, each by one thread."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread

from tukipakki.outside.answer import Answer
from tukipakki.outside.asking import Asker
from tukipakki.outside.manners import Manners
from tukipakki.outside.places import Wanted


def ask_all(pages: Sequence[Wanted], manners: Manners) -> Iterator[tuple[Wanted, Answer]]:
    """Answers in the order in which they come, until all are there or time is up.

    A server's pages are one thread's work. Threads are daemons: a slow server delays nobody's end.
    """
    stop = Event()
    servers: dict[str, list[Wanted]] = {}
    for page in pages:
        servers.setdefault(page.parts.host if page.parts else "", []).append(page)
    work: SimpleQueue[list[Wanted]] = SimpleQueue()
    for group in sorted(servers.values(), key=len, reverse=True):
        work.put(group)
    answers: SimpleQueue[tuple[Wanted, Answer | Exception]] = SimpleQueue()
    asker = Asker(manners)
    for _ in range(min(manners.servers_at_once, len(servers))):
        Thread(target=_work, args=(work, answers, asker, stop), daemon=True).start()
    end = time.monotonic() + manners.total
    try:
        for _ in pages:
            page, answer = answers.get(timeout=max(end - time.monotonic(), 0.001))
            if isinstance(answer, Exception):
                raise answer
            yield page, answer
    except Empty:
        return
    finally:
        stop.set()


def _work(
    work: SimpleQueue[list[Wanted]],
    answers: SimpleQueue[tuple[Wanted, Answer | Exception]],
    asker: Asker,
    stop: Event,
) -> None:
    with suppress(Empty):
        while True:
            for page in work.get_nowait():
                if stop.is_set():
                    return
                try:
                    answers.put((page, asker.ask(page)))
                except Exception as error:  # a fault of ours must be seen, not waited for
                    answers.put((page, error))
