// Leaving at once, and reading discreetly. Stands in the head before the title, so that both work while
// the page is still coming. Nothing is stored: discreet reading lives in the address (#huomaamaton, or
// #huomaamaton:kohta when the link has a place of its own) and goes from link to link.
"use strict";

(() => {
  const { exit, title, icon } = document.currentScript.dataset;
  const site = new URL("../../", document.currentScript.src).href;
  const page = document.documentElement;
  const MARK = "huomaamaton";
  const SHIFTS = 3;
  const WITHIN = 1500;
  page.classList.add("tp-script");

  // The first title of a document counts, so ours may come before the page's own.
  const neutral = document.createElement("title");
  neutral.textContent = title;
  const picture = document.querySelector("link[rel=icon]");
  const ownPicture = picture.href;
  const disguise = (on) => {
    if (on) document.head.prepend(neutral);
    else neutral.remove();
    picture.href = on ? icon : ownPicture;
  };

  /** Cover first, then go: a slow or dead line must not keep the page in sight. */
  let gone = false;
  const leave = () => {
    gone = true;
    // The whole body at once: a third of the time that emptying or hiding it takes on a slow phone.
    document.body?.remove();
    page.className = "tp-gone";
    disguise(true);
    location.replace(exit);
  };
  const onExit = (event) => {
    if (event.button === 2 || !event.target.closest?.(".tp-exit")) return;
    event.preventDefault();
    leave();
  };
  document.addEventListener("click", onExit, true);
  document.addEventListener("auxclick", onExit, true); // the middle button would leave this page open
  addEventListener("pageshow", (event) => { if (event.persisted && gone) leave(); });

  const FIELDS = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
  let presses = [];
  document.addEventListener("keydown", (event) => {
    const alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone || event.target.closest?.(FIELDS)) presses = [];
    else if (!event.repeat) presses = [...presses.filter((time) => event.timeStamp - time < WITHIN), event.timeStamp];
    if (presses.length === SHIFTS) leave();
  }, true);
  document.addEventListener("pointerdown", () => { presses = []; }, true);

  /** "#huomaamaton:kohta" -> [true, "kohta"] */
  const read = (hash) => {
    const text = hash.replace(/^#/, "");
    if (text === MARK) return [true, ""];
    return text.startsWith(`${MARK}:`) ? [true, text.slice(MARK.length + 1)] : [false, text];
  };
  let quiet = false;
  const written = (place) => {
    if (quiet) return place ? `#${MARK}:${place}` : `#${MARK}`;
    return place ? `#${place}` : "";
  };
  const inSite = (text) => {
    const address = URL.canParse(text, document.baseURI) ? new URL(text, document.baseURI) : null;
    return address?.href.startsWith(site) ? address : null;
  };

  // Links carry the mark in their address, so that a new tab and a copied link keep it too.
  const carry = (link) => {
    const href = link.getAttribute("href");
    if (!inSite(href)) return;
    const [path, hash = ""] = href.split(/#(.*)/s);
    const wanted = path + written(read(hash)[1]);
    if (wanted !== href) link.setAttribute("href", wanted);
  };
  // The skip link stays as it is: nobody opens it in a new tab, and checkers look for its goal.
  const LINKS = "a[href]:not(.md-skip)";
  const carryAll = (within) => within.querySelectorAll(LINKS).forEach(carry);
  const remark = () => {
    history.replaceState(history.state, "", location.pathname + location.search + written(read(location.hash)[1]));
  };
  const set = (on) => {
    quiet = on;
    page.classList.toggle("tp-quiet", on);
    disguise(on);
    carryAll(document);
  };

  /** The browser itself goes to the place (scroll, focus, :target); then the mark returns to the address.
      Until the page has loaded the browser looks the place up again, so the address must still name it. */
  const settle = () => {
    if (document.readyState === "complete") remark();
    else addEventListener("load", () => setTimeout(remark), { once: true });
  };
  const jump = (place) => {
    location.replace(`#${place}`);
    settle();
  };
  const go = (address) => {
    const place = read(address.hash)[1];
    if (address.pathname === location.pathname && address.search === location.search) return jump(place);
    address.hash = written(place);
    location.replace(address);
  };
  addEventListener("click", (event) => {
    if (event.target.closest?.("[data-tp-discreet]")) {
      set(!quiet);
      remark();
      return;
    }
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const link = event.target.closest?.("a[href]");
    if (!quiet || !plain || !link || event.defaultPrevented) return;
    const address = inSite(link.getAttribute("href"));
    if (!address) return;
    event.preventDefault();
    go(address);
  });
  addEventListener("submit", (event) => {
    const address = quiet && !event.defaultPrevented && inSite(event.target.getAttribute("action") ?? "");
    if (!address) return;
    event.preventDefault();
    address.search = new URLSearchParams(new FormData(event.target));
    go(address);
  });
  addEventListener("hashchange", () => {
    if (read(location.hash)[0] === quiet) return;
    if (!quiet) set(true);
    settle();
  });

  set(read(location.hash)[0]);
  // After the deferred scripts: the contents list reads the places of its links as they were written.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".tp-exit")?.setAttribute("aria-describedby", "poistu-vihje");
    carryAll(document);
    new MutationObserver((changes) => {
      if (!quiet) return;
      changes.flatMap((change) => [...change.addedNodes]).forEach((node) => {
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.matches(LINKS)) carry(node);
        carryAll(node);
      });
    }).observe(document.body, { childList: true, subtree: true });
    const [on, place] = read(location.hash);
    // A reload and Back return to where the reader was; only a new visit goes to the place of the link.
    if (on && place && performance.getEntriesByType("navigation")[0]?.type === "navigate") jump(place);
  });
})();
