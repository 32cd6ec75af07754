// Elements, said shortly.

// element("p", {class: "note"}, "text", child …); what is null is left out.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made && typeof value === "boolean") made[key] = value;
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

export const counted = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

export const WORDS = {
  met: "Passes",
  partly: "In part",
  "not-met": "Does not pass",
  unknown: "Not known",
  unanswered: "Not answered",
  "not-applicable": "Does not apply",
  outdated: "Out of date",
};

// Saves a text or bytes as a file; the address is one of this page's own and is let go at once.
export function download(name, content, type = "application/yaml;charset=utf-8") {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
