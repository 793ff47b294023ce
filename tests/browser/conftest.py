"""A browser and a server for each test process; a watched page for each test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium
from tests.browser.server import serving

# Seconds without a request after which a page is taken to want nothing more.
QUIET = 0.5


@dataclass
class Watched:
    """A browser page and what went wrong or elsewhere on it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    last_request: float = 0.0

    def note(self, url: str) -> None:
        """Remember that the page asked for something."""
        self.requests.append(url)
        self.last_request = time.monotonic()

    def settle(self) -> None:
        """Wait until the page has asked for nothing in half a second; what was done meanwhile counts."""
        while (left := self.last_request + QUIET - time.monotonic()) > 0:
            self.page.wait_for_timeout(left * 1000)

    def open(self, path: str) -> int:
        """Go to a page of the site; gives the status code."""
        response = self.page.goto(self.address + path)
        assert response is not None
        return response.status

    @property
    def strangers(self) -> list[str]:
        """Requests to other hosts."""
        return [url for url in self.requests if not url.startswith(self.address)]


Open = Callable[..., Watched]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with serving(built) as root:
        yield root


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Open]:
    """Makes watched pages; keyword arguments are those of a browser context."""
    contexts = []

    def make(width: int = 1280, height: int = 800, **options: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        seen = Watched(page, address)
        page.on("request", lambda request: seen.note(request.url))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                seen.errors.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        return seen

    yield make
    for context in contexts:
        context.close()
