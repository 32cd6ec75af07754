// Makes the switches of Furo's two menus buttons; without it their checkboxes do the work. No module, to run from a disk too.
{
  const menus = [
    ["__navigation", ".sidebar-drawer", ".nav-overlay-icon", "All pages"],
    ["__toc", ".toc-drawer", ".toc-overlay-icon", "On this page"],
  ];

  const asButton = (icon, label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = icon.className;
    button.ariaLabel = label;
    button.append(...icon.childNodes);
    icon.replaceWith(button);
    return button;
  };

  const setUp = ([id, drawerAt, iconsAt, label]) => {
    const box = document.getElementById(id);
    const drawer = document.querySelector(drawerAt);
    const buttons = [...document.querySelectorAll(iconsAt)].map((icon) => asButton(icon, label));
    const say = () => buttons.forEach((button) => button.ariaExpanded = box.checked);
    const set = (open) => {
      box.checked = open;
      say();
    };
    const goBack = () => buttons.find((button) => button.offsetParent)?.focus();

    drawer.id ||= `${id}-drawer`;
    drawer.tabIndex = -1;
    for (const button of buttons) {
      button.setAttribute("aria-controls", drawer.id);
      button.addEventListener("click", () => {
        set(true);
        drawer.focus();
      });
    }
    box.addEventListener("change", () => { // the veil over the page is still its label
      say();
      if (!box.checked) goBack();
    });
    drawer.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next && !drawer.contains(next)) set(false);
    });
    drawer.addEventListener("click", ({ target }) => {
      if (target.closest("a[href*='#']")) set(false);
    });
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !box.checked) return;
      set(false);
      goBack();
    });
    addEventListener("pageshow", say); // a browser may remember a box over a reload
    say();
  };

  document.documentElement.classList.add("menu-buttons");
  const landmark = document.querySelector(".menu-switches"); // it was there for the checkboxes alone
  landmark.replaceWith(...landmark.childNodes);
  menus.forEach(setUp);
}
