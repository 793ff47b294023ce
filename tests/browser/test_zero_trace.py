"""Every page through nginx as shipped: own host only, nothing kept in the browser, nothing written on the server."""

from __future__ import annotations

import gzip
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser.nginx import Running, nginx
from tukipakki.policy import CACHE_ASSETS, CACHE_PAGES, HEADERS

# Collects what the page does against the policy; runs before anything else on every page.
LISTEN = """
window.tpSeen = { violations: [], shift: 0 };
document.addEventListener("securitypolicyviolation", (event) => {
  tpSeen.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) tpSeen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# Nothing may jump: benchmarks/page_weight.py asks for 0. Here other tests load the machine, and a browser
# that is short of time may paint half a page.
JUMP = 0.05
# All that a page can leave in a browser.
KEPT = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Running]:
    with nginx(built) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    # The certificate was made for this run.
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 800})
    context.add_init_script(LISTEN)
    yield context
    context.close()


class Watch:
    """What was asked for and complained of in one tab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.strangers: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self._asked(request.url, address))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on(
            "console",
            lambda message: (
                self.faults.append(message.text) if message.type in ("error", "warning") else None
            ),
        )

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith(address):
            self.strangers.append(url)

    def _failed(self, request: Request) -> None:
        # Going on to the next page cuts short what is still coming, such as the icon.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.failure}: {request.url}")

    def open(self, url: str, status: int = 200) -> None:
        """Load a page; it must come as asked, and nothing may go wrong on it."""
        before = len(self.faults)
        response = self.page.goto(url, wait_until="load")
        assert response is not None
        assert response.status == status, url
        faults = [f for f in self.faults[before:] if status == 200 or f"status of {status}" not in f]
        assert faults == [], url
        self.check(url)

    def check(self, url: str) -> None:
        """Nothing was refused by the policy, nothing moved, nothing was kept."""
        seen = self.page.evaluate("tpSeen")
        assert seen["violations"] == [], url
        assert seen["shift"] < JUMP, url
        assert self.page.evaluate(KEPT) == NOTHING, url
        assert self.strangers == [], url


def addresses(site: Path) -> list[str]:
    """Address of every page of a built site, from its root."""
    return sorted(
        file.parent.relative_to(site).as_posix().removeprefix(".").rstrip("/") + "/"
        if file.parent != site
        else ""
        for file in site.rglob("index.html")
    )


def test_no_page_leaves_a_trace(built: Path, server: Running, context: BrowserContext) -> None:
    watch = Watch(context.new_page(), server.address)
    pages = addresses(built)
    assert len(pages) > 80
    for page in pages:
        watch.open(server.address + page)
    assert context.cookies() == []
    assert server.log == "", "the server has written about its reader"


def test_no_tool_leaves_a_trace(built: Path, server: Running, context: BrowserContext) -> None:
    """Search, menu and calculator, whose scripts fetch and draw only when they are used."""
    watch = Watch(context.new_page(), server.address)
    for lang, word in (("", "ilmoitus"), ("sv/", "anmälan"), ("en/", "notification")):
        watch.open(f"{server.address}{lang}haku/?q={word}")
        watch.page.locator(".tp-hits li").first.wait_for()
        watch.page.locator("button.tp-menu").click()
        watch.page.locator("#valikko").wait_for()
        watch.page.keyboard.press("Escape")
        watch.page.locator(".tp-hits a").first.click()
        watch.page.wait_for_load_state("load")
        assert "/haku/" not in watch.page.url
        watch.check(watch.page.url)
        watch.open(f"{server.address}{lang}laki/maaraajat/")
        watch.page.locator(".tp-calc input").first.fill("24.11.2026")
        watch.page.keyboard.press("Enter")
        watch.page.locator(".tp-calc__row").first.wait_for()
    assert watch.faults == []
    assert watch.strangers == []
    assert context.cookies() == []
    assert watch.page.evaluate(KEPT) == NOTHING
    assert server.log == ""


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_wrong_address_speaks_the_language_it_was_asked_in(
    lang: str, server: Running, context: BrowserContext
) -> None:
    watch = Watch(context.new_page(), server.address)
    folder = "" if lang == "fi" else f"{lang}/"
    watch.open(f"{server.address}{folder}ei/ole/tata/", status=404)
    assert watch.page.locator("html").get_attribute("lang") == lang
    assert watch.page.locator("main section").first.get_attribute("lang") == lang
    assert server.log == ""


@pytest.mark.kaikki
@pytest.mark.parametrize("state", ["tumma", "leveä", "ilman-skriptia"])
def test_no_page_leaves_a_trace_in_any_state(
    state: str, built: Path, server: Running, browser: Browser
) -> None:
    options = {
        "tumma": {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}},
        "leveä": {"viewport": {"width": 1280, "height": 800}},
        "ilman-skriptia": {"java_script_enabled": False},
    }[state]
    context = browser.new_context(ignore_https_errors=True, **options)  # type: ignore[arg-type]
    context.add_init_script(LISTEN)
    watch = Watch(context.new_page(), server.address)
    for page in addresses(built):
        if state == "ilman-skriptia":
            response = watch.page.goto(server.address + page)
            assert response is not None
            assert response.ok
            assert watch.page.locator("h1").count() == 1
        else:
            watch.open(server.address + page)
    assert watch.strangers == []
    assert watch.faults == []
    assert context.cookies() == []
    context.close()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_: object) -> None:
        return None


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and raw body of an address."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trusting), _Stay)
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=10) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


KINDS = {
    "": "text/html; charset=utf-8",
    "sv/": "text/html; charset=utf-8",
    "assets/css/tukipakki.css": "text/css; charset=utf-8",
    "assets/js/tukipakki.js": "text/javascript; charset=utf-8",
    "assets/icons/favicon.svg": "image/svg+xml; charset=utf-8",
    "assets/haku/fi.json": "application/json; charset=utf-8",
}


@pytest.mark.parametrize("path", KINDS)
def test_every_answer_carries_the_policy(path: str, built: Path, server: Running) -> None:
    digest = "?v=0123456789" if path.startswith("assets/") else ""
    status, headers, body = fetch(f"{server.address}{path}{digest}", **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["Content-Type"] == KINDS[path]
    assert {name: headers.get_all(name) for name in HEADERS} == {n: [v] for n, v in HEADERS.items()}
    assert headers.get_all("Cache-Control") == [CACHE_ASSETS if digest else CACHE_PAGES]
    assert headers["Server"] == "nginx", "no version"
    file = built / path / "index.html" if path in ("", "sv/") else built / path
    if file.stat().st_size >= 500:
        assert headers["Content-Encoding"] == "gzip"
        body = gzip.decompress(body)
    assert body == file.read_bytes()


def test_an_asset_without_its_digest_is_not_kept(server: Running) -> None:
    for path in ("assets/css/tokens.css", "assets/css/tokens.css?v=", "?v=0123456789"):
        assert fetch(server.address + path)[1].get_all("Cache-Control") == [CACHE_PAGES], path


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("ei/ole/", "404.html"),
        ("sv/finns/inte/", "sv/404.html"),
        ("en/not/here/", "en/404.html"),
        ("assets/ei-ole.css?v=0123456789", "404.html"),
        ("_headers", "404.html"),
        ("_redirects", "404.html"),
    ],
)
def test_what_is_not_there(path: str, page: str, built: Path, server: Running) -> None:
    status, headers, body = fetch(server.address + path)
    assert status == 404
    assert body == (built / page).read_bytes()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers.get_all("Cache-Control") == [CACHE_PAGES], "also under assets/"
    assert {name: headers[name] for name in HEADERS} == dict(HEADERS)


def test_redirects_lead_to_https_and_to_the_slash(server: Running) -> None:
    status, headers, _ = fetch(f"{server.plain_address}sv/laki/?a=b")
    assert (status, headers["Location"]) == (301, "https://localhost/sv/laki/?a=b")
    assert headers["Server"] == "nginx"
    status, headers, _ = fetch(f"{server.address}sv/laki/maaraajat")
    assert (status, headers["Location"]) == (301, "/sv/laki/maaraajat/")
    assert headers["Cache-Control"] == CACHE_PAGES
    assert server.log == ""


def test_this_crawl_would_see_a_trace(server: Running, context: BrowserContext) -> None:
    """Each way to break the promise is noticed: by the policy, or by what is found in the browser."""
    watch = Watch(context.new_page(), server.address)
    watch.open(server.address)
    watch.page.evaluate("""() => {
        document.body.insertAdjacentHTML("beforeend", '<p style="color:red" onclick="x()">x</p>');
        const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
        add("img", { src: "https://muualla.invalid/kuva.png" });
        add("script", { textContent: "window.tpRan = true" });
        add("script", { src: "https://muualla.invalid/koodi.js" });
        add("style", { textContent: "p { color: red }" });
        add("iframe", { src: "https://muualla.invalid/" });
        fetch("https://muualla.invalid/").catch(() => {});
        localStorage.setItem("a", "b");
        document.cookie = "a=b";
    }""")
    watch.page.wait_for_function("tpSeen.violations.length >= 7")
    refused = {text.split()[0] for text in watch.page.evaluate("tpSeen.violations")}
    assert refused == {
        "style-src-attr",
        "script-src-attr",
        "img-src",
        "script-src-elem",
        "style-src-elem",
        "frame-src",
        "connect-src",
    }
    assert watch.page.evaluate("window.tpRan") is None
    assert watch.page.evaluate(KEPT) == {**NOTHING, "local": 1, "cookies": "a=b"}
    assert watch.faults != []
