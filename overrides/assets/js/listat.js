// Ticks of checklists: gone with the page, unless the reader asks this browser to keep them.
"use strict";

(() => {
  const tools = document.querySelector("[data-tp-keep]");
  if (!tools) return;
  const KEY = "tukipakki.listat";
  const [keep, status] = [tools.querySelector("input"), tools.querySelector("[role=status]")];
  const boxes = [...document.querySelectorAll("[data-tp-ticks]")].flatMap((list) =>
    [...list.querySelectorAll("input")].map((box, n) => ({ box, name: `${list.dataset.tpTicks}.${n}` })));
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  };
  const write = (all) => (Object.keys(all).length ? localStorage.setItem(KEY, JSON.stringify(all)) : localStorage.removeItem(KEY));

  /** Of the lists of this page only; those of other pages stay as they are. */
  const others = () => Object.fromEntries(Object.entries(read() ?? {}).filter(([name]) => !boxes.some((own) => own.name === name)));
  const save = () => write({ ...others(), ...Object.fromEntries(boxes.map(({ box, name }) => [name, box.checked])) });

  const kept = read() ?? {};
  keep.checked = boxes.some(({ name }) => name in kept);
  // A browser may have put back the ticks of an earlier visit by itself.
  boxes.forEach(({ box, name }) => { box.checked = kept[name] === true; });
  tools.hidden = false;
  const attempt = (act, said) => {
    try {
      act();
      status.textContent = said;
    } catch {
      keep.checked = false;
      status.textContent = tools.dataset.failed;
    }
  };
  keep.addEventListener("change", () => (keep.checked
    ? attempt(save, tools.dataset.kept)
    : attempt(() => write(others()), tools.dataset.forgotten)));
  boxes.forEach(({ box }) => box.addEventListener("change", () => keep.checked && attempt(save, "")));
})();
