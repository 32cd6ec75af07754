// Makes the static checklists of a page into forms. Without this script the page is whole, and can be printed.
import playbook from "./checklists.js";
import { Bar } from "./bar.js";
import { evaluate } from "./evaluate.js";
import { element, today, WORDS } from "./parts.js";
import { Store } from "./store.js";

const FIELDS = {
  note: ["Note", "textarea"],
  evidence: ["Evidence: a minute, a page, an address", "text"],
  date: ["The day it happened", "date"],
  until: ["The last day it holds, or the day it is booked for", "date"],
  owner: ["Who sees to it", "text"],
  due: ["By when", "date"],
};
// The address of the site's root, as seen from this script.
const ROOT = new URL("../../", import.meta.url);
const UNKNOWN = "unknown", ASIDE = "not-applicable";

class Question {
  constructor(section, item, store) {
    Object.assign(this, { section, item, store });
    this.said = element("p", { class: "answer-said" });
    this.groups = item.rows
      ? Object.entries(item.rows).map(([row, text]) => new Choice(this, text, row))
      : [new Choice(this, item.ask, "")];
    const form = element("form", { class: "answer", novalidate: "" }, ...this.groups.map((group) => group.box), this.said);
    form.addEventListener("submit", (event) => event.preventDefault());
    const place = section.querySelector("dd.checklist-answers");
    place.replaceChildren(form);
    const rows = section.querySelector("dd.checklist-rows");
    for (const part of [rows, rows?.previousElementSibling]) if (part) part.hidden = true;
    this.notAsked = element("p", { class: "answer-not-asked", hidden: true });
    section.querySelector(".checklist-standing").after(this.notAsked);
    this.fill();
  }

  read(row) {
    const answer = this.store.answer(this.item.id);
    return row ? answer.rows?.[row] ?? {} : answer;
  }

  write(row, said) {
    const answer = this.store.answer(this.item.id);
    this.store.change(this.item.id, row ? { ...answer, rows: { ...answer.rows, [row]: said } } : said);
  }

  fill() {
    for (const group of this.groups) group.fill();
  }

  show(result) {
    const applies = result.status !== ASIDE || result.setAside;
    this.section.classList.toggle("is-not-asked", !applies && !result.waitsFor);
    this.notAsked.hidden = applies;
    this.notAsked.replaceChildren(...(applies ? [] : this.whyNot(result)));
    this.section.dataset.status = result.status;
    this.said.textContent = !applies || result.status === "unanswered" ? "" : `${WORDS[result.status]}. ${this.more(result)}`;
  }

  // What waits for another answer can be answered all the same; what was settled otherwise is not asked.
  whyNot(result) {
    if (!result.waitsFor) return [`Not asked: ${result.reason}.`];
    const other = playbook.items.find((item) => item.id === result.waitsFor);
    const address = new URL(`${other.page}#${other.id}`, ROOT);
    return ["This counts only once you have answered ", element("a", { href: address }, other.ask)];
  }

  // The reason, where it says more than the answer that was chosen.
  more(result) {
    const chosen = this.item.options[this.read("").answer]?.text;
    return result.reason === chosen ? "" : `${result.reason}.`;
  }
}

class Choice {
  constructor(question, legend, row) {
    Object.assign(this, { question, row, inputs: {} });
    this.name = row ? `${question.item.id}--${row}` : question.item.id;
    this.radios = this.options().map(([value, text]) => this.radio(value, text));
    this.aside = this.field("notApplicable", "Why it does not apply", "textarea");
    this.fields = Object.entries(FIELDS).map(([key, [label, kind]]) => this.field(key, label, kind));
    this.wanted = element("div", { class: "answer-wanted" });
    this.others = element("div", {});
    this.more = element("details", { class: "answer-more" }, element("summary", {}, "Add more: a note, who sees to it, by when"), this.others);
    this.clear = element("button", { type: "button", class: "answer-clear", hidden: true }, "Clear this answer");
    this.clear.addEventListener("click", () => this.write({}, true));
    // The heading above says the question already; who listens needs it here as well.
    const shown = element("span", { class: row ? "answer-row" : "answer-aloud" }, legend);
    this.box = element(
      "fieldset", { class: "answer-choice" }, element("legend", {}, shown),
      ...this.radios.map((one) => one.line), this.wanted, this.more, this.clear,
    );
    this.box.addEventListener("change", () => this.taken());
    this.box.addEventListener("input", (event) => event.target.type !== "radio" && this.taken());
  }

  options() {
    const { item } = this.question;
    const found = Object.entries(item.options).map(([id, option]) => [id, option.text]);
    found.push([UNKNOWN, "We don’t know"]);
    if (item.priority !== "must" || item.setAside) found.push([ASIDE, item.setAside ? `Does not apply: ${item.setAside}` : "Does not apply, because …"]);
    return found;
  }

  radio(value, text) {
    const id = `answer-${this.name}-${value}`;
    const input = element("input", { type: "radio", name: `answer-${this.name}`, id, value });
    return { input, line: element("div", { class: "answer-option" }, input, element("label", { for: id }, text)) };
  }

  field(key, label, kind) {
    const id = `answer-${this.name}-${key}`;
    const input = kind === "textarea" ? element("textarea", { id, rows: 3 }) : element("input", { id, type: kind });
    this.inputs[key] = input;
    return { key, line: element("div", { class: "answer-field" }, element("label", { for: id }, label), input) };
  }

  get chosen() {
    return this.radios.find((one) => one.input.checked)?.input.value ?? "";
  }

  taken() {
    const said = {};
    for (const [key, input] of Object.entries(this.inputs)) said[key] = input.value;
    if (this.chosen !== ASIDE) delete said.notApplicable;
    if (this.chosen === UNKNOWN) said.unknown = true;
    else if (this.chosen !== ASIDE) said.answer = this.chosen;
    else said.notApplicable ||= this.question.item.setAside ?? "";
    this.write(said);
    this.arrange();
  }

  write(said, isCleared = false) {
    this.question.write(this.row, said);
    if (!isCleared) return;
    this.fill();
    this.radios[0].input.focus();
  }

  fill() {
    const said = this.question.read(this.row);
    const chosen = said.unknown ? UNKNOWN : said.notApplicable ? ASIDE : said.answer ?? "";
    for (const { input } of this.radios) {
      input.checked = input.value === chosen;
    }
    for (const [key, input] of Object.entries(this.inputs)) {
      if (document.activeElement !== input && input.value !== (said[key] ?? "")) input.value = said[key] ?? "";
    }
    this.arrange();
  }

  // What the chosen option asks for stands open; the rest is folded away, unless something is written there.
  arrange() {
    const needs = this.question.item.options[this.chosen]?.needs ?? [];
    const wanted = this.fields.filter((one) => needs.includes(one.key));
    const others = this.fields.filter((one) => !needs.includes(one.key));
    if (this.chosen === ASIDE) wanted.unshift(this.aside);
    place(this.wanted, wanted);
    place(this.others, others);
    this.more.hidden = !this.chosen;
    this.clear.hidden = !this.chosen;
    if (others.some((one) => this.inputs[one.key].value)) this.more.open = true;
  }
}

// Puts the lines into a box in their order, and moves none that is there already: moving takes the focus away.
function place(box, lines) {
  const nodes = lines.map((one) => one.line);
  for (const node of [...box.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, number) => box.children[number] !== node && box.insertBefore(node, box.children[number] ?? null));
}

function start() {
  const store = new Store();
  const known = new Map(playbook.items.map((item) => [item.id, item]));
  const sections = [...document.querySelectorAll("section.checklist-item")].filter((one) => known.has(one.id));
  if (!sections.length) return;
  const questions = sections.map((section) => new Question(section, known.get(section.id), store));
  const bar = new Bar(playbook, store, questions);
  const show = () => {
    const assessed = evaluate(playbook, store.state.answers, today());
    for (const question of questions) question.show(assessed.results[question.item.id]);
    bar.show(assessed);
  };
  store.addEventListener("change", (event) => {
    if (!event.detail) for (const question of questions) question.fill();
    show();
  });
  document.body.classList.add("has-forms");
  show();
}

start();
