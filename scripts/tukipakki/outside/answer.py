"""What a server answered: the one value that is cached and judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """Why there is no answer to judge by its number."""

    MALFORMED = "malformed"
    PRIVATE = "private"
    PRIVATE_NAME = "private-name"
    NOT_WEB = "not-web"
    LOOP = "loop"
    NAME = "name"
    LOOKUP = "lookup"
    CONNECT = "connect"
    CERTIFICATE = "certificate"
    TLS = "tls"
    SLOW = "slow"
    BROKEN = "broken"


# These are the server's, not one page's: nothing else is asked of it in the same run.
OF_SERVER = frozenset(
    {
        Trouble.NAME,
        Trouble.LOOKUP,
        Trouble.CONNECT,
        Trouble.CERTIFICATE,
        Trouble.TLS,
        Trouble.PRIVATE,
        Trouble.PRIVATE_NAME,
    }
)
# May be over in a minute: tried again, and never remembered until the next run.
PASSING = frozenset({Trouble.LOOKUP, Trouble.CONNECT, Trouble.SLOW, Trouble.BROKEN})
BUSY = 429


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a chain of redirects.

    `final` is the address that answered (or did not), `moved` where permanent redirects lead from
    the address asked ("" when they do not), `detail` more about the trouble, `title` the page's
    own title when it says that there is no such page. `anchors` tells which places the page has;
    None when that could not be seen.
    """

    status: int = 0
    trouble: Trouble | None = None
    detail: str = ""
    final: str = ""
    moved: str = ""
    title: str = ""
    anchors: Mapping[str, bool | None] = field(default_factory=dict)

    @property
    def passing(self) -> bool:
        """True for what may be over soon."""
        return self.trouble in PASSING or self.status == BUSY or self.status >= 500


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `body` is raw and `whole` when nothing of it was left unread."""

    status: int
    location: str
    retry_after: str
    date: str
    content_type: str
    encoding: str
    body: bytes
    whole: bool


class NoReply(Exception):
    """No usable answer."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.detail = detail
