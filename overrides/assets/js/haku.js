// Search page: index and library are fetched when the first question comes, and not before.
"use strict";

(() => {
  const box = document.querySelector("[data-tp-search]");
  const form = document.querySelector("form.tp-search");
  if (!box || !form) return;
  const field = form.elements.q;
  const status = box.querySelector(".tp-results__status");
  const chips = box.querySelector(".tp-chips");
  const list = box.querySelector(".tp-hits");
  const words = JSON.parse(box.dataset.words);
  const SHOWN = 30;
  const EXTRACT = 220;
  let engine = null;
  let loading = null;
  let asked = 0;

  const say = (key, values = {}) => {
    status.textContent = words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  };

  const script = (src) => new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });

  const load = async () => {
    const [response] = await Promise.all([fetch(box.dataset.index), script(box.dataset.lib)]);
    if (!response.ok) throw new Error(String(response.status));
    const documents = await response.json();
    const known = new Set(documents.flatMap((d) => split(`${d.title} ${d.heading ?? ""} ${d.text}`)).map(fold));
    const index = new MiniSearch({
      fields: ["title", "heading", "text"],
      storeFields: ["url", "title", "heading", "type", "text"],
      tokenize: split,
      processTerm: (term) => parts(fold(term), known),
      searchOptions: { boost: { title: 4, heading: 2 }, processTerm: fold },
    });
    index.addAll(documents);
    return index;
  };

  const split = (text) => text.match(/[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)*|§/gu) ?? [];
  const fold = (term) => term.toLowerCase();

  // A compound is found by its last part too: lastensuojeluilmoitus by ilmoitus.
  const parts = (term, known) => {
    const found = [term];
    for (let cut = 4; cut <= term.length - 5; cut += 1) {
      const tail = term.slice(cut);
      if (known.has(tail)) { found.push(tail); break; }
    }
    return found;
  };

  // Words bend at their end: ilmoituksen asks for ilmoitu… as well.
  const bent = (term) => (term.length > 6 ? term.slice(0, Math.max(5, term.length - 3)) : term);
  const question = (terms, together) => ({
    combineWith: together,
    queries: terms.map((term) => ({
      combineWith: "OR",
      queries: [
        { queries: [term], prefix: term.length > 2, boost: 1 },
        { queries: [bent(term)], prefix: true, fuzzy: term.length > 4 ? 0.15 : false, weights: { fuzzy: 0.2, prefix: 0.3 } },
      ],
    })),
  });

  const find = (q) => {
    const terms = split(q).map(fold);
    if (!terms.length) return [];
    let hits = engine.search(question(terms, "AND"));
    if (!hits.length) hits = engine.search(question(terms, "OR"));
    const best = new Map();
    for (const hit of hits) {
      const page = hit.url.split("#")[0];
      if (!best.has(page)) best.set(page, hit);
    }
    return [...best.values()];
  };

  // Text with the found words marked; built of nodes, never of markup.
  const marked = (text, terms) => {
    const fragment = document.createDocumentFragment();
    if (!terms.length) { fragment.append(text); return fragment; }
    const pattern = new RegExp(terms.map((t) => t.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).sort((a, b) => b.length - a.length).join("|"), "giu");
    let position = 0;
    for (const match of text.matchAll(pattern)) {
      const mark = document.createElement("mark");
      mark.textContent = match[0];
      fragment.append(text.slice(position, match.index), mark);
      position = match.index + match[0].length;
    }
    fragment.append(text.slice(position));
    return fragment;
  };

  const extract = (text, terms) => {
    const lower = text.toLowerCase();
    const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
    const first = places.length ? Math.min(...places) : 0;
    let start = first > 80 ? text.indexOf(" ", first - 80) + 1 : 0;
    let end = Math.min(text.length, start + EXTRACT);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  };

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const row = (hit) => {
    const terms = Object.keys(hit.match);
    const link = element("a", "", marked(hit.title, terms));
    link.href = box.dataset.root + hit.url;
    const about = [hit.type, hit.heading].filter(Boolean).join(" · ");
    return element("li", "",
      element("p", "tp-hits__kind", about), link,
      element("p", "tp-hits__text", marked(extract(hit.text, terms), terms)));
  };

  const show = (hits) => list.replaceChildren(...hits.slice(0, SHOWN).map(row));

  const chip = (label, count, checked, hits) => {
    const input = element("input", "");
    input.type = "radio";
    input.name = "tyyppi";
    input.checked = checked;
    input.addEventListener("change", () => show(hits));
    return element("label", "", input, element("span", "", `${label} ${count}`));
  };

  const narrow = (hits) => {
    const groups = new Map();
    for (const hit of hits) groups.set(hit.type, [...(groups.get(hit.type) ?? []), hit]);
    chips.querySelectorAll("label").forEach((label) => label.remove());
    chips.hidden = groups.size < 2;
    if (chips.hidden) return;
    chips.append(chip(words.all, hits.length, true, hits));
    for (const [label, group] of groups) chips.append(chip(label, group.length, false, group));
  };

  const ask = async (q) => {
    const mine = asked += 1;
    if (!q) { status.textContent = ""; narrow([]); show([]); return; }
    // From now on the answer has a window's height to itself, so that what follows does not jump when it comes.
    box.classList.add("is-asked");
    if (location.protocol === "file:") { say("file"); return; }
    if (!engine) say("loading");
    try {
      engine ??= await (loading ??= load());
    } catch {
      loading = null;
      say("failed");
      return;
    }
    if (mine !== asked) return;
    const hits = find(q);
    narrow(hits);
    show(hits);
    say(hits.length ? (hits.length === 1 ? "one" : "many") : "none", { n: hits.length, q });
  };

  let timer = 0;
  const now = () => {
    clearTimeout(timer);
    const q = field.value.trim();
    const address = new URL(location.href);
    if (q) address.searchParams.set("q", q);
    else address.searchParams.delete("q");
    if (location.protocol !== "file:") history.replaceState(null, "", address);
    ask(q);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); now(); });
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(now, 350); });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) now();
})();
