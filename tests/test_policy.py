"""One policy: every page, every shipped server configuration and every static host says the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.conftest import ROOT, TODAY
from tukipakki.model import Site
from tukipakki.policy import CACHE_ASSETS, CACHE_PAGES, HEADERS, PAGE_POLICY
from tukipakki.publish import extra_files
from tukipakki.settings import parse_settings

NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
CADDY = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
# Found in every page: what a browser fetches by itself.
REFERENCE = re.compile(r'<[^<>]*\s(?:href|src|data-index|data-lib)="([^"]*assets/[^"]*)"')


def test_the_policy_allows_nothing_but_the_own_host() -> None:
    assert PAGE_POLICY.startswith("default-src 'none'; ")
    assert {source for part in PAGE_POLICY.split("; ") for source in part.split()[1:]} == {"'none'", "'self'"}


def test_nginx_sends_the_policy() -> None:
    sent = dict(re.findall(r'^    add_header (\S+) "?(.*?)"? always;$', NGINX, re.MULTILINE))
    assert sent == {**HEADERS, "Cache-Control": "$tukipakki_cache"}
    assert len(re.findall(r"^\s*add_header", NGINX, re.MULTILINE)) == len(sent), (
        "a location's own add_header would drop the others"
    )
    assert f'default "{CACHE_PAGES}"' in NGINX
    assert NGINX.count(f'"{CACHE_ASSETS}"') == 1


def test_nginx_names_each_translation_and_compresses_alike(real_site: Site) -> None:
    for lang in real_site.languages[1:]:
        assert f"~^/{lang}/ /{lang}/404.html;" in NGINX
        assert f"rewrite @{lang} /{lang}/404.html" in CADDY
    types = re.findall(r"^    #?(gzip_types|brotli_types|charset_types) (.*);$", NGINX, re.MULTILINE)
    assert {name for name, _ in types} == {"gzip_types", "brotli_types", "charset_types"}
    assert len({frozenset(listed.split()) for _, listed in types}) == 1


def test_caddy_sends_the_policy() -> None:
    block = re.search(r"^\theader \{\n(.*?)^\t\}", CADDY, re.MULTILINE | re.DOTALL)
    assert block is not None
    assert dict(re.findall(r'^\t\t(\S+) "(.*)"$', block[1], re.MULTILINE)) == dict(HEADERS)
    site, _, errors = CADDY.partition("handle_errors {")
    assert "\timport policy\n" in site
    assert "\timport policy\n" in errors
    assert f'\theader Cache-Control "{CACHE_PAGES}"\n' in errors
    caching = dict(re.findall(r'^\theader (@\w+) Cache-Control "(.*)"$', CADDY, re.MULTILINE))
    assert caching == {"@assets": CACHE_ASSETS, "@pages": CACHE_PAGES}
    if caddy := shutil.which("caddy"):
        file = str(ROOT / "deploy/Caddyfile")
        subprocess.run(
            [caddy, "validate", "--config", file, "--adapter", "caddyfile"], check=True, capture_output=True
        )


def test_no_shipped_server_keeps_a_log_of_readers() -> None:
    servers = NGINX.split("\nserver {")[1:]
    assert len(servers) == 2
    for server in servers:
        assert "access_log off;" in server
        assert "error_log /dev/null emerg;" in server
    assert "exclude http.log.error" in CADDY
    assert not re.search(r"^\tlog\b(?! \{\n\t\texclude)", CADDY, re.MULTILINE)


def _rules(text: str) -> dict[str, dict[str, str]]:
    """`_headers` as a host reads it."""
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in filter(None, text.splitlines()):
        if line.startswith("/"):
            path = line
            rules[path] = {}
        else:
            name, _, value = line.strip().partition(": ")
            rules[path][name] = value
    return rules


def _sent(rules: dict[str, dict[str, str]], address: str) -> list[tuple[str, str]]:
    """Headers of every rule that matches an address."""
    return [
        header
        for path, headers in rules.items()
        if (address.startswith(path[:-1]) if path.endswith("*") else address == path)
        for header in headers.items()
    ]


def test_static_hosts_send_each_header_once(built: Path, real_site: Site) -> None:
    rules = _rules((built / "_headers").read_text(encoding="utf-8"))
    # The limits of Cloudflare Pages.
    assert len(rules) <= 100
    assert max(map(len, (built / "_headers").read_text(encoding="utf-8").splitlines())) <= 2000
    pages = [page.url for lang in real_site.languages for page in real_site.published(lang)]
    for address in [*pages, "sv/404.html", "assets/css/tokens.css"]:
        sent = _sent(rules, f"/{address}")
        caching = CACHE_ASSETS if address.startswith("assets/") else CACHE_PAGES
        assert dict(sent) == {**HEADERS, "Cache-Control": caching}, address
        assert max(Counter(name for name, _ in sent).values()) == 1, "some hosts would join the values"


def test_static_hosts_answer_in_the_language_of_the_address(built: Path) -> None:
    text = (built / "_redirects").read_text(encoding="utf-8")
    assert text == "/sv/* /sv/404.html 404\n/en/* /en/404.html 404\n"
    for lang in ("sv", "en"):
        page = (built / lang / "404.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}"' in page
        assert re.findall(r'<section lang="(\w+)"', page)[0] == lang


def test_settings_of_hosts_know_the_path_of_the_site(real_site: Site) -> None:
    site = replace(
        real_site, settings=real_site.settings.model_copy(update={"osoite": "https://a.fi/pakki/"})
    )
    files = dict(extra_files(site))
    assert "/pakki/sv/*" in _rules(files["_headers"].decode())
    assert files["_redirects"].decode().startswith("/pakki/sv/* /pakki/sv/404.html 404\n")


def test_an_asset_that_is_kept_for_good_has_a_digest_in_its_address(built: Path) -> None:
    found = {
        reference
        for page in built.rglob("*.html")
        for reference in REFERENCE.findall(page.read_text("utf-8"))
    }
    assert len(found) > 20
    assert [reference for reference in found if not re.search(r"\?v=[0-9a-f]{10}$", reference)] == []


def test_security_txt_only_with_a_contact(real_site: Site) -> None:
    path = ".well-known/security.txt"
    assert path not in dict(extra_files(real_site))
    settings = {"turvallisuus": "mailto:turva@esimerkki.fi", "osoite": "https://esimerkki.fi/"}
    site = replace(real_site, settings=real_site.settings.model_copy(update=settings))
    assert dict(extra_files(site))[path].decode() == (
        "Contact: mailto:turva@esimerkki.fi\n"
        f"Expires: {TODAY + timedelta(days=364)}T00:00:00Z\n"
        "Preferred-Languages: fi, sv, en\n"
        "Canonical: https://esimerkki.fi/.well-known/security.txt\n"
    )


@pytest.mark.parametrize("wrong", ["turva@esimerkki.fi", "http://esimerkki.fi/", "mailto:", "mailto:a b"])
def test_a_contact_is_an_address_that_can_be_opened(wrong: str) -> None:
    text = f"plugins:\n  - tukipakki:\n      turvallisuus: '{wrong}'\n"
    with pytest.raises(ValidationError, match="turvallisuus"):
        parse_settings(text, "")
