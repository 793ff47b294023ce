// The search of a page: its own page, or the window over others. Ranking and index are fetched
// when the field is first used, and not before.
"use strict";

(() => {
  const box = document.querySelector("[data-tp-search]");
  if (!box) return;
  const form = box.querySelector("form");
  const field = form.elements.q;
  const status = box.querySelector("[role=status]");
  const tips = box.querySelector(".tp-tips");
  const spelling = tips.querySelector("[data-tp-spelling]");
  const narrow = box.querySelector(".tp-narrow");
  const list = box.querySelector(".tp-hits");
  const dialog = box.closest("dialog");
  const share = dialog?.querySelector("[data-tp-share]");
  const words = JSON.parse(box.dataset.words);
  const SHOWN = 10;
  const EXTRACT = 220;
  const LONGEST = 200;
  const chosen = { kind: "", reader: "" };
  const nothing = { hits: [], terms: new Set() };
  let index = null;
  let loading = null;
  let asked = 0;
  let found = nothing;
  let whole = false;

  const told = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const question = () => field.value.trim().slice(0, LONGEST);

  const json = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };

  let failures = 0;
  const load = async () => {
    const ranking = new URL(box.dataset.ranking, document.baseURI);
    // A browser remembers a module that did not come, and does not ask for it again by the same address.
    if (failures) ranking.searchParams.set("yritys", failures);
    const [{ Index }, core] = await Promise.all([import(ranking), json(box.dataset.index)]);
    const beside = (name) => json(`${box.dataset.index.replace(/[^/]*$/, "")}${name}?v=${core.version}`);
    const made = new Index(core, beside);
    made.texts = new Map();
    made.text = (page) => made.texts.get(page) ?? made.texts.set(page, beside(`${box.dataset.lang}/${page}.json`)).get(page);
    return made;
  };
  const ready = async () => {
    try {
      index ??= await (loading ??= load());
    } catch (error) {
      failures += 1;
      throw error;
    } finally {
      loading = null;
    }
    return index;
  };

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const more = element("button", "tp-btn tp-more");
  more.type = "button";
  more.hidden = true;
  list.after(more);

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
    const [url, title, kind, readers] = index.core.pages[page];
    const link = element("a", "", marked(title));
    link.href = box.dataset.root + url;
    const about = [index.core.kinds[kind], listed(readers)].filter(Boolean).join(" · ");
    const item = element("li", "", element("p", "tp-hits__kind", about), link);
    fill(item, page, section);
    return item;
  };

  const listed = (readers) => readers.map((name) => words.readers[name]).map((text, at) => (at ? text[0].toLocaleLowerCase() + text.slice(1) : text)).join(", ");

  // The place on the page and its words come after the result: it is a result without them all the same.
  const fill = async (item, page, section) => {
    const text = element("p", "tp-hits__text");
    item.append(text);
    try {
      const sections = await index.text(page);
      const [anchor, heading, words] = sections[section ?? 0];
      if (anchor) item.querySelector("a").href += `#${anchor}`;
      if (heading) text.before(element("p", "tp-hits__place", marked(heading)));
      text.append(extract(words || sections[0][2]));
    } catch {
      index.texts.delete(page);
      text.remove();
    }
  };

  const kindOf = ({ page }) => index.core.kinds[index.core.pages[page][2]];
  const readersOf = ({ page }) => index.core.pages[page][3];
  const fits = (hit) => (!chosen.kind || kindOf(hit) === chosen.kind) && (!chosen.reader || readersOf(hit).includes(chosen.reader));

  const show = () => {
    const hits = found.hits.filter(fits);
    list.replaceChildren(...hits.slice(0, whole ? hits.length : SHOWN).map(row));
    more.hidden = whole || hits.length <= SHOWN;
    more.textContent = told("more", { n: hits.length });
    status.textContent = told(hits.length === 0 ? "none" : hits.length === 1 ? "one" : "many", { n: hits.length, q: question() });
    tips.hidden = hits.length > 0;
    spelling.hidden = false;
  };

  const chip = (group, value, label) => {
    const input = element("input", "");
    input.type = "radio";
    input.name = `rajaus-${group}`;
    input.checked = chosen[group] === value;
    input.addEventListener("change", () => { chosen[group] = value; whole = false; show(); });
    return element("label", "", input, element("span", "", label));
  };

  const counted = (names) => names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map());

  const offer = () => {
    const groups = { kind: counted(found.hits.map(kindOf)), reader: counted(found.hits.flatMap(readersOf)) };
    narrow.hidden = true;
    for (const set of narrow.querySelectorAll("fieldset")) {
      const { group } = set.dataset;
      const names = groups[group];
      if (!names.has(chosen[group])) chosen[group] = "";
      set.querySelectorAll("label").forEach((label) => label.remove());
      set.hidden = names.size < 2;
      if (set.hidden) continue;
      narrow.hidden = false;
      set.append(chip(group, "", words.all));
      for (const [name, count] of names) set.append(chip(group, name, `${group === "reader" ? words.readers[name] : name} ${count}`));
    }
  };

  // Nothing to show: why, and where to go instead.
  const stop = (why) => {
    found = nothing;
    list.replaceChildren();
    narrow.hidden = true;
    more.hidden = true;
    status.textContent = why;
    tips.hidden = !why;
    spelling.hidden = true;
  };

  const ask = async (typing) => {
    const mine = asked += 1;
    remember(typing ? 400 : 0);
    if (!question()) { stop(""); return; }
    // From now on the answer has a window's height to itself, so that what follows does not jump when it comes.
    box.classList.add("is-asked");
    if (location.protocol === "file:") { stop(words.file); return; }
    if (!index) status.textContent = words.loading;
    try {
      // What is being written may go on; a space after it says that it does not.
      const answer = await (await ready()).find(field.value.slice(0, LONGEST), { typing });
      if (mine !== asked) return;
      found = answer;
    } catch {
      if (mine === asked) stop(words.failed);
      return;
    }
    whole = false;
    offer();
    show();
  };

  // The address of the answer: of the page itself, or of a link in the window.
  let timer = 0;
  const remember = (wait) => {
    if (share) {
      const link = element("a", "", words.share);
      link.href = `${share.dataset.tpShare}?${new URLSearchParams({ q: question() })}`;
      share.replaceChildren(...(question() ? [link] : []));
      return;
    }
    if (location.protocol === "file:") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const address = new URL(location.href);
      if (question()) address.searchParams.set("q", question());
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
    }, wait);
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); ask(false); });
  field.addEventListener("input", () => ask(true));
  more.addEventListener("click", () => {
    whole = true;
    show();
    list.querySelectorAll("a")[SHOWN].focus();
  });

  // Arrows walk from the field through the results and back; Escape returns to the field.
  document.addEventListener("keydown", (event) => {
    const stops = [field, ...list.querySelectorAll("a")];
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

  const early = () => { if (location.protocol !== "file:") ready().catch(() => {}); };
  if (document.activeElement === field) early();
  else field.addEventListener("focus", early, { once: true });
  if (!dialog) field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) ask(false);
})();
