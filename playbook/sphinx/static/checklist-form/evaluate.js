// Answers → where every item and every gate stands. The same look-up as playbook/evaluate.py, without documents; both are
// held to the files in tests/vectors. Pure: the day is an argument.

const MISSING = {
  note: "say more in a note", evidence: "name the evidence", date: "give the date", until: "say until when",
};
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const NOTHING = {};

export const passes = (status) => status === "met" || status === "not-applicable";

// How many of some items apply, and how many of these pass; what waits for another answer is not counted yet.
export function counts(items, results) {
  const applying = items.map(({ id }) => results[id]).filter((one) => one.status !== "not-applicable" || one.setAside);
  return { applicable: applying.length, passed: applying.filter((one) => passes(one.status)).length };
}

export const listed = (words, last = "and") =>
  words.length > 1 ? `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}` : words.join("");

// 2026-11-22 → 22 November 2026
export const day = (date) => DAY.format(new Date(date));

// {results, verdicts}: each by id. `playbook` is what checklists.js holds, `answers` the answers by the ids of their items.
export function evaluate(playbook, answers, asOf) {
  const items = new Map(playbook.items.map((item) => [item.id, item]));
  const results = Object.create(null);

  function result(id) {
    if (!results[id]) {
      const item = items.get(id);
      const answer = answers[id];
      results[id] = notAsked(item) ?? asked(item, answer ?? NOTHING);
    }
    return results[id];
  }

  function notAsked(item) {
    let waitsFor = "";
    for (const condition of item.when) {
      const [holds, open] = held(condition);
      if (!holds && !open) return { status: "not-applicable", reason: onlyIf(condition), waitsFor: "" };
      waitsFor ||= open;
    }
    if (!waitsFor) return null;
    return { status: "not-applicable", reason: `Depends on the answer to “${items.get(waitsFor).ask}”`, waitsFor };
  }

  // Whether the condition holds, and the item that is still open where that cannot be said.
  function held(condition) {
    const switch_ = items.get(condition.item);
    if (!switch_) return [false, ""];
    const found = result(switch_.id);
    if (found.status === "not-applicable") return [false, found.waitsFor];
    const option = switch_.options[answers[switch_.id]?.answer];
    if (option && condition.options.includes(answers[switch_.id].answer)) return [true, ""];
    return [false, option && option.status !== "not-met" ? "" : switch_.id];
  }

  function onlyIf(condition) {
    const switch_ = items.get(condition.item);
    if (!switch_) return "Asked only where another question is answered";
    const texts = condition.options.map((id) => switch_.options[id].text).join("; or ");
    return `Asked only where “${switch_.ask}” is answered: ${texts}`;
  }

  function asked(item, answer) {
    if (item.rows && !(answer.answer || answer.unknown || answer.notApplicable)) return byRows(item, answer);
    const [status, reason] = judged(item, answer);
    return { status, reason, waitsFor: "", setAside: status === "not-applicable" };
  }

  function judged(item, answer) {
    if (answer.notApplicable) return ["not-applicable", `Set aside: ${answer.notApplicable}`];
    if (answer.unknown) return ["unknown", `Nobody knows yet; ask ${answer.owner || `the ${playbook.roles[item.who[0]].inSentence}`}`];
    const option = item.options[answer.answer];
    if (!option) return ["unanswered", "Not answered"];
    const old = outOfDate(option, answer);
    if (old) return ["outdated", `${option.text}: ${old}`];
    const missing = (option.needs ?? []).filter((need) => !answer[need]).map((need) => MISSING[need]);
    if (!missing.length) return [option.status, option.text];
    return [option.status === "met" ? "partly" : option.status, `${option.text}: ${listed(missing)}`];
  }

  function outOfDate(option, answer) {
    if (option.status === "not-met") return "";
    if (answer.until && answer.until < asOf) return `that was until ${day(answer.until)}`;
    if (option.fresh && answer.date && monthsLater(answer.date, option.fresh) < new Date(asOf)) {
      return `${day(answer.date)} is more than ${span(option.fresh)} ago`;
    }
    return "";
  }

  function byRows(item, answer) {
    const ids = Object.keys(item.rows);
    const said = answer.rows ?? NOTHING;
    const rows = Object.fromEntries(ids.map((row) => [row, said[row] ? judged(item, said[row])[0] : "unanswered"]));
    const openRows = ids.filter((row) => !passes(rows[row]));
    const aside = ids.filter((row) => rows[row] === "not-applicable");
    const reason = rowsReason(item, said, rows, openRows, aside);
    return { status: together(Object.values(rows)), reason, waitsFor: "", setAside: aside.length > 0, rows, openRows };
  }

  for (const item of playbook.items) result(item.id);
  return { results, verdicts: verdicts(playbook, results) };
}

function verdicts(playbook, results) {
  const found = {};
  const musts = playbook.items.filter((item) => item.priority === "must");
  playbook.gates.forEach((gate, number) => {
    const included = playbook.gates.slice(0, number + 1).map((one) => one.id);
    const own = musts.filter((item) => item.gate === gate.id);
    const applies = own.some(({ id }) => results[id].status !== "not-applicable" || results[id].waitsFor);
    const blockers = musts.filter((item) => included.includes(item.gate) && !passes(results[item.id].status));
    found[gate.id] = applies
      ? { ready: !blockers.length, blockers: blockers.map((item) => item.id) }
      : { ready: null, blockers: [] };
  });
  return found;
}

function together(statuses) {
  const applicable = statuses.filter((status) => status !== "not-applicable");
  if (!applicable.length) return "not-applicable";
  return applicable.every((status) => status === applicable[0]) ? applicable[0] : "partly";
}

function rowsReason(item, said, rows, open, aside) {
  const all = Object.keys(rows);
  if (all.every((row) => rows[row] === "unanswered")) return "Not answered";
  const found = open.length ? openReason(item, open) : `All ${all.length} rows`;
  if (!aside.length) return found;
  const reasons = `Set aside: ${aside.map((row) => `${item.rows[row]} (${said[row].notApplicable})`).join("; ")}`;
  return aside.length === all.length ? reasons : `${found}. ${reasons}`;
}

function openReason(item, open) {
  const named = open.slice(0, 3).map((row) => item.rows[row]);
  if (open.length > 3) named.push(`and ${open.length - 3} more`);
  const verb = open.length === 1 ? "is" : "are";
  return `${open.length} of ${Object.keys(item.rows).length} ${verb} open: ${named.join("; ")}`;
}

// The same day months later, or the last day of that month where it is shorter.
function monthsLater(date, months) {
  const [year, month, number] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(number, last.getUTCDate()));
  return last;
}

function span(months) {
  const [number, unit] = months % 12 ? [months, "month"] : [months / 12, "year"];
  return number === 1 ? `a ${unit}` : `${number} ${unit}s`;
}
