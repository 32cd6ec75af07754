// What the engine said of some papers → elements of the page.
import playbook from "../checklist-form/checklists.js";
import { element } from "../checklist-form/parts.js";

const items = new Map(playbook.items.map((item) => [item.id, item]));
// The address of the site's root, as seen from this script.
export const ROOT = new URL("../../", import.meta.url);

const address = (id) => (items.get(id)?.page ? new URL(`${items.get(id).page}#${id}`, ROOT) : null);
const linked = (id, words) => (address(id) ? element("a", { href: address(id) }, words) : words);

// What concerns all papers; `actions` are the buttons below it.
export function overview(view, actions) {
  const made = [element("p", { class: "engine-summary" }, element("strong", {}, view.summary))];
  if (view.headline) made.push(element("p", {}, view.headline));
  made.push(element("p", { class: "engine-quiet" }, view.advice), actions);
  if (view.unusable) {
    made.push(problem("Your answers in the forms are not set beside these findings: they do not fit the checklists."));
    made.push(...part("", view.unusable.map((one) => element("li", {}, `${one.message}. ${one.hint}`))).slice(1));
  }
  for (const one of view.unread) made.push(problem(`${one.file}: ${one.message}.`, one.hint));
  made.push(...part("Your papers differ", view.differing.map(differing)));
  made.push(...part("Your papers say otherwise than your answers", view.otherwise.map(answered)));
  made.push(...part("From your papers: please confirm in the questions", view.confirm.map(answered)));
  return made;
}

export const problem = (message, hint = "") => element(
  "div", { class: "engine-problem" }, element("p", {}, element("strong", {}, message)), hint ? element("p", {}, hint) : null,
);

function part(title, entries) {
  return entries.length ? [element("h3", {}, title), element("ul", {}, ...entries)] : [];
}

function differing(one) {
  return element("li", {}, linked(one.item, one.title), `. ${one.file}${one.where ? `, ${one.where}` : ""}:`, quoted(one.quote), one.says);
}

function answered(one) {
  const said = one.answer ? ` You answered: ${one.answer}.` : "";
  return element("li", {}, linked(one.item, one.ask), said, ...one.says.map((words) => element("p", {}, words)));
}

const quoted = (quote) => (quote ? element("blockquote", {}, element("p", {}, quote)) : null);

// One paper; `change` is told of the kind that a person chooses, `forget` that the paper is to go,
// `comment` that a copy is wanted.
export function paper(view, one, { change, forget, comment }) {
  const gone = element("button", { type: "button", class: "engine-forget" }, "Take this paper out");
  gone.addEventListener("click", () => forget(one.file));
  return element(
    "section", { class: "engine-paper", "aria-label": one.file },
    element("h3", {}, one.file), element("p", {}, `${one.counts}.`), kind(view, one, change),
    ...one.sections.flatMap((section) => sectionOf(view, section)), ...meant(one.meant),
    element("div", { class: "engine-buttons" }, one.format === "word" ? word(one, comment) : null, gone),
  );
}

let count = 0;

function kind(view, one, change) {
  const id = `engine-kind-${++count}`;
  const select = element("select", { id }, element("option", { value: "" }, "not known"));
  for (const [value, title] of Object.entries(view.kinds)) select.append(element("option", { value, selected: value === one.kind }, title));
  select.addEventListener("change", () => change(one.file, select.value));
  const words = !one.kind
    ? " Say what it is: then it is told what is missing."
    : one.guessed ? " That is what it looks like. Choose another if it is not." : "";
  return element("p", { class: "engine-kind" }, element("label", { for: id }, "This paper is: "), select, element("span", { class: "engine-quiet" }, words));
}

function sectionOf(view, { outcome, title, topics }) {
  const list = element("ul", { class: "engine-topics", "data-outcome": outcome }, ...topics.map((one) => topicOf(view, one, outcome)));
  if (outcome !== "supports") return [element("h4", {}, title), list];
  return [element("h4", {}, title), element("details", {}, element("summary", {}, `Show what helps (${topics.length})`), list)];
}

function topicOf(view, about, outcome) {
  const helps = outcome === "supports";
  return element(
    "li", {},
    element("p", {}, element("strong", {}, about.title), about.disputed ? ` ${about.disputed}` : ""),
    ...about.findings.flatMap(place),
    helps || !about.why ? null : element("p", {}, element("em", {}, "Why: "), about.why),
    helps || !about.instead ? null : element("p", {}, element("em", {}, "Instead: "), about.instead),
    beside(view.answers[about.item]),
    address(about.item) ? element("p", {}, "The question: ", linked(about.item, items.get(about.item).ask)) : null,
  );
}

function place(one) {
  return [
    one.where ? element("p", { class: "engine-quiet" }, one.where) : null,
    quoted(one.quote), one.says ? element("p", {}, one.says) : null,
  ];
}

// What the person has answered to the same question.
function beside(answer) {
  if (!answer || (!answer.answer && answer.status === "unanswered")) return null;
  const words = answer.answer ? `${answer.answer} (${answer.words})` : `${answer.words}. ${answer.why}`;
  return element("div", { class: "engine-answer" }, element("p", {}, element("em", {}, "Your answer: "), words), ...answer.says.map((said) => element("p", {}, said)));
}

function meant(found) {
  if (!found) return [];
  const entries = found.findings.map((one) => element(
    "li", {}, element("p", {}, element("strong", {}, one.title)), ...place(one),
    element("p", {}, one.because ? `Meant: ${one.because}` : "Meant; no reason is given."),
  ));
  return [element("h4", {}, found.title), element("ul", { class: "engine-topics" }, ...entries)];
}

function word(one, comment) {
  const button = element("button", { type: "button" }, "Save a copy with comments");
  button.addEventListener("click", () => comment(one.file));
  return button;
}
