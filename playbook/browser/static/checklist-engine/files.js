// The engine's files: from the browser's own cache, or from this site. Each is held against its hash before it is used.

const CACHE = "playbook-engine";
const LIST = "engine.json";
const TYPES = { js: "text/javascript", json: "application/json" };

export class Files {
  // `told` hears how many bytes of how many have come.
  constructor(home, told) {
    Object.assign(this, { home, told, come: 0, total: 0 });
    this.fetch = globalThis.fetch.bind(globalThis);
  }

  async open() {
    this.cache = await globalThis.caches?.open(CACHE).catch(() => null);
    this.list = await this.#listed();
    return this.list;
  }

  address(file) {
    return new URL(file.file, this.home).href;
  }

  of(...roles) {
    return this.list.files.filter((file) => roles.includes(file.role));
  }

  // The bytes of some files, fetched side by side.
  all(files) {
    this.total = files.reduce((sum, file) => sum + file.moved, 0);
    this.come = 0;
    return Promise.all(files.map((file) => this.#bytes(file)));
  }

  // Forgets what an older site has left.
  async tidy() {
    const known = new Set([new URL(LIST, this.home).href, ...this.list.files.map((file) => this.address(file))]);
    for (const kept of (await this.cache?.keys()) ?? []) if (!known.has(kept.url)) await this.cache.delete(kept);
  }

  async #listed() {
    const address = new URL(LIST, this.home).href;
    try {
      const found = await this.fetch(address, { cache: "no-cache" });
      if (!found.ok) throw new Error(`${LIST}: ${found.status}`);
      await this.#keep(address, await found.clone().arrayBuffer());
      return await found.json();
    } catch (error) {
      const kept = await this.cache?.match(address);
      if (!kept) throw error;
      return kept.json();
    }
  }

  async #bytes(file) {
    const address = this.address(file);
    const kept = await this.cache?.match(address);
    const held = kept && (await kept.arrayBuffer());
    if (held && (await isRight(held, file.integrity))) {
      this.#count(file.moved);
      return held;
    }
    const came = await this.#fetched(address, file);
    await this.#keep(address, came);
    return came;
  }

  async #fetched(address, file) {
    const checks = globalThis.crypto?.subtle ? {} : { integrity: file.integrity };
    const answer = await this.fetch(address, checks);
    if (!answer.ok) throw new Error(`${file.name}: ${answer.status}`);
    const bytes = new Uint8Array(file.size);
    let at = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > file.size) throw new Error(`${file.name}: too long`);
      bytes.set(value, at);
      at += value.length;
      this.#count((value.length * file.moved) / file.size);
    }
    if (at !== file.size || !(await isRight(bytes, file.integrity))) throw new Error(`${file.name}: damaged on its way`);
    return bytes.buffer;
  }

  #count(bytes) {
    this.come += bytes;
    this.told(this.come, this.total);
  }

  // A browser that keeps nothing, or has no room, fetches again the next time.
  async #keep(address, bytes) {
    const type = TYPES[address.split(".").at(-1)] ?? "application/octet-stream";
    await this.cache?.put(address, new Response(bytes, { headers: { "Content-Type": type } })).catch(() => {});
  }
}

async function isRight(bytes, integrity) {
  if (!globalThis.crypto?.subtle) return true;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return integrity === `sha256-${btoa(String.fromCharCode(...hash))}`;
}
