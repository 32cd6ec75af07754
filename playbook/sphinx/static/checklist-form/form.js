// Makes the static checklists of a page into forms. Without this script the page is whole, and can be printed.
import playbook from "./checklists.js";
import { Bar } from "./bar.js";
import { evaluate } from "./evaluate.js";
import { element, linkTo, onSecondPress, say, today, WORDS } from "./parts.js";
import { Store } from "./store.js";

const FIELDS = {
  note: ["Note", "textarea"],
  evidence: ["Evidence: a minute, a page, an address", "text"],
  date: ["The day it happened", "date"],
  until: ["The last day it holds, or the day it is booked for", "date"],
  owner: ["Who sees to it", "text"],
  due: ["By when", "date"],
};
const UNKNOWN = "unknown", ASIDE = "not-applicable";

class Question {
  constructor(section, item, store) {
    Object.assign(this, { section, item, store });
    this.said = element("p", { class: "answer-said", id: `answer-${item.id}--said` });
    this.notAsked = element("p", { class: "answer-not-asked", id: `answer-${item.id}--not-asked`, hidden: true });
    this.groups = item.rows
      ? Object.entries(item.rows).map(([row, text]) => new Choice(this, text, row))
      : [new Choice(this, item.ask, "")];
    const form = element("form", { class: "answer", novalidate: "" }, ...this.groups.map((group) => group.box), this.said);
    form.addEventListener("submit", (event) => event.preventDefault());
    const place = section.querySelector("dd.checklist-answers");
    place.replaceChildren(form);
    const rows = section.querySelector("dd.checklist-rows");
    for (const part of [rows, rows?.previousElementSibling]) if (part) part.hidden = true;
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

  // Returns what the answer is worth, where that has changed.
  show(result) {
    const applies = result.status !== ASIDE || result.setAside;
    const isHidden = !applies && !result.waitsFor;
    if (isHidden && this.section.contains(document.activeElement)) this.goToHeading();
    this.section.classList.toggle("is-not-asked", isHidden);
    this.notAsked.hidden = applies;
    this.notAsked.replaceChildren(...(applies ? [] : this.whyNot(result)));
    const before = this.said.textContent;
    this.said.textContent = applies ? this.worth(result) : "";
    return this.said.textContent === before ? "" : this.said.textContent;
  }

  goToHeading() {
    const heading = this.section.querySelector("h2, h3, h4");
    heading.tabIndex = -1;
    heading.focus();
  }

  worth(result) {
    const wrong = this.groups.map((one) => one.wrongDay).find(Boolean);
    if (wrong) return `This day does not count: ${wrong}`;
    if (this.groups.some((one) => one.lacksReason)) return "Not counted yet: say why it does not apply.";
    return result.status === "unanswered" ? "" : `${WORDS[result.status]}. ${this.more(result)}`.trim();
  }

  // What waits for another answer can be answered all the same; what was settled otherwise is not asked.
  whyNot(result) {
    if (!result.waitsFor) return [`Not asked: ${result.reason}.`];
    return ["This counts only once you have answered ", linkTo(playbook.items.find((item) => item.id === result.waitsFor))];
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
    onSecondPress(this.clear, () => this.isWritten && "Press again to clear the answer and what you wrote", () => this.cleared());
    // The heading above says the question already; who listens needs it here as well.
    const shown = element("span", { class: row ? "answer-row" : "answer-aloud", id: `answer-${this.name}--ask` }, legend);
    this.clear.setAttribute("aria-describedby", shown.id);
    this.box = element(
      "fieldset", { class: "answer-choice", "aria-describedby": `${question.said.id} ${question.notAsked.id}` }, element("legend", {}, shown),
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
    if (kind === "date") input.max = key === "date" ? today() : "9999-12-31";
    this.inputs[key] = input;
    return { key, line: element("div", { class: "answer-field" }, element("label", { for: id }, label), input) };
  }

  get isWritten() {
    return Object.values(this.inputs).some((input) => input.type !== "date" && input.value.trim());
  }

  get wrongDay() {
    return Object.values(this.inputs).find((input) => !input.validity.valid)?.validationMessage ?? "";
  }

  get lacksReason() {
    return this.chosen === ASIDE && !this.question.item.setAside && !this.inputs.notApplicable.value.trim();
  }

  get chosen() {
    return this.radios.find((one) => one.input.checked)?.input.value ?? "";
  }

  taken() {
    const said = {};
    for (const [key, input] of Object.entries(this.inputs)) said[key] = input.validity.valid ? input.value : "";
    if (this.chosen !== ASIDE) delete said.notApplicable;
    if (this.chosen === UNKNOWN) said.unknown = true;
    else if (this.chosen !== ASIDE) said.answer = this.chosen;
    else said.notApplicable ||= this.question.item.setAside ?? "";
    said.isAside = this.chosen === ASIDE;
    this.question.write(this.row, said);
    this.arrange();
  }

  cleared() {
    this.question.write(this.row, {});
    this.fill();
    this.radios[0].input.focus();
    say("The answer is cleared.");
  }

  fill() {
    const said = this.question.read(this.row);
    const chosen = said.unknown ? UNKNOWN : said.notApplicable || said.isAside ? ASIDE : said.answer ?? "";
    for (const { input } of this.radios) {
      input.checked = input.value === chosen;
    }
    for (const [key, input] of Object.entries(this.inputs)) {
      if (input.value !== (said[key] ?? "")) input.value = said[key] ?? "";
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
    this.more.hidden = this.clear.hidden = !this.chosen && !this.isWritten;
    if (others.some((one) => this.inputs[one.key].value)) this.more.open = true;
  }
}

// Puts the lines into a box in their order, and moves none that is there already: moving takes the focus away.
function place(box, lines) {
  const nodes = lines.map((one) => one.line);
  for (const node of [...box.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, number) => box.children[number] !== node && box.insertBefore(node, box.children[number] ?? null));
}

// Lets the browser draw and listen in between: a page of forty questions would keep it busy for too long at a time.
const breath = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => setTimeout(go));

async function start() {
  const store = new Store(playbook);
  evaluate(playbook, {}, today()); // what fails here leaves the page as it is
  const known = new Map(playbook.items.map((item) => [item.id, item]));
  const sections = [...document.querySelectorAll("section.checklist-item")].filter((one) => known.has(one.id));
  if (!sections.length) return;
  const questions = [];
  for (const section of sections) {
    questions.push(new Question(section, known.get(section.id), store));
    await breath();
  }
  const bar = new Bar(playbook, store, questions);
  skipLinks(sections[0], bar.box);
  const show = (changed) => {
    const assessed = evaluate(playbook, store.state.answers, today());
    let own = "";
    for (const question of questions) {
      const words = question.show(assessed.results[question.item.id]);
      if (question.item.id === changed) own = words;
    }
    const words = [own, bar.show(assessed)].filter(Boolean).join(" ");
    if (words) say(words);
  };
  store.addEventListener("change", ({ detail }) => {
    if (!detail) for (const question of questions) question.fill();
    show(detail);
  });
  document.body.classList.add("has-forms");
  show();
}

// Ways past everything that stands before the questions, and to the bar at the end.
function skipLinks(first, bar) {
  const skip = document.querySelector(".skip-to-content");
  const link = (id, words) => element("a", { class: "skip-to-content", href: `#${id}` }, words);
  skip?.after(link(first.id, "Skip to the first question"), link(bar.id, "Skip to your answers"));
}

start();
