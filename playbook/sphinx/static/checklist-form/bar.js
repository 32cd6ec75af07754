// The bar below a page with forms: how the gate stands, what is next, whose questions are shown, and where the answers are.
import { counts, passes } from "./evaluate.js";
import { counted, element, link, linkTo, say } from "./parts.js";

export class Bar {
  constructor(playbook, store, questions) {
    Object.assign(this, { playbook, store, questions });
    const shown = new Set(questions.map(({ item }) => item.gate));
    this.gates = playbook.gates.filter((gate) => shown.has(gate.id));
    this.verdict = element("div", { class: "bar-verdict" });
    this.next = element("p", { class: "bar-next" });
    this.shown = element("p", { class: "bar-shown", hidden: true });
    this.menu = new Menu(playbook, store, this.roles());
    this.box = barOf("Your answers", this.verdict, this.next, this.shown, this.menu.box);
    // Who follows a link to a question that is not shown wants to see it.
    document.addEventListener("click", ({ target }) => {
      const id = target.closest?.("a")?.hash.slice(1);
      if (id && document.getElementById(id)?.closest("[hidden]")) this.showAll();
    });
  }

  roles() {
    this.role = element("select", { id: "bar--role" }, element("option", { value: "" }, "everybody"));
    for (const [id, role] of Object.entries(this.playbook.roles)) this.role.append(element("option", { value: id }, role.title));
    this.role.addEventListener("change", () => this.filter());
    return element("div", {}, element("label", { for: "bar--role" }, "Show the questions of "), this.role);
  }

  showAll() {
    this.role.value = "";
    this.filter();
  }

  filter() {
    const role = this.playbook.roles[this.role.value];
    for (const { item, section } of this.questions) section.hidden = Boolean(role) && !item.who.includes(this.role.value);
    const count = this.questions.filter((one) => !one.section.hidden).length;
    const words = `${count} of ${counted(this.questions.length, "question")} shown${role ? `: those of the ${role.inSentence}` : ""}.`;
    const all = element("button", { type: "button", class: "answer-clear" }, "Show all");
    all.addEventListener("click", () => {
      this.showAll();
      this.box.focus();
    });
    this.shown.hidden = !role;
    this.shown.replaceChildren(`${words} `, all);
    say(words);
  }

  // Returns the words of the verdict where they have changed.
  show({ results, verdicts }) {
    const lines = this.gates.map((gate) => this.line(gate, verdicts[gate.id], results));
    const before = this.verdict.textContent;
    this.verdict.replaceChildren(...lines);
    this.next.replaceChildren(...this.ways(results));
    this.menu.tell();
    return before && before !== this.verdict.textContent ? this.verdict.textContent : "";
  }

  line(gate, { ready, blockers }, results) {
    if (ready === null) return element("p", {}, `${gate.title}: this gate does not apply.`);
    const musts = this.playbook.items.filter((item) => item.gate === gate.id && item.priority === "must");
    const { applicable, passed } = counts(musts, results);
    const waiting = musts.filter(({ id }) => results[id].waitsFor).length;
    const earlier = blockers.length - musts.filter(({ id }) => blockers.includes(id)).length;
    const more = (applicable ? ` Musts here: ${passed} of ${applicable}.` : "") +
      (waiting ? ` Waiting for another answer: ${waiting}.` : "") +
      (earlier ? ` Open at earlier gates: ${earlier}.` : "");
    return element("p", {}, `${ready ? gate.ready : gate.notReady}.`, element("span", { class: "bar-more" }, more));
  }

  // The first must that is open, up to these gates, and the page where all answers are gathered.
  ways(results) {
    const gates = this.playbook.gates.map((gate) => gate.id);
    const upTo = (item) => gates.indexOf(item.gate) <= gates.indexOf(this.gates.at(-1).id);
    const open = this.playbook.items.find((item) => item.priority === "must" && upTo(item) && !passes(results[item.id].status));
    const { readiness } = this.playbook;
    return [...(open ? ["Next: ", linkTo(open), readiness && " · "] : []), readiness && link(readiness, "All that is open")];
  }
}

// A bar at the foot of the page; what has the focus stands above it.
export function barOf(name, ...parts) {
  const box = element("aside", { class: "answer-bar", "aria-label": name, id: "your--answers", tabindex: "-1" }, ...parts);
  document.querySelector("[role=main]").append(box);
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBottom = `${box.offsetHeight + 8}px`;
  }).observe(box);
  return box;
}

// The menu of where everything is kept. What it holds is loaded when somebody opens it; `first` comes before all that.
export class Menu {
  constructor(playbook, store, first) {
    this.store = store;
    this.summary = element("summary", {});
    this.box = element("details", { class: "bar-menu" }, this.summary);
    const fill = () => import("./keeping.js").then(
      ({ keeping }) => this.box.append(keeping(playbook, store, first)), () => this.box.append("Not loaded: try this page again."),
    );
    this.box.addEventListener("toggle", fill, { once: true });
  }

  tell() {
    const { contents, isEmpty, isKept, problem } = this.store;
    const where = problem ? "not stored" : isKept ? "kept in this browser" : "lost when you close this tab";
    this.summary.textContent = isEmpty ? "Your answers" : `Your ${contents}, ${where}`;
  }
}
