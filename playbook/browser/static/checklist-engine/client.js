// The page's end of the engine: one worker, started when it is first needed, and a new one after it has died.

export class Died extends Error {}

const LONGEST = 60_000;

export class Client {
  constructor(home, asOf, told) {
    Object.assign(this, { home, asOf, told, asked: new Map(), count: 0 });
  }

  get isStarted() {
    return Boolean(this.starting);
  }

  start() {
    this.starting ??= this.#start();
    return this.starting;
  }

  async #start() {
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => this.#heard(data);
    this.worker.onerror = (event) => this.stop(new Died(event.message || "the engine could not be loaded"));
    this.worker.onmessageerror = () => this.stop(new Died("the engine could not be understood"));
    await this.#ask("start", { home: this.home, asOf: this.asOf });
  }

  // What the engine says to a question. Rejects with Died where it failed, or took longer than `longest`.
  async ask(method, words = {}, data = undefined, longest = LONGEST) {
    await this.start();
    return this.#ask(method, words, data, longest);
  }

  #ask(method, words, data, longest) {
    const id = ++this.count;
    const worker = this.worker;
    return new Promise((resolve, reject) => {
      const late = longest && setTimeout(() => this.stop(new Died("late")), longest);
      this.asked.set(id, { resolve, reject, late });
      worker.postMessage({ id, method, words, data }, data ? [data] : []);
    });
  }

  #heard({ progress, id, said, failed }) {
    if (progress) return this.told(progress);
    if (failed !== undefined) return this.stop(new Died(failed));
    const { resolve, late } = this.asked.get(id);
    clearTimeout(late);
    this.asked.delete(id);
    return resolve(said);
  }

  // Ends the worker, and with it every question that is open.
  stop(reason = new Died("stopped")) {
    this.worker?.terminate();
    this.worker = this.starting = undefined;
    const open = [...this.asked.values()];
    this.asked.clear();
    for (const { reject, late } of open) {
      clearTimeout(late);
      reject(reason);
    }
  }
}
