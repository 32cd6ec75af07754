// Where answers and facts are kept: named, kept, saved as a file, wiped. Loaded when somebody opens the menu of the bar.
import { element, link, onSecondPress, say } from "./parts.js";

// Where a file of answers is opened, and written with the person's own comments; nothing in a site without the engine.
export const openFile = (playbook) => playbook.engine && link(`${playbook.engine}#your-answers`, "Open an answers.yaml");

export function keeping(playbook, store, first) {
  const trust = element("input", { id: "bar--trust", type: "text", autocomplete: "organization" });
  trust.addEventListener("input", () => store.name(trust.value));
  const keep = element("input", { id: "bar--keep", type: "checkbox" });
  keep.addEventListener("change", () => store.keep(keep.checked));
  const where = element("p", { class: "bar-where" });
  const tell = () => {
    keep.checked = store.isKept;
    if (trust.value !== store.state.trust) trust.value = store.state.trust;
    where.textContent = `${store.problem} Nothing is sent anywhere. Answers not kept are lost with this tab.`;
  };
  store.addEventListener("change", tell);
  tell();
  return element(
    "div", { class: "bar-tools" }, first,
    element("div", {}, element("label", { for: "bar--trust" }, "Your trust "), trust),
    element("div", {}, keep, element("label", { for: "bar--keep" }, " Keep my answers in this browser")),
    where, element("div", { class: "bar-buttons" }, fileButton(playbook, store), wipeButton(store), openFile(playbook)),
  );
}

function fileButton(playbook, store) {
  const file = element("button", { type: "button" }, "Save as answers.yaml");
  const failed = element("span", {}, "This could not be loaded. Are you connected?");
  file.addEventListener("click", () => import("./saving.js").then(({ save }) => save(playbook, store), () => file.after(failed)));
  return file;
}

function wipeButton(store) {
  const wipe = element("button", { type: "button" }, "Wipe all answers");
  onSecondPress(wipe, () => (store.isEmpty ? "" : `Press again to wipe ${store.contents}`), () => {
    store.wipe();
    say("Everything is wiped.");
  });
  return wipe;
}
