// The checklists as data, written beside this file when the site is built.
const found = await fetch(new URL("./checklists.json", import.meta.url));
if (!found.ok) throw new Error(`${found.url}: ${found.status}`);

export default await found.json();
