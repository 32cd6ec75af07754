// An answers file opened into the forms, and written back with its comments and its order.
import playbook from "../checklist-form/checklists.js";
import { element } from "../checklist-form/parts.js";
import { download } from "../checklist-form/saving.js";
import { sound } from "../checklist-form/sound.js";
import { yamlOf } from "../checklist-form/yaml.js";
import { problem } from "./show.js";

const MOST = 2_000_000;

export class Answers {
  constructor(client, store, changed) {
    Object.assign(this, { client, store, changed });
    this.input = element("input", { type: "file", id: "engine-answers", accept: ".yaml,.yml" });
    this.input.addEventListener("change", () => this.input.files.length && this.open(this.input.files[0]));
    this.save = element("button", { type: "button" }, "Save as answers.yaml");
    this.save.addEventListener("click", () => this.written());
    this.said = element("div", { role: "status" });
    this.state = element("p", {});
    this.box = element(
      "div", { class: "engine-open" }, this.state,
      element("p", {}, element("label", { for: "engine-answers" }, "Open an answers.yaml: "), this.input),
      this.said, element("div", { class: "engine-buttons" }, this.save),
    );
    this.tell();
  }

  tell() {
    const { state } = this.store;
    const from = state.source ? `, begun from ${state.source.name}` : "";
    this.state.textContent = this.store.isEmpty
      ? "You have not answered any question yet. Findings can be read without."
      : `${this.store.contents} in the forms${state.trust ? `, of ${state.trust}` : ""}${from}.`;
    this.save.hidden = this.store.isEmpty;
  }

  // The answers as a file: the one that was opened, with what has changed since, or a new one. Empty without answers.
  async text() {
    if (this.store.isEmpty) return "";
    const made = yamlOf(playbook, this.store.state);
    const { source } = this.store.state;
    if (!source) return made;
    const found = await this.client.ask("carried", { source: source.text, text: made });
    if (typeof found === "string") return found;
    this.said.replaceChildren(...problems("Your answers cannot be put into the file that you opened", found.problems));
    return made;
  }

  async open(file) {
    this.said.replaceChildren(element("p", {}, `Opening ${file.name}`));
    try {
      const data = await file.slice(0, MOST).arrayBuffer();
      await this.taken(file.name, await this.client.ask("opened", { name: file.name }, data));
    } catch (error) {
      this.said.replaceChildren(problem(`${file.name} could not be opened. Your answers are as they were.`, error.message === "stopped" ? "" : "Try again, or choose another file."));
    }
    this.input.value = "";
  }

  taken(name, found) {
    if (found.problems) {
      const title = `${name} was not opened. Your answers are as they were.`;
      this.said.replaceChildren(...problems(title, found.problems));
      return;
    }
    if (this.store.isEmpty) this.put(name, found);
    else this.said.replaceChildren(this.asked(name, found));
  }

  // What is here is replaced only when the person says so.
  asked(name, found) {
    const replace = element("button", { type: "button" }, `Replace them by ${name}`);
    replace.addEventListener("click", () => this.put(name, found));
    const keep = element("button", { type: "button" }, "Keep them");
    keep.addEventListener("click", () => this.said.replaceChildren());
    return element("div", {}, element("p", {}, `There are ${this.store.contents} in the forms already.`), element("div", { class: "engine-buttons" }, replace, keep));
  }

  put(name, found) {
    this.store.become(stateOf({ ...found, source: { name, text: found.text } }, this.store.state));
    this.said.replaceChildren(element("p", {}, `${name} is open: ${this.store.contents}. The forms at the gates show them.`), ...said(found.notices));
    this.changed(found.documents);
  }

  async written() {
    try {
      download(this.store.state.source?.name ?? "answers.yaml", await this.text());
    } catch (error) {
      this.said.replaceChildren(problem("The file could not be written. Your answers are as they were.", error.message));
    }
  }
}

// What a file says, later than all that was here before.
function stateOf(found, before) {
  const wiped = Math.max(Date.now(), ...Object.values(before.at));
  const at = Object.fromEntries(["trust", "source", ...Object.keys({ ...found.facts, ...found.answers })].map((id) => [id, wiped + 1]));
  return sound({ ...found, at, wiped }, playbook, Infinity);
}

const problems = (title, found) => [problem(title), ...said(found)];

const said = (found) => (found.length
  ? [element("ul", {}, ...found.map((one) => element("li", {}, `${one.place}: ${one.message}`, one.hint ? element("br") : null, one.hint)))]
  : []);
