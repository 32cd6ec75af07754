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

// An item's question, as a link to where it stands; ROOT is the address of the site, as seen from this script.
const ROOT = new URL("../../", import.meta.url);
export const link = (address, words) => (address ? element("a", { href: new URL(address, ROOT) }, words) : words);
export const linkTo = (item) => link(item.page && `${item.page}#${item.id}`, item.ask);

// Says something to who listens, when the person has paused; later it is gone, so that nobody comes upon it.
const aloud = element("p", { class: "bar-aloud", role: "status" });
document.body.append(aloud);
let waiting;
export function say(words) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    aloud.textContent = words;
    waiting = setTimeout(() => { aloud.textContent = ""; }, 10000);
  }, 700);
}

// Acts on the second press. The first asks, in the button itself, until the focus leaves it; an empty question is not asked.
export function onSecondPress(button, question, act) {
  const words = button.textContent;
  const calm = () => {
    button.textContent = words;
    delete button.dataset.sure;
  };
  button.addEventListener("blur", calm);
  button.addEventListener("click", () => {
    const asked = button.dataset.sure ? "" : question();
    if (asked) {
      button.dataset.sure = "asked";
      button.textContent = asked;
      say(asked);
    } else {
      calm();
      act();
    }
  });
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
