// Answers as a file that is saved. Loaded when somebody wants one.
import { openFile } from "./keeping.js";
import { counted, element, say } from "./parts.js";
import { isFact } from "./sound.js";
import { yamlOf } from "./yaml.js";

// A file that was opened is written by the engine, which has a page of its own: here its comments would be lost.
export function save(playbook, store) {
  if (store.state.source && playbook.engine) {
    location.assign(openFile(playbook).href);
    return;
  }
  download("answers.yaml", yamlOf(playbook, store.state));
  const left = Object.entries(store.state.facts).filter(([id, fact]) => fact.trim() !== "unknown" && !isFact(fact, id, playbook));
  say(`Saved: answers.yaml, ${left.length ? `without ${counted(left.length, "fact")} not yet in the right form` : `with ${store.isEmpty ? "no answers" : store.contents}`}.`);
}

// Saves a text or bytes. The address is one of this page's own, and is let go at once.
export function download(name, content, type = "application/yaml;charset=utf-8") {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
