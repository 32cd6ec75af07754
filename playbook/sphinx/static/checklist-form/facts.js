// The facts that drafts need, told in the page: the list that Sphinx wrote gets a field below each question.
import { barOf, Menu } from "./bar.js";
import playbook from "./checklists.js";
import { counted, element, say } from "./parts.js";
import { isFact } from "./sound.js";
import { Store } from "./store.js";

const store = new Store(playbook);

class Field {
  constructor(term, id) {
    Object.assign(this, { id, term, box: term.nextElementSibling, ask: term.textContent });
    this.form = playbook.facts[id];
    const help = this.box.firstElementChild;
    help.id = `tell-${id}--help`;
    this.wrong = element("p", { class: "fact-wrong", id: `tell-${id}--wrong` });
    this.input = input(this.form, { id: `tell-${id}`, "aria-describedby": `${help.id} ${this.wrong.id}` });
    this.input.addEventListener("input", () => this.taken());
    this.input.addEventListener("change", () => this.judge());
    term.replaceChildren(element("label", { for: this.input.id }, ...term.childNodes));
    this.box.append(this.input, this.wrong);
    this.fill();
  }

  get isTold() {
    return this.input.value.trim() !== "unknown" && isFact(this.input.value, this.id, playbook);
  }

  get isRight() {
    const { value, validity } = this.input;
    return validity.valid && (["", "unknown"].includes(value.trim()) || this.isTold);
  }

  get why() {
    return this.isRight ? "" : `Not counted yet. ${this.input.validationMessage || playbook.factForms[this.form].how}`;
  }

  // While somebody writes, nobody is told off: what is wrong is said when they go on, what is right at once.
  taken() {
    store.tell(this.id, this.input.value);
    if (this.isRight) this.judge();
  }

  judge() {
    const before = this.wrong.textContent;
    this.wrong.textContent = this.why || contradiction(this.id);
    this.input.setAttribute("aria-invalid", String(!this.isRight));
    if (this.wrong.textContent && this.wrong.textContent !== before) say(this.wrong.textContent);
  }

  fill() {
    const told = store.state.facts[this.id] ?? "";
    if (this.input.value !== told) this.input.value = told;
  }

  show(isShown) {
    this.term.hidden = this.box.hidden = !isShown;
  }

  isFor(draft) {
    return this.term.classList.contains(`for-${draft}`);
  }
}

function input(form, attributes) {
  if (form === "list") return element("textarea", { ...attributes, rows: 3, maxlength: 20000 });
  if (form !== "date") return element("input", { ...attributes, type: "text", maxlength: 20000, inputmode: form === "number" ? "numeric" : null });
  const [min, max] = playbook.factDays;
  return element("input", { ...attributes, type: "date", min, max });
}

const together = (id) => playbook.factOrders.find((one) => one.includes(id)) ?? [];

// What a fact and the one that comes before it in order cannot both be.
function contradiction(id) {
  const order = together(id).filter((one) => fields.get(one)?.isTold);
  const before = order[order.indexOf(id) - 1];
  if (!before || !order.includes(id) || worth(before) <= worth(id)) return "";
  const differs = playbook.facts[id] === "date" ? "comes before" : "is less than";
  return `This ${differs} the answer to “${fields.get(before).ask}” One of the two is not right.`;
}

function worth(id) {
  const text = store.state.facts[id];
  return playbook.facts[id] === "date" ? text : Number.parseFloat(text.replace(/[£,\s]/g, "")) * (/m/.test(text) ? 1e6 : 1);
}

const found = Object.keys(playbook.facts).map((id) => [id, document.getElementById(`fact-${id}`)]);
const fields = new Map();
for (const [id, term] of found) if (term) fields.set(id, new Field(term, id));

const draft = element("select", { id: "facts--draft" }, element("option", { value: "" }, "every paper"));
for (const [id, title] of Object.entries(playbook.drafts)) draft.append(element("option", { value: id }, title.toLowerCase()));
draft.addEventListener("change", () => {
  show();
  say(count.textContent);
});
const list = document.querySelector(".trust-facts");
document.querySelector(".trust-facts-without")?.remove();
list.classList.add("answer");
list.addEventListener("focusin", ({ target }) => target.scrollIntoView({ block: "nearest" })); // the whole field, above the bar
list.before(element("p", { class: "fact-filter" }, element("label", { for: draft.id }, "Show what is needed for "), draft));

const count = element("p", { class: "bar-verdict" });
const menu = new Menu(playbook, store);
barOf("Your answers", count, menu.box);
document.body.classList.add("has-forms");

function show() {
  const wanted = [...fields.values()].filter((field) => !draft.value || field.isFor(draft.value));
  for (const field of fields.values()) field.show(wanted.includes(field));
  const told = wanted.filter((field) => field.isTold).length;
  count.textContent = `${told} of ${counted(wanted.length, "fact")} told${draft.value ? ` for the ${playbook.drafts[draft.value].toLowerCase()}` : ""}.`;
  menu.tell();
}

store.addEventListener("change", ({ detail }) => {
  if (!detail) for (const field of fields.values()) field.fill();
  const touched = (field) => !detail || field.wrong.textContent || together(detail).includes(field.id);
  for (const field of fields.values()) if (touched(field) && field.input !== document.activeElement) field.judge();
  show();
});
for (const field of fields.values()) field.judge();
show();
