// Asks the ranking of the site in Node: one JSON request on standard input, the answers as JSON on standard output.
import { readFileSync } from "node:fs";
import { Index } from "./etsi.mjs";

const { lang, questions, typing = false } = JSON.parse(readFileSync(0, "utf-8"));
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf-8"));
const core = read(`${lang}.json`);
const index = new Index(core, async (name) => read(name));
const texts = new Map();
const sections = (page) => texts.get(page) ?? texts.set(page, read(`${lang}/${page}.json`)).get(page);
const answers = [];
for (const question of questions) {
  const { hits } = await index.find(question, { typing });
  answers.push(hits.map(({ page, section, score }) => {
    const [url, title, kind] = core.pages[page];
    const [anchor, heading] = section === null ? ["", ""] : sections(page)[section];
    return { url, title, kind: core.kinds[kind], anchor, heading, score };
  }));
}
process.stdout.write(JSON.stringify(answers));
