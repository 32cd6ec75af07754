// How the answers are taken along, and how a file is opened. A file that was opened is written by the engine, which keeps
// its comments and its order; the engine has a page of its own, if the site was built with it.
import { download, element } from "./parts.js";
import { yamlOf } from "./yaml.js";

const ROOT = new URL("../../", import.meta.url);

export function saving(playbook, store) {
  const page = playbook.engine ? new URL(`${playbook.engine}#your-answers`, ROOT) : null;
  if (page && store.state.source) return [element("a", { href: page }, `Save ${store.state.source.name}`)];
  const save = element("button", { type: "button" }, "Save as answers.yaml");
  save.addEventListener("click", () => download("answers.yaml", yamlOf(playbook, store.state)));
  return page ? [save, element("a", { href: page }, "Open an answers.yaml")] : [save];
}
