// The engine beside the page: it starts when it is told to, and answers one question after another.
import { started } from "./start.js";

let engine, pdf, reader;

async function start({ home, asOf }) {
  await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); // says at once where no such program may run
  const ready = await started(home, (progress) => postMessage({ progress }));
  pdf = () => (reader ??= ready.pdf().then(() => true, () => (reader = null, false)));
  const made = ready.python.pyimport("playbook.browser.engine");
  const one = made.Engine(asOf);
  engine = (method, words, data) => made.answer(one, method, words, data);
}

async function answered({ method, words, data }) {
  if (method === "start") return start(words);
  if (method === "pdf") return pdf();
  return JSON.parse(engine(method, JSON.stringify(words), data && new Uint8Array(data)));
}

let last = Promise.resolve();
onmessage = ({ data: asked }) => {
  last = last.then(async () => {
    try {
      postMessage({ id: asked.id, said: await answered(asked) });
    } catch (error) {
      postMessage({ id: asked.id, failed: String(error?.message ?? error) });
    }
  });
};
