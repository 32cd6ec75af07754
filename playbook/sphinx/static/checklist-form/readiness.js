// The whole picture: every gate's verdict, what is in the way, whose turn it is, and what was answered, over all checklists.
import playbook from "./checklists.js";
import { counts, day, evaluate, passes } from "./evaluate.js";
import { openFile } from "./keeping.js";
import { element, linkTo, today, WORDS } from "./parts.js";
import { isSaid, Store } from "./store.js";

const place = document.querySelector(".checklist-readiness");
const store = new Store(playbook);
const head = element("p", { class: "readiness-head" });
const found = element("div", {});
const where = element("p", { class: "readiness-where" });
const trust = element("input", { id: "readiness--trust", type: "text", autocomplete: "organization" });
trust.addEventListener("input", () => store.name(trust.value));
place.replaceChildren(head, found, tools());

function show() {
  const { results, verdicts } = evaluate(playbook, store.state.answers, today());
  const { trust: name } = store.state;
  const focused = found.contains(document.activeElement) && document.activeElement;
  head.replaceChildren(name ? element("strong", {}, name) : "", name ? ", " : "", `${day(today())}, checklists of ${playbook.edition}`);
  found.replaceChildren(
    store.count ? "" : element("p", {}, "No answers yet. Answer a question at one of the gates, and it counts here."),
    table(verdicts, results),
    ...playbook.gates.flatMap((gate) => blockers(gate, results)),
    ...turns(results),
    ...answered(),
  );
  if (focused) [...found.querySelectorAll("a")].find((one) => one.href === focused.href)?.focus();
  if (trust.value !== name) trust.value = name;
  where.textContent = `${store.isEmpty ? "No answers yet" : store.contents}, ${store.isKept ? "kept in this browser" : "kept in this tab only"}. Nothing is sent anywhere.`;
}

function table(verdicts, results) {
  const rows = playbook.gates.map((gate) => {
    const verdict = verdicts[gate.id].ready;
    const words = verdict === null ? "Does not apply" : verdict ? gate.ready : gate.notReady;
    const cells = ["must", "should", "could"].map((priority) => element("td", {}, share(gate.id, priority, results)));
    return element("tr", {}, element("th", { scope: "row" }, gate.title), element("td", {}, words), ...cells);
  });
  const head = ["Gate", "Verdict", "Musts", "Shoulds", "Coulds"].map((text) => element("th", { scope: "col" }, text));
  const whole = element("table", { class: "docutils" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  return element("div", { class: "table-wrapper docutils container", role: "region", "aria-label": "Gates", tabindex: "0" }, whole);
}

function share(gate, priority, results) {
  const own = playbook.items.filter((item) => item.gate === gate && item.priority === priority);
  const { applicable, passed } = counts(own, results);
  const waits = own.some(({ id }) => results[id].waitsFor);
  return applicable ? `${passed} of ${applicable}` : waits ? "wait for another answer" : "–";
}

function blockers(gate, results) {
  const open = playbook.items.filter((item) => item.gate === gate.id && item.priority === "must" && !passes(results[item.id].status));
  if (!open.length) return [];
  const entries = open.map((item) => element("li", {}, linkTo(item), element("br"), said(item, results)));
  return [element("h2", {}, `In the way of “${gate.title}”`), element("ul", {}, ...entries)];
}

function said(item, results) {
  const { status, reason } = results[item.id];
  const { owner, due } = store.answer(item.id);
  const who = owner ? (reason.includes(owner) ? "" : ` ${owner}.`) : ` For the ${playbook.roles[item.who[0]].inSentence}.`;
  const words = reason === WORDS[status] ? `${reason}.` : `${WORDS[status]}. ${reason}.`;
  return element("span", { class: "readiness-said" }, `${words}${who}${due ? ` By ${day(due)}.` : ""}`);
}

// What somebody has promised, by day; then by person.
function turns(results) {
  const open = playbook.items.filter(({ id }) => !passes(results[id].status) && (store.answer(id).owner || store.answer(id).due));
  if (!open.length) return [];
  const dated = open.filter(({ id }) => store.answer(id).due).sort((a, b) => (store.answer(a.id).due < store.answer(b.id).due ? -1 : 1));
  const owners = [...new Set(open.map(({ id }) => store.answer(id).owner).filter(Boolean))].sort();
  const late = (id) => (store.answer(id).due < today() ? " (this day has passed)" : "");
  const made = [];
  if (dated.length) {
    const entries = dated.map((item) => element("li", {}, `${day(store.answer(item.id).due)}${late(item.id)}: `, linkTo(item)));
    made.push(element("h2", {}, "By date"), element("ul", {}, ...entries));
  }
  if (owners.length) {
    const entries = owners.map((owner) => {
      const theirs = open.filter(({ id }) => store.answer(id).owner === owner).map((item) => element("li", {}, linkTo(item)));
      return element("li", {}, owner, element("ul", {}, ...theirs));
    });
    made.push(element("h2", {}, "By person"), element("ul", {}, ...entries));
  }
  return made;
}

// What was answered, for those who were not there.
function answered() {
  const groups = playbook.gates.map((gate) => [gate, playbook.items.filter((item) => item.gate === gate.id && isSaid(store.answer(item.id)))]);
  const shown = groups.filter(([, items]) => items.length).flatMap(([gate, items]) => [
    element("h3", {}, gate.title),
    element("ul", {}, ...items.map((item) => element("li", {}, linkTo(item), element("br"), element("span", { class: "readiness-said" }, told(item))))),
  ]);
  return shown.length ? [element("h2", {}, "What was answered"), ...shown] : [];
}

function told(item) {
  const answer = store.answer(item.id);
  const rows = Object.entries(answer.rows ?? {}).filter(([row, said]) => item.rows?.[row] && isSaid(said));
  const words = [chosen(item, answer), ...rows.map(([row, said]) => `${item.rows[row]}: ${chosen(item, said) || "not answered"}`)];
  return [words.filter(Boolean).join("; "), answer.note, answer.evidence].filter(Boolean).map(ended).join(" ");
}

function chosen(item, answer) {
  if (answer.unknown) return "We don’t know";
  if (answer.notApplicable) return `Does not apply: ${answer.notApplicable}`;
  return item.options[answer.answer]?.text ?? "";
}

const ended = (text) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

function tools() {
  const file = element("button", { type: "button" }, "Save as answers.yaml");
  file.addEventListener("click", async () => (await import("./saving.js")).save(playbook, store));
  const print = element("button", { type: "button" }, "Print this page");
  print.addEventListener("click", () => globalThis.print());
  const name = element("p", { class: "readiness-name" }, element("label", { for: trust.id }, "Your trust "), trust);
  const advice = element("p", {}, "The gate advises; the board decides.");
  return element("div", { class: "readiness-tools" }, advice, name, where, element("div", { class: "bar-buttons" }, file, print, openFile(playbook)));
}

store.addEventListener("change", show);
show();
