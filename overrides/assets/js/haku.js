// The search page: ranking and index are fetched when the first question comes, and not before.
"use strict";

(() => {
  const box = document.querySelector("[data-tp-search]");
  const form = document.querySelector("form.tp-search");
  if (!box || !form) return;
  const field = form.elements.q;
  const status = box.querySelector(".tp-results__status");
  const filters = [...box.querySelectorAll(".tp-chips")];
  const list = box.querySelector(".tp-hits");
  const tips = box.querySelector(".tp-tips");
  const words = JSON.parse(box.dataset.words);
  const SHOWN = 30;
  const EXTRACT = 220;
  const chosen = { kind: "", reader: "" };
  let index = null;
  let loading = null;
  let asked = 0;
  let found = { hits: [], terms: new Set() };

  const say = (key, values = {}) => {
    status.textContent = words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  };

  const json = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };

  const load = async () => {
    const [{ Index }, core] = await Promise.all([import(new URL(box.dataset.ranking, document.baseURI)), json(box.dataset.index)]);
    const beside = (name) => json(`${box.dataset.index.replace(/[^/]*$/, "")}${name}?v=${core.version}`);
    const made = new Index(core, beside);
    made.text = (page) => (core.pages[page].text ??= beside(`${box.dataset.lang}/${page}.json`));
    return made;
  };

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  // Text with the found words marked; built of nodes, never of markup.
  const marked = (text, start = 0, end = text.length) => {
    const fragment = document.createDocumentFragment();
    let position = start;
    for (const [from, to] of index.marks(text, found.terms)) {
      if (from < position || to > end) continue;
      fragment.append(text.slice(position, from), element("mark", "", text.slice(from, to)));
      position = to;
    }
    fragment.append(text.slice(position, end));
    return fragment;
  };

  // The stretch of a text that holds most of the words asked for.
  const extract = (text) => {
    const places = index.marks(text, found.terms).map(([from]) => from);
    const most = (from) => places.filter((place) => place >= from && place < from + EXTRACT - 40).length;
    const first = places.reduce((best, place) => (most(place) > most(best) ? place : best), places[0] ?? 0);
    const start = first > 60 ? text.indexOf(" ", first - 60) + 1 : 0;
    let end = Math.min(text.length, start + EXTRACT);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    const shown = marked(text, start, end);
    if (start) shown.prepend("… ");
    if (end < text.length) shown.append(" …");
    return shown;
  };

  const row = ({ page, section }) => {
    const [url, title, kind] = index.core.pages[page];
    const [, anchor, heading] = section === null ? [page, "", ""] : index.core.sections[section];
    const link = element("a", "", marked(title));
    link.href = box.dataset.root + url + (anchor ? `#${anchor}` : "");
    const text = element("p", "tp-hits__text");
    fill(text, page, section);
    return element("li", "", element("p", "tp-hits__kind", [index.core.kinds[kind], heading].filter(Boolean).join(" · ")), link, text);
  };

  // The words of a result come after it: a result without them is a result all the same.
  const fill = async (place, page, section) => {
    try {
      const texts = await index.text(page);
      const first = index.core.sections.findIndex(([owner]) => owner === page);
      place.append(extract(texts[section === null ? 0 : section - first] || texts[0]));
    } catch {
      place.remove();
    }
  };

  const fits = ({ page }) => {
    const [, , kind, readers] = index.core.pages[page];
    return (!chosen.kind || index.core.kinds[kind] === chosen.kind) && (!chosen.reader || readers.includes(chosen.reader));
  };

  const show = () => list.replaceChildren(...found.hits.filter(fits).slice(0, SHOWN).map(row));

  const chip = (group, value, label, count) => {
    const input = element("input", "");
    input.type = "radio";
    input.name = `rajaus-${group}`;
    input.checked = chosen[group] === value;
    input.addEventListener("change", () => { chosen[group] = value; show(); told(); });
    return element("label", "", input, element("span", "", `${label} ${count}`));
  };

  const counted = (names) => names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map());

  const narrow = () => {
    const pages = found.hits.map(({ page }) => index.core.pages[page]);
    const groups = {
      kind: counted(pages.map(([, , kind]) => index.core.kinds[kind])),
      reader: counted(pages.flatMap(([, , , readers]) => readers)),
    };
    for (const filter of filters) {
      const group = filter.dataset.group;
      const names = groups[group];
      if (!names.has(chosen[group])) chosen[group] = "";
      filter.querySelectorAll("label").forEach((label) => label.remove());
      filter.hidden = names.size < 2;
      if (filter.hidden) continue;
      filter.append(chip(group, "", words.all, pages.length));
      const readers = JSON.parse(box.dataset.readers);
      for (const [name, count] of names) filter.append(chip(group, name, group === "reader" ? readers[name] : name, count));
    }
  };

  const told = () => {
    const count = found.hits.filter(fits).length;
    say(count ? (count === 1 ? "one" : "many") : "none", { n: count, q: field.value.trim() });
    tips.hidden = count > 0;
  };

  const empty = () => {
    found = { hits: [], terms: new Set() };
    list.replaceChildren();
    filters.forEach((filter) => { filter.hidden = true; });
    tips.hidden = true;
  };

  const ask = async (question, typing) => {
    const mine = asked += 1;
    if (!question) { empty(); status.textContent = ""; return; }
    // From now on the answer has a window's height to itself, so that what follows does not jump when it comes.
    box.classList.add("is-asked");
    if (location.protocol === "file:") { say("file"); return; }
    if (!index) say("loading");
    try {
      index ??= await (loading ??= load());
      const answer = await index.find(question, { typing });
      if (mine !== asked) return;
      found = answer;
    } catch {
      loading = null;
      empty();
      say("failed");
      return;
    }
    narrow();
    show();
    told();
  };

  let timer = 0;
  const remember = () => {
    const address = new URL(location.href);
    const question = field.value.trim();
    if (question) address.searchParams.set("q", question.slice(0, 200));
    else address.searchParams.delete("q");
    if (location.protocol !== "file:") history.replaceState(null, "", address);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); remember(); ask(field.value.trim(), false); });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(remember, 400);
    ask(field.value.trimStart(), true);
  });

  // Arrows walk from the field through the results and back; Escape returns to the field.
  document.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const stops = [field, ...links];
    const here = stops.indexOf(document.activeElement);
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    } else if (event.key === "Escape" && here > 0) {
      field.focus();
    }
  });

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) ask(field.value.trim(), false);
})();
