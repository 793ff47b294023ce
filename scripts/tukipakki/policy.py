"""What a browser may do on the site and may keep of it: one policy for pages, servers and static hosts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

# Everything is forbidden but files of the own host. No `upgrade-insecure-requests`: no address on a page
# begins with http, and it would break a preview over http on any machine but one's own.
_CSP = MappingProxyType(
    {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        # The search fetches its index.
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
)
# Browsers take this one from a header only and complain of it in a page.
_HEADER_ONLY = frozenset({"frame-ancestors"})
# What a page of text never asks for.
_DENIED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


def _csp(names: Iterable[str]) -> str:
    return "; ".join(f"{name} {_CSP[name]}" for name in names)


# For <meta http-equiv="Content-Security-Policy">: it holds on every host, also on one that sends no headers.
PAGE_POLICY = _csp(name for name in _CSP if name not in _HEADER_ONLY)

# Sent with every answer.
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": _csp(_CSP),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        # For browsers that do not know frame-ancestors.
        "X-Frame-Options": "DENY",
        # Otherwise a browser may ask for the addresses of outside links before anyone follows them.
        "X-DNS-Prefetch-Control": "off",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED),
        # A browser then remembers the host's name for a year. Without it, anyone on the same network could
        # lead the first request to http and read which page was asked for: the greater harm of the two.
        # Subdomains are the host owner's to decide.
        "Strict-Transport-Security": "max-age=31536000",
    }
)

# A page in the browser's cache tells what was read to whoever looks there next.
CACHE_PAGES = "no-store"
# An asset tells only that the site was visited, and its address carries a digest of its content.
CACHE_ASSETS = "public, max-age=31536000, immutable"


def headers_file(base: str, folders: Iterable[str]) -> str:
    """`_headers` as Netlify and Cloudflare Pages read it.

    Cloudflare joins the values of a header that two matching rules set, so no two rules share a header:
    the folders of pages are listed one by one.

    Args:
        base: path of the site on its server, with slashes at both ends.
        folders: first parts of the pages' addresses.
    """
    rules = [(f"{base}*", HEADERS), (f"{base}assets/*", {"Cache-Control": CACHE_ASSETS})]
    pages = [base, *(f"{base}{folder}/*" for folder in sorted(folders))]
    rules += [(path, {"Cache-Control": CACHE_PAGES}) for path in pages]
    return "\n".join(
        "\n".join([path, *(f"  {name}: {value}" for name, value in headers.items())]) + "\n"
        for path, headers in rules
    )


def redirects_file(base: str, translations: Iterable[str]) -> str:
    """`_redirects` as Netlify reads it: a wrong address is answered in the language it was asked in."""
    return "".join(f"{base}{lang}/* {base}{lang}/404.html 404\n" for lang in translations)
