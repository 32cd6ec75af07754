// What was answered and told, and where it is kept: in this tab until it is closed, and in this browser only if somebody says so.
// Every answer has the moment of its last change, so that two tabs keep the newer of each and lose nothing.

import { counted } from "./parts.js";
import { cleaned, isFact, sound, writable } from "./sound.js";

const NAME = "playbook-answers";
const EMPTY = { trust: "", facts: {}, answers: {}, source: null, at: {}, wiped: 0 };

// Whether an answer says anything; that something does not apply says nothing without a reason.
export const isSaid = (answer) => Object.entries(answer ?? {}).some(([key, value]) =>
  key === "rows" ? Object.values(value).some(isSaid) : key !== "isAside" && value);

export class Store extends EventTarget {
  constructor(playbook, local = storage("localStorage"), tab = storage("sessionStorage"), clock = Date.now) {
    super();
    Object.assign(this, { local, tab, clock, problem: "", playbook });
    this.items = new Map(playbook.items.map((item) => [item.id, item]));
    this.#load();
    globalThis.addEventListener?.("storage", (event) => this.#heard(event));
    globalThis.addEventListener?.("pageshow", (event) => event.persisted && this.#wake());
  }

  #load() {
    const kept = this.#read(this.local);
    this.isKept = kept !== null;
    this.state = merged(kept ?? EMPTY, this.#read(this.tab) ?? EMPTY);
    if (kept) this.#write(this.tab);
  }

  // A page that the browser had put aside is shown again: other pages may have written since. What could not be stored stays.
  #wake() {
    if (this.problem) return;
    this.#load();
    this.#tell("");
  }

  answer(id) {
    return this.state.answers[id] ?? {};
  }

  // Changes one answer; empty fields leave it.
  change(id, answer) {
    const clean = cleaned(answer, this.items.get(id), this.playbook);
    if (clean) this.state.answers[id] = clean;
    else delete this.state.answers[id];
    this.#save(id);
  }

  name(trust) {
    this.state.trust = writable(trust);
    this.#save("trust");
  }

  // What is written of a fact, whether it has the right form or not; an empty text leaves it.
  tell(id, fact) {
    this.state.facts[id] = writable(fact);
    if (!fact.trim()) delete this.state.facts[id];
    this.#save(id);
  }

  // Puts another state, as sound.js makes it, in the place of this one.
  become(state) {
    this.state = state;
    this.#save("");
  }

  keep(isKept) {
    this.isKept = isKept;
    if (!isKept) attempt(() => this.local.removeItem(NAME));
    this.#save("");
  }

  // Other tabs hear of it by what stands there for a moment.
  wipe() {
    this.state = { ...structuredClone(EMPTY), wiped: Math.max(this.clock(), ...Object.values(this.state.at)) };
    this.isKept = false;
    this.#write(this.local);
    for (const where of [this.local, this.tab]) attempt(() => where.removeItem(NAME));
    this.#tell("");
  }

  get count() {
    return Object.values(this.state.answers).filter(isSaid).length;
  }

  get isEmpty() {
    return !this.count && !Object.keys(this.state.facts).length;
  }

  // In words, where there is anything: 3 answers and 2 facts.
  get contents() {
    const { count, playbook, state } = this;
    const facts = Object.keys(state.facts).filter((id) => isFact(state.facts[id], id, playbook)).length;
    const said = [count && counted(count, "answer"), facts && counted(facts, "fact")].filter(Boolean).join(" and ");
    return said || "unfinished facts";
  }

  #save(id) {
    if (id) this.state.at[id] = Math.max(this.clock(), (this.state.at[id] ?? 0) + 1, this.state.wiped + 1); // clocks go back
    if (this.isKept) this.state = merged(this.state, this.#read(this.local) ?? EMPTY);
    const saved = this.#write(this.tab);
    const kept = !this.isKept || this.#write(this.local);
    this.problem = kept && saved ? "" : "This browser has no room, or may not store anything. Save your answers as a file.";
    this.#tell(id);
  }

  #heard(event) {
    if (event.storageArea !== this.local || event.key !== NAME) return;
    const theirs = this.#understood(event.newValue);
    this.isKept = this.#read(this.local) !== null;
    if (theirs) this.state = merged(this.state, theirs);
    this.#write(this.tab);
    this.#tell("");
  }

  #read(where) {
    try {
      return this.#understood(where.getItem(NAME));
    } catch {
      return null;
    }
  }

  #understood(text) {
    try {
      return sound(JSON.parse(text), this.playbook, this.clock());
    } catch {
      return null;
    }
  }

  #write(where) {
    return attempt(() => where.setItem(NAME, JSON.stringify(this.state)));
  }

  #tell(id) {
    this.dispatchEvent(new CustomEvent("change", { detail: id }));
  }
}

// A browser may refuse even to name its storage; then nothing is kept, and saving says so.
function storage(name) {
  try {
    return globalThis[name];
  } catch {
    return null;
  }
}

function attempt(act) {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

// Of each answer and fact the newer one; what is older than a wipe is gone.
function merged(mine, theirs) {
  const made = structuredClone(EMPTY);
  made.wiped = Math.max(mine.wiped, theirs.wiped);
  for (const id of new Set([...Object.keys(mine.at), ...Object.keys(theirs.at)])) {
    const newer = (mine.at[id] ?? 0) >= (theirs.at[id] ?? 0) ? mine : theirs;
    if (newer.at[id] <= made.wiped) continue;
    made.at[id] = newer.at[id];
    if (id === "trust" || id === "source") made[id] = newer[id];
    else for (const kind of ["facts", "answers"]) if (newer[kind][id]) made[kind][id] = newer[kind][id];
  }
  return made;
}
