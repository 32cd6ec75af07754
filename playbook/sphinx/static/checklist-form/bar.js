// The bar below a page with forms: how the gate stands, whose questions are shown, and what becomes of the answers.
import { counts } from "./evaluate.js";
import { counted, element } from "./parts.js";
import { saving } from "./saving.js";

const LONG_ENOUGH = 700;

export class Bar {
  constructor(playbook, store, questions) {
    Object.assign(this, { playbook, store, questions });
    this.gate = playbook.gates.find((gate) => gate.id === questions[0].item.gate);
    this.verdict = element("p", { class: "bar-verdict" });
    this.aloud = element("p", { class: "bar-aloud", "aria-live": "polite" });
    this.menu = element("details", { class: "bar-menu" }, element("summary", {}, "Your answers"), this.tools());
    this.box = element("aside", { class: "answer-bar", "aria-label": "Your answers" }, this.verdict, this.menu, this.aloud);
    document.querySelector("[role=main]").append(this.box);
  }

  tools() {
    this.role = element("select", { id: "bar-role" }, element("option", { value: "" }, "everybody"));
    for (const [id, role] of Object.entries(this.playbook.roles)) this.role.append(element("option", { value: id }, role.title));
    this.role.addEventListener("change", () => this.filter());
    this.trust = element("input", { id: "bar-trust", type: "text", autocomplete: "organization" });
    this.trust.addEventListener("input", () => this.store.name(this.trust.value));
    this.keep = element("input", { id: "bar-keep", type: "checkbox" });
    this.keep.addEventListener("change", () => this.store.keep(this.keep.checked));
    this.where = element("p", { class: "bar-where" });
    this.save = element("span", {});
    this.wipe = element("button", { type: "button" }, "Wipe all answers");
    this.wipe.addEventListener("click", () => this.wiped());
    return element(
      "div", { class: "bar-tools" },
      element("div", {}, element("label", { for: "bar-role" }, "Show the questions of "), this.role),
      element("div", {}, element("label", { for: "bar-trust" }, "Your trust "), this.trust),
      element("div", {}, this.keep, element("label", { for: "bar-keep" }, " Keep my answers in this browser")),
      this.where, element("div", { class: "bar-buttons" }, this.save, this.wipe),
    );
  }

  // Wiping asks once more, in the button itself.
  wiped() {
    if (this.wipe.dataset.sure) {
      delete this.wipe.dataset.sure;
      this.wipe.textContent = "Wipe all answers";
      this.store.wipe();
      this.say("All answers are wiped.");
      return;
    }
    this.wipe.dataset.sure = "asked";
    this.wipe.textContent = "Press again to wipe all answers";
  }

  filter() {
    for (const { item, section } of this.questions) section.hidden = this.role.value !== "" && !item.who.includes(this.role.value);
    const shown = this.questions.filter((one) => !one.section.hidden).length;
    this.say(`${counted(shown, "question")} shown.`);
  }

  show({ results, verdicts }) {
    const verdict = verdicts[this.gate.id];
    const musts = this.playbook.items.filter((item) => item.gate === this.gate.id && item.priority === "must");
    const { applicable, passed } = counts(musts, results);
    const words = verdict.ready === null
      ? `${this.gate.title}: this gate does not apply.`
      : `${verdict.ready ? this.gate.ready : this.gate.notReady}. Musts here: ${passed} of ${applicable}.${this.earlier(verdict)}`;
    if (this.verdict.textContent && this.verdict.textContent !== words) this.say(words);
    this.verdict.textContent = words;
    this.box.dataset.ready = String(verdict.ready);
    this.tell();
  }

  earlier(verdict) {
    const others = verdict.blockers.filter((id) => this.playbook.items.find((item) => item.id === id).gate !== this.gate.id);
    return others.length ? ` Open at earlier gates: ${others.length}.` : "";
  }

  tell() {
    this.keep.checked = this.store.isKept;
    this.offer();
    if (document.activeElement !== this.trust) this.trust.value = this.store.state.trust;
    this.where.textContent = this.store.problem || (this.store.isKept
      ? "Kept in this browser until you wipe them. Nothing is sent anywhere."
      : "Kept in this tab only: they are gone when you close it. Nothing is sent anywhere.");
  }

  // The button is made anew only where it changes: one that is being pressed must stay.
  offer() {
    const name = this.store.state.source?.name ?? "";
    if (this.save.hasChildNodes() && this.offered === name) return;
    this.offered = name;
    this.save.replaceChildren(...saving(this.playbook, this.store));
  }

  // Said to who listens, when the person has paused.
  say(words) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => { this.aloud.textContent = words; }, LONG_ENOUGH);
  }
}
