// Facts and answers → the text of an answers.yaml that a person would be content to have written. What could be read as anything but
// text is quoted, prose stands in blocks, and everything else is as plain as it can be.

import { isFact } from "./sound.js";
import { isSaid } from "./store.js";

const WIDTH = 92;
const PLAIN = /^[\p{L}£(][\p{L}\p{N} ,.;%&'’“”()/£+–—…-]*$/u;
const DATED = /^\d+ \p{L}/u; // 10 November 2026
const WORDS = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"]);
const FIELDS = ["note", "evidence", "date", "until", "owner", "due"];

// `playbook` is what checklists.js holds, `state` what store.js keeps.
export function yamlOf(playbook, state) {
  const lines = [];
  if (state.trust) lines.push(...scalar("trust", state.trust, 0));
  lines.push(`edition: ${playbook.edition}`, ...told(playbook, state.facts), "answers:");
  for (const checklist of playbook.checklists) {
    const said = playbook.items.filter((item) => item.checklist === checklist.id && isSaid(state.answers[item.id]));
    if (!said.length) continue;
    lines.push(`  ${checklist.id}:`);
    for (const item of said) lines.push(...entry(item.id, state.answers[item.id], 4));
  }
  return `${lines.join("\n")}\n`;
}

// What has not the right form yet is left out.
function told(playbook, facts) {
  const known = Object.entries(playbook.facts).filter(([id]) => facts[id] && isFact(facts[id], id, playbook));
  return known.length ? ["facts:", ...known.flatMap(([id, form]) => fact(id, form, facts[id]))] : [];
}

function fact(id, form, text) {
  if (form === "number") return [`  ${id}: ${text.trim()}`];
  return form === "list" ? [`  ${id}:`, ...linesOf(text).map((one) => `    - ${isPlain(one) ? one : quoted(one)}`)] : scalar(id, text, 2);
}

const linesOf = (text) => text.split("\n").map((one) => one.trim()).filter(Boolean);

function entry(id, answer, indent) {
  const chosen = answer.unknown ? "unknown" : answer.answer ?? "";
  const fields = FIELDS.filter((field) => answer[field]);
  const rows = Object.entries(answer.rows ?? {}).filter(([, row]) => isSaid(row));
  const pad = " ".repeat(indent);
  if (chosen && !fields.length && !rows.length) return [`${pad}${id}: ${word(chosen)}`];
  const lines = [`${pad}${id}:`];
  if (answer.notApplicable && !chosen) lines.push(...scalar("not-applicable", answer.notApplicable, indent + 2));
  if (chosen) lines.push(`${pad}  answer: ${word(chosen)}`);
  for (const field of fields) lines.push(...scalar(field, answer[field], indent + 2));
  if (rows.length) lines.push(`${pad}  rows:`, ...rows.flatMap(([row, said]) => entry(row, said, indent + 4)));
  return lines;
}

// An id of an option; those that YAML 1.1 readers take for something else are quoted.
const word = (id) => (WORDS.has(id) ? `"${id}"` : id);

function scalar(key, text, indent) {
  const pad = " ".repeat(indent);
  const value = text.trim();
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return [`${pad}${key}: ${value}`];
  if (isPlain(value) && pad.length + key.length + value.length < WIDTH) return [`${pad}${key}: ${value}`];
  const paragraphs = value.split("\n");
  if (paragraphs.length > 1 && paragraphs.every((one) => !one || isProse(one))) {
    return [`${pad}${key}: |-`, ...paragraphs.map((one) => (one ? `${pad}  ${one}` : ""))];
  }
  if (isProse(value)) return [`${pad}${key}: >`, ...folded(value, indent + 2)];
  return [`${pad}${key}: ${quoted(value)}`];
}

const isPlain = (text) => (PLAIN.test(text) || (DATED.test(text) && PLAIN.test(`a ${text}`))) && !/ $| {2}/.test(text) && !WORDS.has(text.toLowerCase()) && !text.includes(" -");

// Words with one blank between them, in one line: what folding leaves as it is.
const isProse = (text) => /^[!-~\u00a1-\u2027\u2030-\ud7ff]+( [!-~\u00a1-\u2027\u2030-\ud7ff]+)+$/.test(text) &&
  !/^[-?:#>|]/.test(text) && !/\u202a|\ufeff/.test(text);

function folded(text, indent) {
  const lines = [[]];
  let length = indent;
  for (const part of text.split(" ")) {
    if (length + part.length > WIDTH && lines.at(-1).length) {
      lines.push([]);
      length = indent;
    }
    lines.at(-1).push(part);
    length += part.length + 1;
  }
  return lines.map((line) => " ".repeat(indent) + line.join(" "));
}

// JSON's quotation is YAML's too, once what neither shows is written as an escape.
const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u00ad\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, escaped);
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
