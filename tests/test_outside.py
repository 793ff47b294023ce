"""External links: what is collected, how a misbehaving server is asked, what is said and remembered."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.conftest import TODAY, MakeSite, page
from tests.misbehaving_server import Server, serving
from tukipakki.__main__ import main
from tukipakki.model import Address, Finding, Level, Site
from tukipakki.outside.answer import Answer
from tukipakki.outside.asking import Asker
from tukipakki.outside.judging import findings
from tukipakki.outside.manners import Manners
from tukipakki.outside.manual import MANUALS
from tukipakki.outside.places import anchor_of, collect, parts_of, wanted
from tukipakki.outside.public import is_public
from tukipakki.outside.run import FILE, CannotAsk, check_outside, manners_of
from tukipakki.parse.addresses import addresses
from tukipakki.read import read_site

MANUAL = {manual.name: manual.manual for manual in MANUALS}

HOSTS = ("yksi.test", "kaksi.test", "kolme.test")
PAGE = "docs/prosessit/ohjeet/testi.md"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that reaches the system's resolver would leave this machine."""
    real = socket.getaddrinfo

    def guarded(host: Any, *arguments: Any, **named: Any) -> Any:
        assert host in ("127.0.0.1", "localhost"), host
        return real(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", guarded)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def to_local(host: str, port: int) -> Sequence[str]:
    if host in HOSTS:
        return ["127.0.0.1"]
    raise socket.gaierror(socket.EAI_AGAIN if host == "hetken.test" else socket.EAI_NONAME, "ei")


def polite(**changes: Any) -> Manners:
    """Real manners that find the local server, wait in no time and give up soon."""
    manners = Manners(resolve=to_local, trust=ssl.create_default_context(), sleep=lambda _: None)
    return replace(
        manners, may_ask=lambda number: number == "127.0.0.1", silence=10.0, request=20.0, **changes
    )


def impatient() -> Manners:
    """Manners for a server that will never be ready."""
    return replace(polite(), silence=1.0, request=1.5)


def ask(url: str, manners: Manners | None = None) -> tuple[Answer, list[Finding]]:
    (page,) = wanted([Address(PAGE, 9, url)])
    answer = Asker(manners or polite()).ask(page)
    return answer, list(findings([(page, answer)]))


def url(server: Server, path: str, host: str = "yksi.test", scheme: str = "http") -> str:
    return f"{scheme}://{host}:{server.server_port}/{path}"


QUIET = ""
WAYS = [
    # path, check ("": nothing is said), level, words of the message, methods that the server sees
    ("ok", QUIET, None, "", "H"),
    ("204", QUIET, None, "", "H"),
    ("404", "outside-gone", "virhe", "Osoitetta ”{url}” ei ole (404); etsi sivun uusi osoite", "HG"),
    ("410", "outside-gone", "virhe", "(410)", "HG"),
    ("400", "outside-unsure", "huomio", "ei avaudu tarkistukselle (400)", "HG"),
    ("401", "outside-unsure", "huomio", "(401)", "HG"),
    ("wall", "outside-unsure", "huomio", "(403); katso selaimella", "HG"),
    ("999", "outside-unsure", "huomio", "ei avaudu tarkistukselle (999)", "HGGG"),
    ("head-refused", QUIET, None, "", "HG"),
    ("head-missing", QUIET, None, "", "HG"),
    ("recovers", QUIET, None, "", "HGG"),
    ("500", "outside-unsure", "huomio", "palvelimessa on vika (500)", "HGGG"),
    ("busy-once", QUIET, None, "", "HH"),
    ("busy-until", "outside-unsure", "huomio", "”yksi.test” pyysi odottamaan (429)", "H"),
    ("busy", "outside-unsure", "huomio", "pyysi odottamaan (429)", "HHH"),
    ("slow-headers", "outside-unsure", "huomio", "ei vastannut ajoissa", "HGGG"),
    ("silent", "outside-unsure", "huomio", "ei vastannut ajoissa", "HGGG"),
    ("slow-body", QUIET, None, "", "H"),
    ("closed", "outside-unsure", "huomio", "katkaisi yhteyden tai vastasi epäselvästi", "HGGG"),
    ("garbage", "outside-unsure", "huomio", "vastasi epäselvästi", "HGGG"),
    ("long-headers", "outside-unsure", "huomio", "vastasi epäselvästi", "HGGG"),
    ("chain/3", "outside-moved", "huomio", "vaihda tilalle ”{root}chain/0”.", "H"),
    ("chain/11", "outside-unsure", "huomio", "ohjautuu kehää", "H"),
    ("lasting-then-passing", "outside-moved", "huomio", "vaihda tilalle ”{root}passing”.", "H"),
    ("passing", QUIET, None, "", "H"),
    ("loop/a", "outside-unsure", "huomio", "ohjautuu kehää", "H"),
    ("endless-chain/0", "outside-unsure", "huomio", "ohjautuu kehää", "H"),
    ("to-ftp", "outside-unsafe", "virhe", "”ftp://ftp.esimerkki.test/tiedosto”", "H"),
    ("to-script", "outside-unsafe", "virhe", "vie muualle kuin verkkosivulle: ”javascript:alert(1)”", "H"),
    (
        "to-gone",
        "outside-gone",
        "virhe",
        "vie osoitteeseen ”{root}404”, mutta sivua ei siellä ole (404)",
        "H",
    ),
    ("to-front", "outside-moved", "huomio", "vie nyt etusivulle ”{root}”, joten sivu on luultavasti", "H"),
    ("nowhere", "outside-unsure", "huomio", "(302)", "H"),
    ("scandinavian", "outside-moved", "huomio", "vaihda tilalle ”{root}p%C3%A4%C3%A4/sivu”.", "H"),
    ("soft", QUIET, None, "", "H"),
]


@pytest.mark.parametrize(("path", "check", "level", "words", "methods"), WAYS, ids=[way[0] for way in WAYS])
def test_ways_to_misbehave(
    server: Server, path: str, check: str, level: str | None, words: str, methods: str
) -> None:
    address = url(server, path)
    _, found = ask(address, impatient() if path in ("slow-headers", "silent") else polite())
    assert [(f.check, str(f.level)) for f in found] == ([(check, level)] if check else [])
    assert words.format(url=address, root=url(server, "")) in "".join(f.message for f in found)
    assert "".join(method[0] for method in server.seen.of(f"/{path}")) == methods
    assert all(f.check in MANUAL and (f.path, f.line) == (PAGE, 9) for f in found)


ANCHORS = [
    # path with the place, what is known of it, part of the finding
    ("page#eka", True, ""),
    ("page#toka", True, ""),
    ("page#k%C3%A4yt%C3%A4", True, ""),
    ("page#poissa", False, "sivulla ei näy kohtaa #poissa"),
    ("zipped#osa", True, ""),
    ("zipped#poissa", False, "#poissa"),
    ("latin#pää", True, ""),
    ("labelled-latin#pää", True, ""),
    ("badly-zipped#osa", None, ""),
    ("strangely-zipped#osa", None, ""),
    ("bomb#x", True, ""),
    ("bomb#poissa", None, ""),
    ("short#alku", True, ""),
    ("short#poissa", None, ""),
    ("long#alku", True, ""),
    ("long#poissa", False, "#poissa"),
    ("endless#poissa", None, ""),
    ("slow-body#alku", True, ""),
    ("slow-body#poissa", None, ""),
    ("pdf#sivu=3", None, ""),
    ("soft#osa", False, "avautuu, mutta sivun otsikko on ”Sivua ei löydy – Esimerkki”"),
]


@pytest.mark.parametrize(("path", "known", "words"), ANCHORS)
def test_places_of_pages(server: Server, path: str, known: bool | None, words: str) -> None:
    answer, found = ask(url(server, path), impatient() if path.startswith("slow") else polite())
    assert list(answer.anchors.values()) == [known]
    assert [words in f.message and f.level is Level.NOTICE for f in found] == ([True] if words else [])
    assert {method for method, *_ in server.seen.of(f"/{path.partition('#')[0]}")} == {"G"}


def test_little_of_a_large_page_is_read(server: Server) -> None:
    answer, _ = ask(url(server, "endless#poissa"), polite(max_bytes=100_000))
    assert (answer.status, answer.anchors) == (200, {"poissa": None})


def test_a_server_is_asked_to_wait_as_long_as_it_says(server: Server) -> None:
    waits: list[float] = []
    ask(url(server, "busy-once"), replace(polite(), sleep=waits.append))
    assert waits == [7.0]
    ask(url(server, "500"), replace(polite(), sleep=waits.append))
    # HEAD, then GET after a pause, then the two new tries, each wait longer than the one before.
    assert waits[1:] == [1.0, 2.0, 10.0]


def test_another_host_is_met_on_a_redirect(server: Server) -> None:
    _, found = ask(url(server, "to/301/kaksi.test/uusi"))
    assert f"vaihda tilalle ”{url(server, 'uusi', 'kaksi.test')}”." in found[0].message
    assert ask(url(server, "to/302/kaksi.test/uusi"))[1] == []
    _, found = ask(url(server, "to/302/kaksi.test/"))
    assert f"etusivulle ”{url(server, '', 'kaksi.test')}”" in found[0].message
    _, found = ask(url(server, "to/302/poissa.test/sivu"))
    assert "vie palvelimelle ”poissa.test”, joka ei ole olemassa" in found[0].message
    assert found[0].level is Level.ERROR


def test_names_that_lead_nowhere() -> None:
    _, found = ask("https://poissa.test/a")
    assert [(f.check, str(f.level)) for f in found] == [("outside-gone", "virhe")]
    assert found[0].message == (
        "Palvelin ”poissa.test” ei ole olemassa; tarkista osoitteen kirjoitusasu tai poista linkki."
    )
    _, found = ask("https://hetken.test/a")
    assert [(f.check, str(f.level)) for f in found] == [("outside-unsure", "huomio")]


def test_a_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    _, found = ask(f"http://yksi.test:{port}/")
    assert "Palvelin ”yksi.test” ei vastaa" in found[0].message


def tls(authority: trustme.CA, *names: str, **more: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **more).configure_cert(context)
    return context


def believing(authority: trustme.CA) -> Manners:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return replace(polite(), trust=context)


def test_encrypted_connections(tmp_path: Path) -> None:
    authority = trustme.CA()
    old = {"not_before": datetime(2019, 1, 1, tzinfo=UTC), "not_after": datetime(2020, 1, 1, tzinfo=UTC)}
    itself = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    both = tmp_path / "itse.pem"
    both.write_bytes(authority.cert_pem.bytes() + authority.private_key_pem.bytes())
    itself.load_cert_chain(both)
    cases = [
        (tls(authority, "yksi.test"), believing(authority), None, ""),
        (tls(authority, "yksi.test", **old), believing(authority), "virhe", "se on vanhentunut"),
        (tls(authority, "kaksi.test"), believing(authority), "virhe", "se on toisen palvelimen nimellä"),
        (itself, polite(), "virhe", "se on itse allekirjoitettu"),
        (tls(trustme.CA(), "yksi.test"), polite(), "huomio", "ei todistanut aitouttaan tarkistukselle"),
    ]
    for context, manners, level, words in cases:
        with serving(context) as server:
            _, found = ask(url(server, "ok", scheme="https"), manners)
            assert [(f.check, str(f.level)) for f in found] == ([("outside-unsafe", level)] if level else [])
            assert words in "".join(f.message for f in found)
            # Nothing is asked of a server whose name is not proven.
            assert len(server.seen.requests) == (0 if level else 1)


def test_what_is_not_tls_at_all(server: Server) -> None:
    _, found = ask(url(server, "ok", scheme="https"))
    assert [(f.check, str(f.level)) for f in found] == [("outside-unsafe", "huomio")]


INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1",
]  # fmt: skip


@pytest.mark.parametrize("number", INSIDE)
def test_inner_numbers_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["193.166.3.2", "2001:67c:2564::1", "64:ff9b::c1a6:302"])
def test_public_numbers_are(number: str) -> None:
    assert is_public(number)


def test_nothing_is_asked_inside_our_own_network(server: Server) -> None:
    port = server.server_port
    strict = replace(polite(), may_ask=is_public, resolve=lambda host, port: ["127.0.0.1"])
    for host in ("127.0.0.1", "localhost", "[::1]", "tulostin.local"):
        _, found = ask(f"http://{host}:{port}/salaisuus", strict)
        assert [(f.check, str(f.level)) for f in found] == [("outside-unsafe", "virhe")], host
    # The organisation's own public name may be an inner one seen from inside: that is no editor's fault.
    _, found = ask(f"http://yksi.test:{port}/salaisuus", strict)
    assert [(f.check, str(f.level)) for f in found] == [("outside-unsure", "huomio")]
    assert server.seen.requests == []


def test_a_redirect_does_not_lead_inside_either(server: Server) -> None:
    def anywhere(host: str, port: int) -> Sequence[str]:
        return to_local(host, port) if host in HOSTS else [host]

    _, found = ask(url(server, "to/302/10.1.2.3/salaisuus"), replace(polite(), resolve=anywhere))
    assert [(f.check, str(f.level)) for f in found] == [("outside-unsafe", "virhe")]
    assert "vie palvelimelle ”10.1.2.3”, joka on sisäverkossa" in found[0].message


MALFORMED = ["http://[::1", "https://esi merkki.fi/", "https://a..b/", "https://x:99999/", "https://nimi:sala@x.fi/", "https://" + "a" * 70 + ".fi"]  # fmt: skip


@pytest.mark.parametrize("address", MALFORMED)
def test_malformed_addresses(address: str) -> None:
    _, found = ask(address)
    assert [(f.check, str(f.level)) for f in found] == [("outside-gone", "virhe")]
    assert "ei ole kelvollinen verkko-osoite" in found[0].message


def test_addresses_are_asked_in_ascii() -> None:
    known = parts_of("HTTPS://Älä.fi/Pää sivu?q=ä#osa")
    assert known is not None
    assert known.url == "https://xn--l-zfab.fi/P%C3%A4%C3%A4%20sivu?q=%C3%A4"
    assert [anchor_of(f"https://x.fi/{end}") for end in ("#a%C3%A4", "#", "#/reitti", "#!x", "#:~:text=a", "#top")] == [
        "aä", "", "", "", "", "",
    ]  # fmt: skip


def test_addresses_of_a_text() -> None:
    text = (
        "[a](https://a.fi/x_(y)) ja <https://b.fi/>, https://c.fi/sivu. (https://d.fi/q)\n"
        '<a href="https://e.fi/?a=1&amp;b=2">e</a> **https://f.fi/**\n'
        "[oma](oma.md) [posti](mailto:x@y.fi) ![kuva](https://kuva.fi/k.png) [g](//g.fi/)\n"
        "[h]: https://h.fi/h"
    )
    assert sorted(addresses(text, 5)) == [
        (5, "https://a.fi/x_(y)"),
        (5, "https://b.fi/"),
        (5, "https://c.fi/sivu"),
        (5, "https://d.fi/q"),
        (6, "https://e.fi/?a=1&b=2"),
        (6, "https://f.fi/"),
        (7, "//g.fi/"),
        (8, "https://h.fi/h"),
    ]


@pytest.mark.parametrize("piece", [".", ")", "(", "https://a.fi/ ", "[", "[a](https://b.fi/)", "&amp;"])
def test_hostile_texts_cost_little(piece: str) -> None:
    text = "https://x.fi/" + piece * (500_000 // len(piece))
    start = time.process_time()
    assert list(addresses(text, 1))
    assert time.process_time() - start < 2


def site_with(make_site: MakeSite, *links: str, **files: str) -> Site:
    body = "".join(f"[linkki]({link})\n\n" for link in links)
    root = make_site({PAGE: page(body), **files})
    return read_site(root, TODAY)


def own(site: Site) -> tuple[Address, ...]:
    return tuple(place for place in collect(site) if place.path == PAGE)


def test_every_place_is_collected(make_site: MakeSite) -> None:
    diagram = '```mermaid\nflowchart TD\n  a --> b\n  click a "https://kaavio.fi/"\n```\n'
    root = make_site(
        {
            PAGE: page(f"Teksti.\n[x](https://sivu.fi/)\n`https://koodi.fi/`\n<!-- https://piilo.fi/ -->\n\n{diagram}", extra='lahdeluettelo:\n  - "[Laki](https://lahde.fi/a), 3 §"\n  - "Sivu https://lahde.fi/b"\n'),
            "docs/prosessit/ohjeet/testi.sv.md": '---\notsikko: Test\nkuvaus: Test.\npaivitetty: 2026-11-01\nlahdeluettelo:\n  - "https://ruotsi.fi/"\n---\n[x](https://sivu.fi/)\n',
            "overrides/sanat.yml": "sana:\n  fi: https://sana.fi/\n  sv: a\n  en: b\n",
            "mkdocs.yml": (Path(__file__).parent / "pohja" / "mkdocs.yml").read_text(encoding="utf-8").replace("tukipakki: {}", "tukipakki:\n      palaute: https://palaute.fi/\n      poistumisosoite: https://pois.fi/"),
        }
    )  # fmt: skip
    found = {(place.path, place.line, place.url) for place in collect(read_site(root, TODAY))}
    sv = "docs/prosessit/ohjeet/testi.sv.md"
    assert {item for item in found if not item[0].startswith("data/")} == {
        (PAGE, 9, "https://lahde.fi/a"),
        (PAGE, 10, "https://lahde.fi/b"),
        (PAGE, 13, "https://sivu.fi/"),
        (PAGE, 20, "https://kaavio.fi/"),
        (sv, 6, "https://ruotsi.fi/"),
        (sv, 8, "https://sivu.fi/"),
        ("overrides/sanat.yml", 2, "https://sana.fi/"),
        ("mkdocs.yml", 5, "https://palaute.fi/"),
        ("mkdocs.yml", 6, "https://pois.fi/"),
    }


def test_the_real_site_gives_every_address_its_line(real_site: Site) -> None:
    places = collect(real_site)
    assert {place.path.split("/")[0] for place in places} == {"data", "docs", "mkdocs.yml"}
    for place in places:
        line = (Path(real_site.root) / place.path).read_text(encoding="utf-8").split("\n")[place.line - 1]
        assert place.url in line, place
    statutes = {s.finlex.fi for s in real_site.data.statutes.values()}
    assert statutes <= {place.url for place in places}


def test_one_finding_an_address_with_its_other_places(server: Server, make_site: MakeSite) -> None:
    gone = url(server, "404")
    root = make_site(
        {PAGE: page(f"[a]({gone})\n\n[b]({gone}#osa)\n"), "docs/tietoa.md": page(f"[c]({gone})\n")}
    )
    places = [place for place in collect(read_site(root, TODAY)) if place.url.startswith(gone)]
    found = check_outside(read_site(root, TODAY), places, polite(), lambda _: None).findings
    assert [(f.path, f.line) for f in found] == [(PAGE, 9)]
    assert found[0].message.endswith(f"Sama myös: {PAGE}:11; docs/tietoa.md:9.")
    assert server.seen.of("/404") == ["GET"]


def test_a_dead_server_is_one_finding_and_one_look_up(make_site: MakeSite, server: Server) -> None:
    asked: list[str] = []

    def counting(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return to_local(host, port)

    site = site_with(make_site, "https://poissa.test/a", "https://poissa.test/b", url(server, "ok"))
    found = check_outside(site, own(site), replace(polite(), resolve=counting), lambda _: None).findings
    assert len(found) == 1
    assert found[0].message.endswith(f"Sama myös: {PAGE}:11.")
    assert asked.count("poissa.test") == 1


def test_a_busy_server_is_left_alone(make_site: MakeSite, server: Server) -> None:
    site = site_with(make_site, url(server, "busy"), url(server, "ok"), url(server, "page"))
    found = check_outside(site, own(site), polite(), lambda _: None).findings
    assert [f.check for f in found] == ["outside-unsure"]
    assert {path for _, _, path in server.seen.requests} == {"/busy"}


def test_one_question_at_a_time_to_a_server(make_site: MakeSite, server: Server) -> None:
    """Redirects to other servers wait for their turn as well."""
    links = [url(server, f"counted/{number}", host) for number in range(6) for host in HOSTS]
    links += [url(server, f"to/302/{other}/counted/{host}", host) for host in HOSTS for other in HOSTS]
    site = site_with(make_site, *links)
    pauses: list[float] = []
    assert (
        check_outside(site, own(site), replace(polite(), sleep=pauses.append), lambda _: None).findings == ()
    )
    assert dict(server.seen.most) == dict.fromkeys(HOSTS, 1)
    # A pause before every question but the first of each server.
    assert pauses == [1.0] * (len(server.seen.requests) - len(HOSTS))
    assert len(server.seen.requests) == 18 + 2 * 9
    assert server.seen.agents == {"Tukipakki-linkkitarkistus"}


def test_we_say_who_we_are(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUKIPAKKI_OSOITE", "https://tukipakki.example/")
    manners = manners_of(site_with(make_site))
    assert manners.agent == "Tukipakki-linkkitarkistus (+https://tukipakki.example/)"
    assert manners.may_ask is is_public


def run(site: Site, day: date = TODAY, *, afresh: bool = False) -> list[Finding]:
    result = check_outside(replace(site, today=day), own(site), polite(), lambda _: None, afresh=afresh)
    assert result.unasked == 0
    return list(result.findings)


def test_what_is_remembered_is_not_asked(make_site: MakeSite, server: Server) -> None:
    site = site_with(make_site, url(server, "ok"), url(server, "404"), url(server, "500"))
    first = run(site)
    asked = len(server.seen.requests)
    assert len(first) == 2
    # The same day only what may be over by now is asked again; what is said is the same.
    assert run(site) == first
    assert {path for _, _, path in server.seen.requests[asked:]} == {"/500"}
    server.seen.requests.clear()
    assert run(site, TODAY + timedelta(days=1)) == first
    assert {path for _, _, path in server.seen.requests} == {"/404", "/500"}
    server.seen.requests.clear()
    run(site, TODAY + timedelta(days=6))
    assert "/ok" not in {path for _, _, path in server.seen.requests}
    run(site, TODAY + timedelta(days=7))
    assert "/ok" in {path for _, _, path in server.seen.requests}
    server.seen.requests.clear()
    run(site, TODAY + timedelta(days=7), afresh=True)
    assert {path for _, _, path in server.seen.requests} == {"/ok", "/404", "/500"}


def test_a_new_anchor_is_asked_although_the_page_is_remembered(make_site: MakeSite, server: Server) -> None:
    run(site_with(make_site, url(server, "page")))
    site = site_with(make_site, url(server, "page"), url(server, "page#eka"))
    assert run(site) == []
    assert run(site) == []
    assert server.seen.of("/page") == ["HEAD", "GET"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"https://x/": {"day": "eilen"}}', "\x00"])
def test_a_broken_memory_is_no_memory(make_site: MakeSite, server: Server, text: str) -> None:
    site = site_with(make_site, url(server, "ok"))
    file = Path(site.root) / FILE
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert run(site) == []
    assert list(json.loads(file.read_text(encoding="utf-8"))) == [url(server, "ok")]


def test_the_future_is_not_remembered(make_site: MakeSite, server: Server) -> None:
    site = site_with(make_site, url(server, "ok"))
    run(site, TODAY + timedelta(days=3))
    run(site)
    assert server.seen.of("/ok") == ["HEAD", "HEAD"]


def test_without_a_network_nothing_is_blamed_or_remembered(make_site: MakeSite) -> None:
    site = site_with(make_site, "https://poissa.test/", "https://muualla.test/")
    with pytest.raises(CannotAsk, match="tarkista verkkoyhteys"):
        run(site)
    assert json.loads((Path(site.root) / FILE).read_text(encoding="utf-8")) == {}


def test_a_server_that_answered_before_tells_whether_there_is_a_network(
    make_site: MakeSite, server: Server
) -> None:
    run(site_with(make_site, url(server, "ok")))
    site = site_with(make_site, url(server, "ok"), "https://poissa.test/", "https://muualla.test/")
    assert len(run(site)) == 2
    site = site_with(make_site, url(server, "ok"), "https://kolmas.test/", "https://neljas.test/")

    def nowhere(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "ei")

    with pytest.raises(CannotAsk):
        check_outside(site, own(site), replace(polite(), resolve=nowhere), lambda _: None)


def test_an_interrupt_keeps_what_was_answered(make_site: MakeSite, server: Server) -> None:
    site = site_with(make_site, *(url(server, f"ok/{number}") for number in range(25)))
    said: list[str] = []

    def tired(text: str) -> None:
        said.append(text)
        if len(said) == 3:
            raise KeyboardInterrupt

    with pytest.raises(CannotAsk, match=r"^Keskeytetty: 20/25 osoitetta kysyttiin"):
        check_outside(site, own(site), polite(), tired)
    assert said == ["Ulkoisia osoitteita 25, muistissa 0, kysytään 25", "Kysytty 10/25", "Kysytty 20/25"]
    assert len(json.loads((Path(site.root) / FILE).read_text(encoding="utf-8"))) == 20


def test_time_ends(make_site: MakeSite, server: Server) -> None:
    site = site_with(make_site, url(server, "silent"), url(server, "ok", "kaksi.test"))
    manners = replace(polite(), total=1.0)
    result = check_outside(site, own(site), manners, lambda _: None)
    assert (result.findings, result.unasked) == ((), 1)


def test_a_fault_of_ours_is_seen(make_site: MakeSite) -> None:
    def crash(host: str, port: int) -> Sequence[str]:
        raise ZeroDivisionError

    site = site_with(make_site, "https://yksi.test/")
    with pytest.raises(ZeroDivisionError):
        check_outside(site, own(site), replace(polite(), resolve=crash), lambda _: None)


def test_a_draft_never_blocks(make_site: MakeSite, server: Server) -> None:
    gone = url(server, "404")
    site = read_site(make_site({PAGE: page(f"[a]({gone})\n", extra="julkaise: false\n")}), TODAY)
    assert [str(f.level) for f in run(site)] == ["huomio"]
    site = read_site(make_site({"docs/tietoa.md": page(f"[a]({gone})\n")}), TODAY)
    places = [place for place in collect(site) if place.url == gone]
    (found,) = check_outside(site, places, polite(), lambda _: None).findings
    assert (found.path, str(found.level)) == ("docs/tietoa.md", "virhe")


def command(capsys: pytest.CaptureFixture[str], root: str, *more: str) -> tuple[int, str, str]:
    code = main(["check", "--ulkoiset", "--juuri", root, "--today", str(TODAY), *more])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command(make_site: MakeSite, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command line nothing of this machine is asked, and every format tells it."""
    site = site_with(make_site, f"http://127.0.0.1:{server.server_port}/")
    code, out, err = command(capsys, site.root, PAGE)
    assert code == 1
    assert out.startswith(f"{PAGE}:9: Palvelin ”127.0.0.1” on sisäverkossa")
    assert err.startswith("Ulkoisia osoitteita 1, muistissa 0, kysytään 1")
    assert "muistissa 1, kysytään 0" in command(capsys, site.root, PAGE)[2]
    assert "muistissa 0, kysytään 1" in command(capsys, site.root, PAGE, "--uudelleen")[2]
    assert json.loads(command(capsys, site.root, PAGE, "--format", "json")[1])[0]["check"] == "outside-unsafe"
    assert f"::error file={PAGE},line=9," in command(capsys, site.root, PAGE, "--format", "github")[1]
    sarif = json.loads(command(capsys, site.root, PAGE, "--format", "sarif")[1])["runs"][0]
    assert sarif["tool"]["driver"]["rules"][0]["fullDescription"]["text"] == MANUAL["outside-unsafe"]
    assert server.seen.requests == []


def test_a_plain_check_asks_nobody(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(make_site, "http://127.0.0.1:9/")
    main(["check", "--juuri", site.root, "--today", str(TODAY)])
    assert "outside-" not in capsys.readouterr().out
    assert not (Path(site.root) / FILE).exists()


def test_misuse_of_the_command(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(make_site)
    with pytest.raises(SystemExit) as stop:
        command(capsys, site.root, "--sivusto", site.root)
    assert stop.value.code == 2
    assert "ei sovi yhteen valitsimen" in capsys.readouterr().err
    assert main(["check", "--juuri", site.root, "--uudelleen"]) == 2
    assert "--ulkoiset" in capsys.readouterr().err
    assert command(capsys, site.root, "docs/poissa.md")[0] == 2
