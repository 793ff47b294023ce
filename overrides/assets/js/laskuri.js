// Deadline calculator: the same count as scripts/tukipakki/deadlines.py and the same rows as
// render/answers.py; a test compares them. Nothing is stored or sent, and nothing is fetched.
"use strict";

(() => {
  const box = document.querySelector("[data-tp-calc]");
  if (!box) return;
  const words = JSON.parse(box.dataset.words);
  const deadlines = JSON.parse(box.dataset.deadlines);
  const days = JSON.parse(box.dataset.days);
  const form = box.querySelector("form");
  const [choice, field] = [form.querySelector("select"), form.querySelector("input")];
  const dateLabel = form.querySelector(`label[for="${field.id}"]`);
  const [fault, answer] = [form.querySelector("[role=alert]"), form.querySelector("[role=status]")];
  const REVIEWS_AHEAD = 3;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const w = (key, values = {}) => fill(words[key], values);

  class OutOfRange extends Error {}

  // A day is a number: days since 1.1.1970. Whole days in UTC know no summer time.
  const MS = 86400000;
  const dayOf = (year, month, day) => {
    const moment = new Date(0);
    moment.setUTCFullYear(year, month, day);
    return moment.getTime() / MS;
  };
  const parts = (day) => {
    const moment = new Date(day * MS);
    return [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()];
  };
  const iso = (day) => new Date(day * MS).toISOString().slice(0, 10);
  const weekday = (day) => (((day + 3) % 7) + 7) % 7; // Monday is 0
  const known = (day) => {
    const year = new Date(day * MS).getUTCFullYear();
    if (!(year >= days.first && year <= days.last)) throw new OutOfRange();
    return day;
  };

  const kind = (day) => {
    const own = days.kinds[days.named[iso(day)]];
    if (own === "pyhapaiva") return own;
    return { 5: "arkilauantai", 6: "sunnuntai" }[weekday(day)] ?? own ?? "arki";
  };
  const reason = (day) => {
    const what = kind(day);
    const ids = [["arkilauantai", "sunnuntai"].includes(what) ? what : null, days.named[iso(day)]];
    return ids.filter(Boolean).map((id) => words[`day.${id}`]).join(", ");
  };
  const isWorking = (day) => kind(day) === "arki";
  const isCounted = (day) => !["pyhapaiva", "sunnuntai", "arkilauantai"].includes(kind(day));

  const nth = (amount, start, counts) => {
    const skipped = [];
    let day = start;
    for (let left = amount; left > 0;) {
      day = known(day + 1);
      if (counts(day)) left -= 1;
      else skipped.push(day);
    }
    return [day, skipped];
  };
  const monthsAfter = (start, amount) => {
    const [year, month, day] = parts(start);
    const [, , lastOfMonth] = parts(dayOf(year, month + amount + 1, 0));
    return dayOf(year, month + amount, Math.min(day, lastOfMonth));
  };
  const moved = (last) => {
    const over = [];
    let day = last;
    for (; !isWorking(day); day = known(day + 1)) over.push(day);
    return [day, over];
  };
  const actBy = (last) => {
    let day = last;
    while (!isWorking(day)) day = known(day - 1);
    return day === last ? null : day;
  };

  const none = { later: null, actBy: null, skipped: [], skippedLater: [], following: [] };
  const workingDays = (amount, start) => {
    const [earlier, skipped] = nth(amount, start, isCounted);
    const [later, skippedLater] = nth(amount, start, isWorking);
    if (later === earlier) return { ...none, earlier, skipped };
    return { ...none, earlier, later, actBy: actBy(earlier), skipped, skippedLater };
  };
  const months = (amount, start) => {
    const earlier = known(monthsAfter(start, amount));
    const [later, skippedLater] = moved(earlier);
    if (later === earlier) return { ...none, earlier };
    return { ...none, earlier, later, actBy: actBy(earlier), skippedLater };
  };
  const monthsRepeated = (amount, start) => {
    const first = months(amount, start);
    const following = [];
    for (let day = first.earlier; following.length < REVIEWS_AHEAD; following.push(day)) {
      day = known(monthsAfter(day, amount));
    }
    return { ...first, following };
  };
  const calendarDays = (amount, start) => {
    const earlier = known(start + amount - 1);
    return { ...none, earlier, actBy: actBy(earlier) };
  };
  const appealDays = (amount, start) => {
    const [earlier, skipped] = moved(known(start + amount));
    return { ...none, earlier, skipped };
  };
  const METHODS = {
    arkipaivat: workingDays,
    kuukaudet: months,
    kuukausittain: monthsRepeated,
    kalenteripaivat: calendarDays,
    valituspaivat: appealDays,
  };

  // Words, in the order of render/answers.py.
  const WEEKDAYS = words["calc.weekdays"].split(" ");
  const MONTHS = words["calc.months"].split(" ");
  const show = (moment) => {
    const [year, month, day] = parts(moment);
    return w("calc.date", { weekday: WEEKDAYS[weekday(moment)], day, month: MONTHS[month], year });
  };
  const act = (inside, found) => {
    const day = show(found.actBy);
    if (inside) return w("calc.act_inside", { last: show(found.earlier), reason: reason(found.earlier), day });
    return w(found.later === null ? "calc.act_fixed" : "calc.act_moved", { day });
  };
  const leftOut = (label, list) => ["days", w(label), list.map((day) => `${show(day)}: ${reason(day)}`)];

  const rowsOf = (deadline, found) => {
    const inside = deadline.tapa === "arkipaivat";
    const open = found.later !== null;
    const rows = [];
    if (deadline.huomio) rows.push(["note", "", [deadline.huomio]]);
    rows.push(["day", w(inside && open ? "calc.earlier" : "calc.last"), [show(found.earlier)]]);
    if (found.actBy !== null) rows.push(["act", "", [act(inside, found)]]);
    if (open) rows.push(["later", w(inside ? "calc.later_inside" : "calc.later_moved"), [show(found.later)]]);
    rows.push(leftOut(inside ? "calc.skipped" : "calc.moved", found.skipped));
    const onlyLater = found.skippedLater.filter((day) => !found.skipped.includes(day));
    rows.push(leftOut(inside ? "calc.skipped_later" : "calc.moved_later", onlyLater));
    rows.push(["days", w("calc.following"), found.following.map(show)]);
    if (open && deadline.ratkaisematta) rows.push(["text", w("deadline.unsettled"), [deadline.ratkaisematta]]);
    rows.push(["text", w("deadline.rule"), [deadline.saanto]]);
    rows.push(["text", w("deadline.counting"), [deadline.laskenta]]);
    rows.push(["text", w("deadline.law"), [deadline.pykala]]);
    return rows.filter(([, , values]) => values.length);
  };

  // Nodes, never markup.
  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };
  const rowElement = ([name, label, values]) => {
    const row = element("div", `tp-calc__row is-${name}`);
    if (label) row.append(element("strong", "", `${label}:`), " ");
    if (name === "days") row.append(element("ul", "", ...values.map((value) => element("li", "", value))));
    else row.append(element("span", "", ...values));
    return row;
  };

  const FORMS = [/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/, /^(\d{4})-(\d{2})-(\d{2})$/];
  const read = (text) => {
    const finnish = FORMS[0].exec(text);
    const [day, month, year] = (finnish?.slice(1) ?? FORMS[1].exec(text)?.slice(1).reverse() ?? []).map(Number);
    if (!year) return null;
    const moment = dayOf(year, month - 1, day);
    const [y, m, d] = parts(moment);
    return y === year && m === month - 1 && d === day ? moment : null;
  };

  const complain = (text) => {
    answer.replaceChildren();
    fault.textContent = text;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  const clear = () => {
    fault.textContent = "";
    field.removeAttribute("aria-invalid");
    answer.replaceChildren();
  };
  const calculate = () => {
    clear();
    const text = field.value.trim();
    if (!text) { complain(w("calc.no_date")); return; }
    const start = read(text);
    if (start === null) { complain(w("calc.bad_date", { text })); return; }
    const deadline = deadlines[choice.value];
    try {
      const found = METHODS[deadline.tapa](deadline.maara, known(start));
      answer.replaceChildren(...rowsOf(deadline, found).map(rowElement));
    } catch (error) {
      if (!(error instanceof OutOfRange)) throw error;
      complain(w("calc.out_of_range", days));
    }
  };

  const ask = () => {
    dateLabel.textContent = deadlines[choice.value].paiva;
    clear();
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); calculate(); });
  choice.addEventListener("change", ask);
  if (!choice.value) return;
  // A browser may have kept the choice of an earlier visit.
  ask();
  form.hidden = false;
  box.querySelectorAll(".tp-calc__plain, .tp-tablewrap").forEach((part) => { part.hidden = true; });
})();
