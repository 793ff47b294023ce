// The ranking of the search. The same code answers in the browser and in `tukipakki search`:
// it knows neither page nor file, only the index that is given to it.
//
// A question is cut into units, one for each word that matters. A unit holds the terms that may
// be meant (the word's lemmas; then what it is made of, derived from, short for, a slip of) with
// their weights. A page's score is the sum over units of its best section, lowered when units
// are missing.

const LONGEST = 200;
const MOST_WORDS = 16;
const WORD = /\d+\/\d{4}|[\p{L}\p{N}]+(?:[-'’:][\p{L}\p{N}]+)*-?|§/gu;
const SECTION = /^(\d{1,3})([a-z])?$/u;
const GLUED = /^(\p{L}+)(\d{1,3}[a-z]?)$/u;
// How sure each way of reading a word is.
const PART = 0.4;
const BASE = 0.45;
const NEAR = 0.85;
const LESS_NEAR = 0.5;
const COMPLETED = 0.55;
const MORE = 0.25;
const SYNONYM = 0.8;
const SLIP = 0.5;
// From which sureness on a word is marked in a result.
const MARKED = 0.48;
// What a title says of a page, beside what a section says.
const TITLE = 1.75;
// Share of the best score below which a page does not answer.
const FAINT = 0.04;
// How hard a missing unit is punished.
const WHOLE = 1.6;
// How much rare words count above common ones (1: as in information theory).
const DAMP = 0.8;
// Who speaks of "me" and "my children" is mostly one of a family.
const FAMILIAR = 1.5;
const FAMILY = ["lapsi", "nuori", "vanhempi", "laheinen"];
// What the section counts that answers most of the question by itself.
const TOGETHER = 0.6;

const plain = (text) => text.replaceAll(/[äå]/gu, "a").replaceAll("ö", "o");
export const fold = (text) => text.normalize("NFC").toLowerCase().replaceAll("’", "'");
export const words = (text) => fold(text.slice(0, LONGEST)).match(WORD)?.slice(0, MOST_WORDS) ?? [];

const decoded = (lines) => {
  const forms = [];
  const ids = [];
  let before = "";
  for (const line of lines.split("\n")) {
    if (!line) continue;
    const [form, numbers] = line.slice(1).split("\t");
    before = before.slice(0, line.charCodeAt(0) - 48) + form;
    forms.push(before);
    ids.push(numbers.split(",").map((number) => parseInt(number, 36)));
  }
  return { forms, ids };
};

/** Word forms that begin alike, in order, and the lemmas that they lead to. */
class Lexicon {
  /** @param alike tells whether a word and a form that share so many letters differ by their endings only. */
  constructor({ forms, lemmas }, alike) {
    const read = decoded(forms);
    this.forms = read.forms;
    this.ids = read.ids;
    this.rows = lemmas;
    this.alike = alike;
    this.places = new Map(this.forms.map((form, place) => [form, place]));
    this.undottedPlaces = new Map();
    this.forms.forEach((form, place) => {
      // `hallintooikeus` is `hallinto-oikeus` to one who does not know where the hyphen goes,
      // and who has no ä on the keyboard writes a.
      const joined = form.replaceAll("-", "");
      if (!this.places.has(joined)) this.places.set(joined, place);
      const bare = plain(form);
      if (bare !== form) this.undottedPlaces.set(bare, [...(this.undottedPlaces.get(bare) ?? []), place]);
    });
    this.numbers = new Map(lemmas.map(([term], number) => [term, number]));
  }

  has(word) {
    return this.places.has(word);
  }

  lemma(number) {
    const [term, parts = [], bases = []] = this.rows[number];
    const name = (other) => this.rows[other]?.[0];
    return { term, parts: parts.map(name), bases: bases.map(name) };
  }

  at(place) {
    return this.ids[place].map((number) => this.lemma(number));
  }

  /** Lemmas of a form as it stands. */
  exact(word) {
    return this.has(word) ? this.at(this.places.get(word)) : [];
  }

  /** Lemmas of the forms that are the same but for their dots. */
  undotted(word) {
    return (this.undottedPlaces.get(plain(word)) ?? []).flatMap((place) => this.at(place));
  }

  /** A lemma by its name. */
  named(term) {
    return this.numbers.has(term) ? this.lemma(this.numbers.get(term)) : undefined;
  }

  // Where a form stands or would stand.
  place(word) {
    let low = 0;
    let high = this.forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.forms[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Lemmas of the forms that differ from an unknown one by their endings only, the likest first: [[lemmas, share]]. */
  near(word) {
    if (word.length < 3) return [];
    const here = this.place(word);
    const found = [];
    for (const step of [-1, 1]) {
      for (let count = 0, at = here + (step < 0 ? -1 : 0); count < 60 && at >= 0 && at < this.forms.length; count += 1, at += step) {
        const common = shared(this.forms[at], word);
        if (common < 2) break;
        if (this.alike(word, this.forms[at], common)) found.push([at, common]);
      }
    }
    const best = Math.max(...found.map(([, common]) => common));
    return found.filter(([, common]) => common >= best - 1)
      .sort((a, b) => b[1] - a[1] || this.forms[a[0]].length - this.forms[b[0]].length || a[0] - b[0])
      .slice(0, 6)
      .map(([at, common]) => [this.at(at), common === best ? NEAR : LESS_NEAR]);
  }

  /** Lemmas of the forms that begin so, each with the share of the form that is written: [[lemma, share]]. */
  starting(start) {
    const sizes = new Map();
    for (let at = this.place(start); at < this.forms.length && this.forms[at].startsWith(start); at += 1) {
      const size = start.length / this.forms[at].length;
      for (const number of this.ids[at]) sizes.set(number, Math.max(sizes.get(number) ?? 0, size));
    }
    return [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 40).map(([number, size]) => [this.lemma(number), size]);
  }

  /** Lemmas of the forms that are a slip of the fingers away: [[lemmas, slips]]. */
  slips(word) {
    if (word.length < 4) return [];
    const most = word.length < 8 ? 1 : 2;
    const found = [];
    this.forms.forEach((form, at) => {
      if (Math.abs(form.length - word.length) > most || (form[0] !== word[0] && (most > 1 || form[1] !== word[1]))) return;
      const far = distance(form, word, most);
      if (far <= most) found.push([at, far]);
    });
    return found.sort((one, other) => one[1] - other[1]).slice(0, 12).map(([at, far]) => [this.at(at), far]);
  }
}

const EMPTY = new Lexicon({ forms: "", lemmas: [] }, () => false);

export class Index {
  /** @param core what `index.py` writes as the core of a language.
   *  @param load gives another of its files by its name (a promise). */
  constructor(core, load) {
    this.core = core;
    this.load = load;
    this.files = new Map();
    this.lexicons = new Map();
    this.stops = new Set(core.stops);
    this.own = new Set(core.own);
    this.synonyms = new Map(core.synonyms);
    this.slang = core.synonyms.map(([key]) => key).filter((key) => !key.includes(" "));
    this.acts = new Map(core.acts);
    this.spoken = core.spoken.map(([end, instead]) => [new RegExp(`${end}$`, "u"), instead]);
    this.endings = new RegExp(core.endings, "u");
    this.pageOf = core.pages.flatMap(([, , , , , sections], page) => Array(sections).fill(page));
    this.firstOf = [];
    core.pages.reduce((first, [, , , , , sections], page) => { this.firstOf[page] = first; return first + sections; }, 0);
    if (core.lexicon) this.lexicons.set("", this.lexiconOf(core.lexicon));
  }

  /** Pages that answer a question, the best first: [{page, section, score}]; `section` is its number on the page or null.
   *  @param typing whether the last word may still go on. */
  async find(question, { typing = false } = {}) {
    const found = words(question).flatMap((word) => this.unglued(word));
    const open = typing && found.length > 0 && !/[\s.,?!]$/u.test(question);
    await this.learn(found, open);
    const units = this.units(found.map((word) => this.respelled(word)), open);
    if (!units.length) return { hits: [], terms: new Set() };
    const postings = await this.postings(new Set(units.flatMap((unit) => [...unit.keys()])));
    // What a reader sees marked: the words that were meant, not every part of them.
    const terms = new Set(units.flatMap((unit) => [...unit].filter(([, weight]) => weight >= MARKED).map(([term]) => term)));
    const personal = found.some((word) => this.own.has(word));
    return { hits: this.ranked(units, postings, personal), terms };
  }

  /** Where the words of a text stand that answer: [[start, end]]. */
  marks(text, terms) {
    const found = [];
    for (const match of fold(text).matchAll(WORD)) {
      const word = match[0].replace(/-$/u, "");
      const own = this.lexicon(word).exact(word).flatMap((lemma) => [lemma.term, ...lemma.parts]);
      if (own.some((term) => terms.has(term))) found.push([match.index, match.index + match[0].length]);
    }
    for (const term of terms) found.push(...cited(text, term));
    return found.sort((one, other) => one[0] - other[0]);
  }

  // ---- the lexicon: whole in the core of a small site, in pieces by first letters beside that of a large one

  lexiconOf(data) {
    return new Lexicon(data, (word, form, common) => this.alike(word.slice(common), form.slice(common), common));
  }

  alike(mine, other, common) {
    return common >= this.core.least_stem && mine.length <= common + 4 && this.endings.test(mine) && this.endings.test(other);
  }

  lexicon(word) {
    return this.lexicons.get(this.core.lexicon ? "" : fileOf(this.core.lexicons, word)) ?? EMPTY;
  }

  // Fetches the pieces that the words of a question need.
  async learn(found, open) {
    if (this.core.lexicon) return;
    const runs = found.flatMap((_, start) => [2, 3].map((count) => found.slice(start, start + count).join("")));
    await this.fetchLexicons([...found, ...runs, ...(open ? [`${found.at(-1)}\uffff`] : [])]);
    const meant = [...found, ...runs].flatMap((word) => this.meanings(word)).filter((term) => !term.startsWith("→"));
    const strange = found.filter((word) => word.length > 7 && !this.lemmasOf(word).length);
    const ends = strange.flatMap((word) => [...word.slice(0, -4)].map((_, cut) => word.slice(cut + 3)));
    await this.fetchLexicons([...meant, ...ends]);
  }

  async fetchLexicons(list) {
    const names = new Set(list.map((word) => fileOf(this.core.lexicons, word)));
    await Promise.all([...names].filter((name) => !this.lexicons.has(name)).map(async (name) => {
      this.lexicons.set(name, this.lexiconOf(await this.file(name)));
    }));
  }

  // A file is asked for once, but for one that did not come.
  async file(name) {
    if (!this.files.has(name)) this.files.set(name, this.load(name));
    try {
      return await this.files.get(name);
    } catch (error) {
      this.files.delete(name);
      throw error;
    }
  }

  // ---- reading the question

  units(found, open) {
    const { rest, units } = this.sections(found);
    const meant = rest.filter((word) => !this.stops.has(word));
    const list = meant.length || units.length ? meant : rest;
    const phrases = this.phrases(rest, open);
    for (const [place, word] of list.entries()) {
      const last = open && place === list.length - 1;
      const unit = this.readings(word, last);
      for (const [term, weight] of phrases.get(word) ?? []) raise(unit, term, weight);
      if (unit.size) units.push(unit);
      else units.push(new Map([[`?${word}`, 1]]));
    }
    return units;
  }

  // Speech as it is written: saaks → saa, apuu → apua.
  respelled(word) {
    if (this.lexicon(word).has(word) || this.synonyms.has(word)) return word;
    const others = this.spoken.map(([end, instead]) => word.replace(end, instead)).filter((form) => form !== word);
    return others.find((form) => this.lexicon(form).has(form) || this.stops.has(form)) ?? word;
  }

  // `lsl25c` is `lsl 25c`.
  unglued(word) {
    const [, act, number] = GLUED.exec(word) ?? [];
    return this.acts.has(act) ? [act, number] : [word];
  }

  // `25 c §`, `LSL 75`, `lastensuojelulaki 38`, `61–74 §`: numbers beside a section mark or an act.
  sections(found) {
    const rest = [];
    const units = [];
    const marked = found.includes("§") || found.some((word) => this.core.section_words.includes(word));
    let act = "";
    for (let place = 0; place < found.length; place += 1) {
      const word = found[place];
      const named = this.acts.get(word) ?? this.acts.get(this.lemmasOf(word)[0] ?? "");
      const number = SECTION.exec(word);
      if (number && (marked || act)) {
        let key = number[1] + (number[2] ?? "");
        const next = found[place + 1] ?? "";
        if (!number[2] && /^[a-z]$/u.test(next)) { key += next; place += 1; }
        units.push(new Map(act ? [[`§${act} ${key}`, 1], [`§${key}`, 0.2]] : [[`§${key}`, 1]]));
      } else if (word === "§" || (marked && this.core.section_words.includes(word))) {
        continue;
      } else if (named && !act && (marked || word.includes("/") || SECTION.test(found[place + 1] ?? ""))) {
        act = named;
      } else {
        rest.push(word);
      }
    }
    // An act by itself goes by any of its names.
    if (act && !units.length) {
      const unit = new Map();
      for (const [name, id] of this.acts) if (id === act) for (const [term, weight] of this.readings(name, false)) raise(unit, term, weight);
      units.push(unit);
    }
    return { rest, units };
  }

  // Words that belong together: huostaan otto → huostaanotto; synonyms of more words than one.
  phrases(list, open) {
    const found = new Map();
    for (let start = 0; start < list.length; start += 1) {
      for (let count = 2; count <= 3 && start + count <= list.length; count += 1) {
        const some = list.slice(start, start + count);
        const meant = this.together(some, open && start + count === list.length);
        for (const word of some) found.set(word, [...(found.get(word) ?? []), ...meant]);
      }
    }
    return found;
  }

  together(some, last) {
    const joined = some.join("").replaceAll("-", "");
    const lexicon = this.lexicon(joined);
    const unit = new Map();
    if (lexicon.has(joined)) for (const { term } of lexicon.exact(joined)) raise(unit, term, 1);
    else if (last) this.addCompletions(unit, joined, COMPLETED);
    else if (!some.every((word) => this.lexicon(word).has(word))) this.addSlips(unit, joined);
    const lemmas = some.map((word) => this.lemmasOf(word)[0] ?? word);
    for (const key of [some.join(" "), lemmas.join(" ")]) {
      for (const meaning of this.synonyms.get(key) ?? []) raise(unit, meaning, SYNONYM);
    }
    return unit;
  }

  // What the editors say of a word: as it stands, by its lemma, or with another ending (sossun → sossu).
  meanings(word) {
    const known = [word, ...this.lemmasOf(word)].flatMap((key) => this.synonyms.get(key) ?? []);
    if (known.length || this.lexicon(word).has(word)) return known;
    const key = this.slang.find((slang) => {
      const common = shared(slang, word);
      return common >= Math.max(3, slang.length - 2) && this.alike(word.slice(common), slang.slice(common), common);
    });
    return this.synonyms.get(key) ?? [];
  }

  readings(word, last) {
    const unit = new Map();
    const bare = word.replace(/-$/u, "");
    const lexicon = this.lexicon(bare);
    const exact = lexicon.has(bare);
    for (const meaning of this.meanings(bare)) this.addTerm(unit, meaning, SYNONYM);
    if (exact) this.addLemmas(unit, lexicon.exact(bare), 1);
    else if (lexicon.named(bare)) this.addTerm(unit, bare, 1);
    // A whole word is sooner the word itself than the beginning of others.
    if (exact && bare.length > 4) this.addCompletions(unit, bare, MORE);
    else if (last && bare.length > 1) this.addCompletions(unit, bare, COMPLETED);
    if (!exact) this.addLemmas(unit, lexicon.undotted(bare), NEAR);
    if (!unit.size || (!exact && !last)) for (const [lemmas, share] of lexicon.near(bare)) this.addLemmas(unit, lemmas, share);
    // A foreign word may be nearer than the one that was meant: kuratori is kuraattori rather than kurator.
    if (!exact && !last && unit.size && bare.length > 5) this.addSlips(unit, bare);
    if (!unit.size) this.addCompletions(unit, bare, COMPLETED);
    if (!unit.size) this.addSlips(unit, bare);
    if (!unit.size) this.addSplit(unit, bare);
    return unit;
  }

  // Lemmas of a form: as it stands, without its dots, or with other endings.
  likeliest(word) {
    const lexicon = this.lexicon(word);
    return [lexicon.exact(word), lexicon.undotted(word), lexicon.near(word)[0]?.[0] ?? []].find((list) => list.length) ?? [];
  }

  lemmasOf(word) {
    return this.likeliest(word).map(({ term }) => term);
  }

  addLemmas(unit, lemmas, weight) {
    for (const { term, parts, bases } of lemmas) {
      raise(unit, term, weight);
      for (const part of parts) raise(unit, part, weight * PART);
      for (const base of bases) raise(unit, base, weight * BASE);
    }
  }

  addTerm(unit, term, weight) {
    this.addLemmas(unit, [this.lexicon(term).named(term) ?? { term, parts: [], bases: [] }], weight);
  }

  addCompletions(unit, start, weight) {
    const others = new Set([this.lexicon(start), this.lexicon(`${start}\uffff`)]);
    for (const lexicon of others) for (const [{ term }, size] of lexicon.starting(start)) raise(unit, term, weight * size);
  }

  addSlips(unit, word) {
    for (const [lemmas, far] of this.lexicon(word).slips(word)) this.addLemmas(unit, lemmas, SLIP / far);
  }

  // An unknown compound by its two halves, or by the one that is known: the last says what it is.
  addSplit(unit, word) {
    for (let cut = word.length - 3; cut >= 3; cut -= 1) {
      const head = this.half(word.slice(0, cut));
      const end = word.slice(cut);
      const tail = this.likeliest(end);
      if (!head.length || !tail.length) continue;
      this.addLemmas(unit, [...tail, ...head], 0.6);
      return;
    }
    for (let cut = 3; cut <= word.length - 5 && !unit.size; cut += 1) {
      const end = word.slice(cut);
      this.addLemmas(unit, this.lexicon(end).exact(end), 0.5);
    }
  }

  half(word) {
    const shapes = [word, word.replace(/[-s]$/u, ""), `${word}nen`.replace("snen", "nen")];
    const known = shapes.map((shape) => this.lexicon(shape).exact(shape)).find((lemmas) => lemmas.length);
    return known ?? this.lexicon(word).undotted(word);
  }

  // ---- postings and ranking

  async postings(terms) {
    const pieces = new Map();
    const names = new Set([...terms].map((term) => fileOf(this.core.chunks, term)));
    await Promise.all([...names].map(async (name) => pieces.set(name, await this.file(name))));
    return new Map([...terms].map((term) => [term, unpacked(pieces.get(fileOf(this.core.chunks, term))[term] ?? [])]));
  }

  ranked(units, postings, personal) {
    const { pages, titles } = this.core;
    const sections = this.pageOf;
    const worth = (term) => Math.log(1 + (sections.length + 1) / (0.5 + (postings.get(term)?.length ?? 0) / 2)) ** DAMP;
    const best = units.map(() => new Map());
    const bySection = new Map();
    const most = units.map((unit, number) => {
      let highest = 0;
      for (const [term, weight] of unit) {
        const value = weight * worth(term);
        if (postings.get(term)?.length || titles[term]) highest = Math.max(highest, value);
        const list = postings.get(term) ?? [];
        for (let at = 0; at < list.length; at += 2) {
          const section = list[at];
          const page = sections[section];
          const score = value * list[at + 1];
          keep(best[number], page, score, section);
          const own = bySection.get(section) ?? new Map();
          own.set(number, Math.max(own.get(number) ?? 0, score));
          bySection.set(section, own);
        }
      }
      return highest;
    });
    const named = units.map((unit) => {
      const found = new Map();
      for (const [term, weight] of unit) {
        const list = unpacked(titles[term] ?? []);
        for (let at = 0; at < list.length; at += 2) {
          const score = TITLE * weight * worth(term) * list[at + 1];
          found.set(list[at], Math.max(found.get(list[at]) ?? 0, score));
        }
      }
      return found;
    });
    // A word that no page has lowers all alike, so it is left out of the whole.
    const whole = most.reduce((sum, value) => sum + value, 0);
    if (!whole) return [];
    const candidates = new Set([...best, ...named].flatMap((map) => [...map.keys()]));
    const bests = bestSections(bySection, sections);
    const hits = [...candidates].map((page) => {
      let sum = 0;
      let met = 0;
      units.forEach((_, number) => {
        const score = (best[number].get(page)?.score ?? 0) + (named[number].get(page) ?? 0);
        sum += score;
        if (score) met += most[number] * Math.min(1, score / (0.15 * most[number]));
      });
      const together = bests.get(page);
      const near = personal && pages[page][3].some((reader) => FAMILY.includes(reader)) ? FAMILIAR : 1;
      const score = near * (sum + TOGETHER * (together?.score ?? 0)) * (met / whole) ** WHOLE * (pages[page][4] ?? 1);
      return { page, section: together ? together.section - this.firstOf[page] : null, score };
    });
    hits.sort((a, b) => b.score - a.score || a.page - b.page);
    return hits.filter((hit) => hit.score > hits[0].score * FAINT);
  }
}

// Where a text cites the section of a term such as `§25c`: as `25 c §` or `section 25 c`.
const cited = (text, term) => {
  const [, number, letter] = /^§(?:\S+ )?(\d+)([a-z]?)$/u.exec(term) ?? [];
  if (!number) return [];
  const after = letter ? `\\s?${letter}(?![\\p{L}\\p{N}])` : "(?!\\s?[a-z]?[\\p{L}\\p{N}]|\\s[a-z]\\s?§)";
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${number}${after}(?:\\s?§)?`, "gu"))].map((match) => [match.index, match.index + match[0].length]);
};

// The file of a word in a list of [first word, file].
const fileOf = (list, word) => {
  let low = 0;
  let high = list.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (list[middle][0] <= word) low = middle;
    else high = middle;
  }
  return list[low][1];
};

const raise = (unit, term, weight) => {
  if (term !== undefined) unit.set(term, Math.max(unit.get(term) ?? 0, weight));
};

const keep = (map, page, score, section) => {
  const old = map.get(page);
  if (!old || score > old.score) map.set(page, { score, section });
};

const bestSections = (bySection, sections) => {
  const found = new Map();
  for (const [section, own] of bySection) {
    const score = [...own.values()].reduce((sum, value) => sum + value, 0);
    const page = sections[section];
    const old = found.get(page);
    if (!old || score > old.score || (score === old.score && section < old.section)) found.set(page, { score, section });
  }
  return found;
};

const unpacked = (packed) => {
  const list = [];
  let number = 0;
  for (const value of packed) {
    number += value >> 4;
    list.push(number, (value & 15) / 15);
  }
  return list;
};

const shared = (one, other) => {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return count;
};

// Letters changed, left out, added or swapped with their neighbour; more than `most` is not counted.
const distance = (one, other, most) => {
  let older = [];
  let old = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    let least = row;
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      let value = Math.min(old[at] + 1, now[at - 1] + 1, old[at - 1] + (same ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) value = Math.min(value, older[at - 2] + 1);
      now.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [older, old] = [old, now];
  }
  return old[other.length];
};
