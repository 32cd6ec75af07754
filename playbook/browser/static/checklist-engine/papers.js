// The papers of one visit: read one after another, and read again by a new worker where the old one has died.
import { Died } from "./client.js";

const MOST = 50_000_000;
const LATE = ["it takes longer to read than such a paper should", "Print it to a new PDF, or save it from Word again, and try that one."];
const BROKE = ["the engine broke down over it", "Save it again in another format, and try that one. The other papers are not affected."];
const NO_READER = ["what reads PDF files could not be loaded", "Are you connected? Choose the paper once more, or save it as .docx."];
const GONE = ["the browser could not open it", "Is it still where it was, and may you open it? Choose it again."];

export class Papers {
  // `told` hears which paper is read, as a number and its name.
  constructor(client, told) {
    Object.assign(this, { client, told, all: new Map(), kinds: {}, worker: null });
  }

  // A paper of the same name takes the place of the older one; several that come at once are told apart by a number.
  add(files) {
    const taken = new Set();
    for (const file of files) {
      let name = file.name;
      for (let number = 2; taken.has(name); number += 1) name = `${file.name} (${number})`;
      taken.add(name);
      const before = this.all.get(name);
      this.all.set(name, { file, kind: before?.kind || this.kinds[file.name] || "", refused: null });
    }
  }

  async forget(name) {
    this.all.delete(name);
    if (this.client.isStarted) await this.client.ask("forget", { name });
  }

  async called(name, kind) {
    this.all.get(name).kind = kind;
    await this.client.ask("called", { name, kind });
  }

  // Brings the worker up to what is here. A paper that breaks the engine is refused, and the others are read anew.
  async read() {
    for (;;) {
      await this.client.start();
      if (this.worker !== this.client.worker) for (const one of this.all.values()) one.isRead = false;
      this.worker = this.client.worker;
      const next = [...this.all].find(([, one]) => !one.isRead);
      if (!next) return;
      this.told([...this.all.keys()].indexOf(next[0]) + 1, this.all.size, next[0]);
      await this.#one(...next);
    }
  }

  async #one(name, one) {
    try {
      if (!one.refused) await this.#bytes(name, one);
    } catch (error) {
      if (!(error instanceof Died) || error.message === "stopped") throw error;
      one.refused ??= error.message === "late" ? LATE : BROKE;
      return;
    }
    if (one.refused) await this.client.ask("refuse", { name, message: one.refused[0], hint: one.refused[1] });
    one.isRead = true;
  }

  async #bytes(name, one) {
    let data;
    try {
      data = await (one.file.size > MOST ? one.file.slice(0, 4096) : one.file).arrayBuffer();
    } catch {
      one.refused = GONE;
      return;
    }
    if (isPdf(data) && !(await this.client.ask("pdf", {}, undefined, 0))) one.refused = NO_READER;
    else await this.client.ask("read", { name, size: one.file.size, kind: one.kind }, data);
  }
}

function isPdf(data) {
  return new TextDecoder("latin1").decode(data.slice(0, 1024)).includes("%PDF-");
}
