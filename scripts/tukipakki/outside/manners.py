"""How we ask other people's servers, as one value."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ssl import SSLContext

from tukipakki.outside.public import is_public

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Manners:
    """How we ask: patiently, little, and never inside the network of the asking machine.

    `pause` between two questions to a server, `waits` before each new try, `longest_wait` what a
    server may ask for; `silence` and `request` end a question, `total` all of them (seconds).
    `resolve` finds the numbers of a name, `trust` says whose certificates are believed,
    `may_ask` which numbers are not of our own network.
    """

    resolve: Resolve
    trust: SSLContext
    agent: str = "Tukipakki-linkkitarkistus"
    pause: float = 1.0
    waits: tuple[float, ...] = (2.0, 10.0)
    longest_wait: float = 60.0
    silence: float = 15.0
    request: float = 30.0
    total: float = 30 * 60.0
    max_bytes: int = 2_000_000
    max_hops: int = 10
    servers_at_once: int = 8
    may_ask: Callable[[str], bool] = is_public
    sleep: Callable[[float], None] = time.sleep
