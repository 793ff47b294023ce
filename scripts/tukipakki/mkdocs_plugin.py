"""The only module that imports mkdocs: a thin adapter over render and search."""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkdocsPage

from tukipakki.leaflets.states import Leaflets
from tukipakki.model import GENERATED_IDS, ORIGINAL, Page, Site
from tukipakki.page_types import TYPES, template_of
from tukipakki.publish import extra_files
from tukipakki.read import read_site, split_name
from tukipakki.render.body import body_markdown
from tukipakki.render.hyphenation import hyphenate_page
from tukipakki.render.navigation import title_of
from tukipakki.render.view import PlacedView, RootedView, View
from tukipakki.targets import relative


class Options(Config):
    """Options of the plugin in mkdocs.yml; `settings.py` reads and checks the same ones."""

    julkaisija = Type(str, default="")
    poistumisosoite = Type(str, default="")
    palaute = Type(str, default="")
    turvallisuus = Type(str, default="")


class BuildFailed(Exception):
    """mkdocs could not build; the message is what it said."""


def build_site(site: Site, out: Path) -> None:
    """Build a site that has passed its checks into an empty folder.

    Raises:
        BuildFailed: mkdocs warned or failed.
    """
    log = _Collect()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(log)
    try:
        config = load_config(str(Path(site.root) / "mkdocs.yml"), site_dir=str(out), strict=True, site=None)
        plugin = config.plugins["tukipakki"]
        assert isinstance(plugin, TukipakkiPlugin)
        plugin.site = site
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        raise BuildFailed("\n".join(log.messages) or str(error)) from error
    finally:
        logger.removeHandler(log)


class _Collect(logging.Handler):
    """Keeps warnings and errors of mkdocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class TukipakkiPlugin(BasePlugin[Options]):
    """Gives mkdocs the Site: facts into text, links across languages, the context of templates."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self._extras: dict[str, bytes] | None = None
        self._env: jinja2.Environment | None = None
        self._told: Leaflets | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the site, unless `tukipakki build` has given it."""
        if self.site is None:
            today = date.fromisoformat(os.environ.get("TUKIPAKKI_TANAAN", date.today().isoformat()))
            self.site = read_site(Path(config.config_file_path).parent, today)
        # Our own sitemap knows the dates of the texts and is made only when the address is known.
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out unpublished pages, files that the Site does not know, and those of the host theme."""
        own = (Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir) / "assets")
        for file in list(files):
            place = Path(file.abs_src_path or "")
            if not any(place.is_relative_to(folder) for folder in own):
                files.remove(file)
            elif file.is_documentation_page():
                page = self._page(file.src_uri)
                if page is None or not page.published:
                    files.remove(file)
            elif place.is_relative_to(own[0]) and file.src_uri not in self._site().files:
                files.remove(file)
        return files

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, /, *, page: MkdocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Facts and links across languages into the text; title and template from the page type."""
        site, own = self._site(), self._page(page.file.src_uri)
        assert own is not None, page.file.src_uri
        page.meta = {
            "title": title_of(site, own),
            "description": own.front.kuvaus,
            "template": template_of(own.slug, TYPES[own.type]),
        }
        return body_markdown(own, site)

    def on_page_content(self, html: str, /, *, page: MkdocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let links point to headings that the templates make."""
        page.present_anchor_ids = (page.present_anchor_ids or set()) | GENERATED_IDS
        return html

    def on_page_context(
        self, context: Any, /, *, page: MkdocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give templates their view of the page."""
        own = self._page(page.file.src_uri)
        assert own is not None
        leaflets = self._leaflets()
        context["leaflet"] = leaflets.on_page(own)
        context["codes_url"] = relative(own.url, leaflets.list_url(own.lang)) if leaflets.kept else None
        context["tp"] = View(self._site(), own, partial(self._asset_url, config), page.content or "")
        return context

    def on_post_page(self, output: str, /, *, page: MkdocsPage, config: MkDocsConfig) -> str:
        """Let long Finnish words part in narrow places."""
        site, own = self._site(), self._page(page.file.src_uri)
        assert own is not None
        return hyphenate_page(output, site.lemmas) if own.lang == ORIGINAL else output

    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Make a name that a template misspells an error instead of an empty space."""
        env.undefined = jinja2.StrictUndefined
        self._env = env
        return env

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the 404 page a view; mkdocs has no page for it."""
        if template_name == "404.html":
            context["tp"] = RootedView(self._site(), ORIGINAL, partial(self._asset_url, config))
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add what mkdocs does not make: search indexes, sitemap, 404 pages of translations."""
        made = {**self._extra_files(config), **self._lost_pages(config), **self._edition_pages(config)}
        for path, content in made.items():
            file = Path(config.site_dir) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def _extra_files(self, config: MkDocsConfig) -> dict[str, bytes]:
        if self._extras is None:
            self._extras = dict(extra_files(self._site()))
        return self._extras

    def _lost_pages(self, config: MkDocsConfig) -> dict[str, bytes]:
        """The 404 page of each translation, for servers that can choose one."""
        assert self._env is not None, "templates are ready before the build ends"
        template, assets = self._env.get_template("404.html"), partial(self._asset_url, config)
        return {
            f"{lang}/404.html": template.render(tp=RootedView(self._site(), lang, assets)).encode()
            for lang in self._site().languages
            if lang != ORIGINAL
        }

    def _edition_pages(self, config: MkDocsConfig) -> dict[str, bytes]:
        """The answer to every code on paper, the lists of codes, and the leaflets as PDF."""
        assert self._env is not None, "templates are ready before the build ends"
        leaflets, assets = self._leaflets(), partial(self._asset_url, config)
        if not leaflets.kept:
            return {}
        answer, codes = (self._env.get_template(name) for name in ("lehtisen-tila.html", "koodit.html"))
        found = dict(leaflets.pdfs())
        for each in leaflets.answers():
            view = PlacedView(self._site(), each.lang, assets, each.url)
            up = relative(each.url, leaflets.list_url(each.lang))
            found[f"{each.url}index.html"] = answer.render(tp=view, answer=each, codes_url=up).encode()
        for lang in self._site().languages:
            url = leaflets.list_url(lang)
            view = PlacedView(self._site(), lang, assets, url)
            found[f"{url}index.html"] = codes.render(tp=view, codes=leaflets.codes(lang)).encode()
        return found

    def _leaflets(self) -> Leaflets:
        if self._told is None:
            self._told = Leaflets(self._site())
        return self._told

    def _site(self) -> Site:
        assert self.site is not None
        return self.site

    def _page(self, src_uri: str) -> Page | None:
        slug, lang = split_name(src_uri, self._site().languages)
        return self._site().page(slug, lang)

    def _asset_url(self, config: MkDocsConfig, path: str) -> str:
        """Address of an asset with a digest of its content, so that it can be cached for ever."""
        place = f"assets/{path}"
        content = self._extra_files(config).get(place)
        if content is None:
            content = (Path(self._site().root) / "overrides" / place).read_bytes()
        return f"{place}?v={hashlib.sha256(content).hexdigest()[:10]}"
