// The page that checks documents: nothing is loaded before somebody chooses a file.
import playbook from "../checklist-form/checklists.js";
import { element, today } from "../checklist-form/parts.js";
import { download } from "../checklist-form/saving.js";
import { Store } from "../checklist-form/store.js";
import { Answers } from "./answers.js";
import { Client, Died } from "./client.js";
import { keepOffline } from "./keep.js";
import { Papers } from "./papers.js";
import { overview, paper, problem, ROOT } from "./show.js";

const ACCEPTED = ".docx,.pdf,.html,.htm,.md,.txt";
const HOME = new URL("./parts/", import.meta.url).href;
const FORMS = { markdown: ["md", "text/markdown"], html: ["html", "text/html"] };
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

class Page {
  constructor(place) {
    Object.assign(this, { place, depth: 0, shown: 0 });
    this.store = new Store(playbook);
    this.client = new Client(HOME, today(), (progress) => this.loading(progress));
    this.papers = new Papers(this.client, (number, all, name) => this.step(`Reading ${number} of ${all}: ${name}`, number - 1, all));
    this.answers = new Answers(this.guarded(), this.store, (documents) => this.opened(documents));
    this.status = element("div", { role: "status", class: "engine-status" });
    this.results = element("section", { "aria-label": "What was found" });
    place.replaceChildren(
      element("h2", { id: "your-papers" }, "Your papers"), this.drop(), this.waiting(), this.status, this.results,
      element("h2", { id: "your-answers" }, "Your answers"), this.answers.box,
    );
    this.store.addEventListener("change", () => this.answers.tell());
  }

  drop() {
    const input = element("input", { type: "file", id: "engine-files", multiple: true, accept: ACCEPTED });
    input.addEventListener("change", () => {
      this.add([...input.files]);
      input.value = "";
    });
    const { load, pdf } = this.place.dataset;
    const box = element(
      "div", { class: "engine-drop" },
      element("p", {}, element("label", { for: "engine-files" }, "Choose papers, or drop them here")), element("p", {}, input),
      element("p", { class: "engine-quiet" }, "Word (.docx), PDF, web pages (.html), Markdown (.md) and plain text (.txt), as many as belong together."),
      element("p", { class: "engine-quiet" }, `The first time, ${megabytes(load)} MB are loaded from this site, and ${megabytes(pdf)} MB more for a PDF. Nothing is loaded before you choose a file.`),
    );
    for (const kind of ["dragover", "dragleave", "drop"]) {
      box.addEventListener(kind, (event) => {
        event.preventDefault();
        box.classList.toggle("is-over", kind === "dragover");
        if (kind === "drop") this.add([...event.dataTransfer.files]);
      });
    }
    return box;
  }

  waiting() {
    this.bar = element("progress", { "aria-label": "Progress", max: 1, value: 0 });
    this.words = element("p", {});
    const cancel = element("button", { type: "button" }, "Cancel");
    cancel.addEventListener("click", () => this.client.stop());
    this.wait = element("div", { class: "engine-progress", hidden: true }, this.words, this.bar, element("div", { class: "engine-buttons" }, cancel));
    return this.wait;
  }

  // The client, with the progress shown while it works.
  guarded() {
    return { ask: (...asked) => this.busy(() => this.client.ask(...asked)) };
  }

  async busy(act) {
    this.depth += 1;
    this.wait.hidden = false;
    try {
      const starts = !this.client.isStarted;
      await this.client.start();
      if (starts) keepOffline(ROOT);
      return await act();
    } finally {
      this.depth -= 1;
      this.wait.hidden = this.depth === 0;
    }
  }

  loading({ come, total, step }) {
    if (step) return this.step("Starting", null);
    const now = performance.now();
    if (come < total && now - this.shown < 100) return undefined;
    this.shown = now;
    return this.step(`Loading: ${megabytes(come)} of ${megabytes(total)} MB`, come, total);
  }

  step(words, value, max = 1) {
    this.words.textContent = words;
    this.bar.max = max;
    if (value === null) this.bar.removeAttribute("value");
    else this.bar.value = value;
  }

  async add(files) {
    const answers = files.filter((file) => /\.ya?ml$/i.test(file.name));
    this.papers.add(files.filter((file) => !answers.includes(file)));
    if (answers.length) await this.answers.open(answers[0]);
    if (files.length > answers.length) await this.check();
  }

  opened(documents) {
    this.papers.kinds = documents;
    if (this.papers.all.size) this.check();
  }

  // Reads what is new, and shows everything. One run at a time; what comes meanwhile is taken by the next round.
  async check() {
    this.again = true;
    if (this.running) return;
    this.running = true;
    try {
      while (this.again) {
        this.again = false;
        await this.busy(() => this.round());
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
    }
  }

  async round() {
    await this.papers.read();
    this.step("Comparing", null);
    const view = await this.client.ask("show", { text: await this.answers.text(), trust: this.store.state.trust });
    await this.show(view);
  }

  failed(error) {
    const isStopped = error instanceof Died && error.message === "stopped";
    this.status.replaceChildren(isStopped
      ? element("p", {}, "Cancelled. Nothing was changed.")
      : problem("The engine could not be loaded, or broke down. Your answers are as they were.", `Try again: choose the paper once more. What the browser said: ${error.message}`));
    this.papers.all.clear();
    this.results.replaceChildren();
  }

  // A paper at a time, so that the page can be used meanwhile.
  async show(view) {
    const actions = {
      change: (name, kind) => this.after(this.papers.called(name, kind), () => this.kindOf(name)),
      forget: (name) => this.after(this.papers.forget(name), () => this.place.querySelector("#engine-files")),
      comment: (name) => this.commented(name).catch((error) => this.failed(error)),
    };
    const isEmpty = !view.documents.length && !view.unread.length;
    this.status.replaceChildren(element("p", { class: "answer-aloud" }, isEmpty ? "No papers." : view.summary));
    this.results.replaceChildren();
    if (isEmpty) return;
    this.results.append(element("h2", { id: "what-was-found" }, "What was found"), ...overview(view, this.buttons()));
    for (const one of view.documents) {
      await new Promise((resolve) => { setTimeout(resolve); });
      this.results.append(paper(view, one, actions));
    }
  }

  // Shows everything again, and gives the keyboard back to where it was: the elements are new.
  async after(done, focused) {
    try {
      await done;
      await this.check();
      focused()?.focus();
    } catch (error) {
      this.failed(error);
    }
  }

  kindOf(name) {
    const found = [...this.results.querySelectorAll(".engine-paper")].find((one) => one.getAttribute("aria-label") === name);
    return found?.querySelector("select");
  }

  buttons() {
    const made = Object.entries({ html: "Save the report as a web page", markdown: "Save the report as Markdown" }).map(([form, words]) => {
      const button = element("button", { type: "button" }, words);
      button.addEventListener("click", () => this.report(form).catch((error) => this.failed(error)));
      return button;
    });
    return element("div", { class: "engine-buttons" }, ...made);
  }

  // A copy of a Word file with its findings in the margin.
  async commented(name) {
    const data = await this.papers.all.get(name).file.arrayBuffer();
    const found = await this.busy(() => this.client.ask("commented", { name, trust: this.store.state.trust }, data));
    if (found.problems) {
      this.status.replaceChildren(...found.problems.map((one) => problem(`${one.place}: ${one.message}.`, one.hint)));
      return;
    }
    download(name.replace(/(\.docx)?$/i, " with comments.docx"), Uint8Array.from(atob(found), (one) => one.charCodeAt(0)), WORD);
  }

  async report(form) {
    const text = await this.answers.text();
    const said = await this.busy(() => this.client.ask("write", { text, trust: this.store.state.trust, form }));
    const [ending, type] = FORMS[form];
    download(`report.${ending}`, said, `${type};charset=utf-8`);
  }
}

const place = document.querySelector(".engine-place[data-load]");
if (place && globalThis.Worker && globalThis.DecompressionStream) new Page(place);
