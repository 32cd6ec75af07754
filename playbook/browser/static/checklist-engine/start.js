// Python in a worker: its runtime and the playbook's wheels, all from this site.
import { Files } from "./files.js";

const NO_MORE = "Nothing is fetched once the engine runs";

// {python, pdf}: the running Python, and what loads the reader of PDF files. `told` hears of bytes and of steps.
export async function started(home, told) {
  const files = new Files(home, (come, total) => told({ come, total }));
  await files.open();
  const asked = files.of("loader", "machine", "python", "library", "wheel");
  const held = new Map((await files.all(asked)).map((bytes, at) => [asked[at], bytes]));
  told({ step: "starting" });
  const python = await runtime(files, held);
  for (const wheel of files.of("wheel")) python.unpackArchive(held.get(wheel), "wheel");
  files.tidy().catch(() => {});
  return { python, pdf: () => reader(files, python) };
}

// The runtime asks for its program and its library by name; it is given what is here already.
async function runtime(files, held) {
  const [program] = files.of("python"), [library] = files.of("library");
  const ready = {
    [program.name]: () => unpacked(held.get(program)),
    [library.name]: () => new Response(held.get(library)),
  };
  globalThis.fetch = async (address) => {
    const made = ready[String(address).split("/").at(-1)];
    if (!made) throw new TypeError(NO_MORE);
    return made();
  };
  const [loader, machine] = await Promise.all(files.of("loader", "machine").map((file) => import(files.address(file))));
  return loader.loadPyodide({
    indexURL: files.home,
    packageBaseUrl: files.home,
    lockFileContents: { info: files.list.info, packages: {} },
    createPyodideModule: machine.default,
  });
}

function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
}

async function reader(files, python) {
  for (const bytes of await files.all(files.of("pdf"))) python.unpackArchive(bytes, "wheel");
}
