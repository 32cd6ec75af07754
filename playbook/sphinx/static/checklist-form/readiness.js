// The whole picture: every gate's verdict, what is in the way, and whose turn it is, from the answers to all checklists.
import playbook from "./checklists.js";
import { counts, day, evaluate, passes } from "./evaluate.js";
import { counted, element, today, WORDS } from "./parts.js";
import { saving } from "./saving.js";
import { Store } from "./store.js";

const items = new Map(playbook.items.map((item) => [item.id, item]));
const place = document.querySelector(".checklist-readiness");
const store = new Store();
// The address of the site's root, as seen from this page.
const root = new URL("../../", import.meta.url);

const link = (item) => (item.page ? element("a", { href: new URL(`${item.page}#${item.id}`, root) }, item.ask) : item.ask);

function show() {
  const { results, verdicts } = evaluate(playbook, store.state.answers, today());
  const name = store.state.trust || "Your trust";
  place.replaceChildren(
    element("p", { class: "readiness-head" }, element("strong", {}, name), `, ${day(today())}, checklists of ${playbook.edition}`),
    store.isEmpty ? element("p", {}, "No answers yet. Answer a question at one of the gates, and it counts here.") : "",
    table(verdicts, results),
    ...playbook.gates.flatMap((gate) => blockers(gate, results)),
    ...turns(results),
    tools(),
  );
}

function table(verdicts, results) {
  const rows = playbook.gates.map((gate) => {
    const verdict = verdicts[gate.id].ready;
    const words = verdict === null ? "Does not apply" : verdict ? gate.ready : gate.notReady;
    const cells = ["must", "should", "could"].map((priority) => element("td", {}, share(gate.id, priority, results)));
    return element("tr", { "data-ready": String(verdict) }, element("th", { scope: "row" }, gate.title), element("td", {}, words), ...cells);
  });
  const head = ["Gate", "Verdict", "Musts", "Shoulds", "Coulds"].map((text) => element("th", { scope: "col" }, text));
  const whole = element("table", { class: "docutils" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  return element("div", { class: "table-wrapper docutils container", tabindex: "0" }, whole);
}

function share(gate, priority, results) {
  const own = playbook.items.filter((item) => item.gate === gate && item.priority === priority);
  const { applicable, passed } = counts(own, results);
  return applicable ? `${passed} of ${applicable}` : "–";
}

function blockers(gate, results) {
  const open = playbook.items.filter((item) => item.gate === gate.id && item.priority === "must" && !passes(results[item.id].status));
  if (!open.length) return [];
  const entries = open.map((item) => element("li", {}, link(item), element("br"), said(item, results)));
  return [element("h2", {}, `In the way of “${gate.title}”`), element("ul", {}, ...entries)];
}

function said(item, results) {
  const { status, reason } = results[item.id];
  const { owner, due } = store.answer(item.id);
  const who = owner || playbook.roles[item.who[0]].title;
  const words = reason === WORDS[status] ? `${reason}.` : `${WORDS[status]}. ${reason}.`;
  return element("span", { class: "readiness-said" }, `${words} ${who}${due ? `, by ${day(due)}` : ""}.`);
}

// What somebody has promised, by day; then by person.
function turns(results) {
  const open = [...items.values()].filter(({ id }) => !passes(results[id].status) && (store.answer(id).owner || store.answer(id).due));
  if (!open.length) return [];
  const dated = open.filter(({ id }) => store.answer(id).due).sort((a, b) => (store.answer(a.id).due < store.answer(b.id).due ? -1 : 1));
  const owners = [...new Set(open.map(({ id }) => store.answer(id).owner).filter(Boolean))].sort();
  const late = (id) => (store.answer(id).due < today() ? " (this day has passed)" : "");
  const made = [];
  if (dated.length) {
    const entries = dated.map((item) => element("li", {}, `${day(store.answer(item.id).due)}${late(item.id)}: `, link(item)));
    made.push(element("h2", {}, "By date"), element("ul", {}, ...entries));
  }
  if (owners.length) {
    const entries = owners.map((owner) => {
      const theirs = open.filter(({ id }) => store.answer(id).owner === owner).map((item) => element("li", {}, link(item)));
      return element("li", {}, owner, element("ul", {}, ...theirs));
    });
    made.push(element("h2", {}, "By person"), element("ul", {}, ...entries));
  }
  return made;
}

function tools() {
  const print = element("button", { type: "button" }, "Print this page");
  print.addEventListener("click", () => globalThis.print());
  const count = Object.keys(store.state.answers).length;
  const where = store.isKept ? "kept in this browser" : "kept in this tab only";
  const note = element("p", {}, `${counted(count, "answer")}, ${where}. Nothing is sent anywhere. The gate advises; the board decides.`);
  return element("div", { class: "readiness-tools" }, note, element("div", { class: "bar-buttons" }, ...saving(playbook, store), print));
}

store.addEventListener("change", show);
show();
