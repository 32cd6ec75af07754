// What was answered, and where it is kept: in this tab until it is closed, and in this browser only if somebody says so.
// Every answer has the moment of its last change, so that two tabs keep the newer of each and lose nothing.

const NAME = "playbook-answers";
const EMPTY = { trust: "", answers: {}, source: null, at: {}, wiped: 0 };

export class Store extends EventTarget {
  constructor(local = storage("localStorage"), tab = storage("sessionStorage"), clock = Date.now) {
    super();
    Object.assign(this, { local, tab, clock, problem: "" });
    this.isKept = read(local) !== null;
    this.state = merged(read(local) ?? EMPTY, read(tab) ?? EMPTY);
    globalThis.addEventListener?.("storage", (event) => this.#heard(event));
  }

  answer(id) {
    return this.state.answers[id] ?? {};
  }

  // Changes one answer; empty fields leave it.
  change(id, answer) {
    const clean = trimmed(answer);
    if (clean) this.state.answers[id] = clean;
    else delete this.state.answers[id];
    this.state.at[id] = this.clock();
    this.#save(id);
  }

  name(trust) {
    this.state.trust = trust;
    this.state.at.trust = this.clock();
    this.#save("trust");
  }

  // Puts the answers of a file in the place of all that is here; `source` is {name, text} of the file.
  open({ trust, answers, source }) {
    const now = this.clock();
    const ids = ["trust", "source", ...Object.keys(answers)];
    const at = Object.fromEntries(ids.map((id) => [id, now + 1]));
    this.state = { trust, answers: structuredClone(answers), source, at, wiped: now };
    this.#save("");
  }

  keep(isKept) {
    this.isKept = isKept;
    if (!isKept) attempt(() => this.local.removeItem(NAME));
    this.#save("");
  }

  wipe() {
    this.state = { ...structuredClone(EMPTY), wiped: this.clock() };
    this.isKept = false;
    attempt(() => this.local.removeItem(NAME));
    attempt(() => this.tab.removeItem(NAME));
    this.#tell("");
  }

  get isEmpty() {
    return !this.state.trust && !this.state.source && !Object.keys(this.state.answers).length;
  }

  #save(id) {
    if (this.isKept) this.state = merged(this.state, read(this.local) ?? EMPTY);
    const text = JSON.stringify(this.state);
    const saved = attempt(() => this.tab.setItem(NAME, text));
    const kept = !this.isKept || attempt(() => this.local.setItem(NAME, text));
    this.problem = kept && saved ? "" : "This browser has no room, or may not store anything. Save your answers as a file.";
    this.#tell(id);
  }

  #heard(event) {
    if (event.storageArea !== this.local || event.key !== NAME) return;
    const theirs = read(this.local);
    this.isKept = theirs !== null;
    if (theirs) this.state = merged(this.state, theirs);
    this.#tell("");
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

function read(from) {
  try {
    const found = JSON.parse(from.getItem(NAME));
    return found && typeof found.answers === "object" && found.answers ? { ...structuredClone(EMPTY), ...found } : null;
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

// Of each answer the newer one; what is older than a wipe is gone.
function merged(mine, theirs) {
  const made = structuredClone(EMPTY);
  made.wiped = Math.max(mine.wiped, theirs.wiped);
  for (const id of new Set([...Object.keys(mine.at), ...Object.keys(theirs.at)])) {
    const newer = (mine.at[id] ?? 0) >= (theirs.at[id] ?? 0) ? mine : theirs;
    if (newer.at[id] <= made.wiped) continue;
    made.at[id] = newer.at[id];
    if (id === "trust" || id === "source") made[id] = newer[id];
    else if (newer.answers[id]) made.answers[id] = newer.answers[id];
  }
  return made;
}

// Without empty texts, and without characters that no file could hold; null where nothing is left.
function trimmed(answer) {
  const kept = {};
  for (const [key, value] of Object.entries(answer)) {
    const found = key === "rows" ? rowsOf(value) : typeof value === "string" ? value.replace(/[^\P{C}\n\t\p{Cf}]/gu, "") : value;
    if (found && (typeof found !== "string" || found.trim())) kept[key] = found;
  }
  return Object.keys(kept).length ? kept : null;
}

function rowsOf(rows) {
  const kept = Object.entries(rows ?? {}).map(([row, said]) => [row, trimmed(said)]).filter(([, said]) => said);
  return kept.length ? Object.fromEntries(kept) : null;
}
