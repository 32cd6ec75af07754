// What a browser kept may be old, foreign or damaged: here it becomes answers and facts that this playbook knows, or nothing.
const DAYS = ["date", "until", "due"];
const TEXTS = ["answer", "notApplicable", "note", "evidence", "owner"];
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const own = (record, key) => (Object.hasOwn(record ?? {}, key) ? record[key] : undefined);

// Without characters that no file could hold.
export const writable = (text) =>
  typeof text === "string" ? text.replace(/[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu, "") : "";

export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true;

// Whether a text has the form of the fact `id`.
export const isFact = (text, id, { facts, factForms }) =>
  new RegExp(factForms[facts[id]].pattern, "u").test(text);

// The file that answers were opened from, if any.
const sourceOf = (source) => (typeof source?.name === "string" && typeof source.text === "string" ? { name: source.name, text: source.text } : null);

// {trust, facts, answers, source, at, wiped}, or null; `at` and `wiped` are moments, and what is later than `now` counts as long ago.
export function sound(found, playbook, now) {
  if (!isRecord(found) || !isRecord(found.answers)) return null;
  const moment = (value) => (value <= now ? Number(value) : 0);
  const made = { trust: writable(found.trust), facts: {}, answers: {}, source: sourceOf(found.source), at: {}, wiped: moment(found.wiped) };
  const at = found.at ?? {};
  for (const name of ["trust", "source"]) if (Object.hasOwn(at, name)) made.at[name] = moment(at[name]);
  const dated = (id, name, isSaid) => {
    if (isSaid || Object.hasOwn(at, name)) made.at[id] = Math.max(made.at[id] ?? 0, moment(own(at, name)) || made.wiped + 1);
  };
  for (const id of Object.keys(playbook.facts)) {
    const fact = writable(own(found.facts, id));
    if (fact.trim()) made.facts[id] = fact;
    dated(id, id, made.facts[id]);
  }
  for (const item of playbook.items) {
    const formerly = Object.keys(playbook.retired).filter((old) => playbook.retired[old] === item.id);
    for (const id of [item.id, ...formerly]) {
      const answer = cleaned(own(found.answers, id), item, playbook);
      if (answer && !made.answers[item.id]) made.answers[item.id] = answer;
      dated(item.id, id, answer);
    }
  }
  return made;
}

// An answer with what is written in it and no more; null where nothing is left.
export function cleaned(answer, item, playbook, isRow = false) {
  if (!isRecord(answer)) return null;
  const kept = {};
  for (const key of TEXTS) if (writable(answer[key]).trim()) kept[key] = writable(answer[key]);
  for (const key of DAYS) if (isDay(answer[key])) kept[key] = answer[key];
  for (const key of ["unknown", "isAside"]) if (answer[key] === true) kept[key] = true;
  const renamed = own(playbook.retired, `${item.id}/${kept.answer}`) ?? kept.answer;
  if (Object.hasOwn(item.options, renamed ?? "") && (isRow || !item.rows)) kept.answer = renamed;
  else delete kept.answer;
  if (item.priority === "must" && !item.setAside) delete kept.notApplicable;
  const rows = isRow || !item.rows ? [] : Object.keys(item.rows).map((id) => [id, cleaned(own(answer.rows, id), item, playbook, true)]);
  if (rows.some(([, said]) => said)) kept.rows = Object.fromEntries(rows.filter(([, said]) => said));
  return Object.keys(kept).length ? kept : null;
}
