// The checklists as data, written beside this file when the site is built.
const found = await fetch(new URL("./checklists.json", import.meta.url));

export default await found.json();
