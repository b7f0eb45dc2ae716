// Menus are <details>: they open without script. With it they close on Escape and when attention goes elsewhere.
export function closeMenus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of [...open()].reverse()) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  });
}

// What is folded on a phone stands open where there is room. The styles say so too, for those without script.
export function openFolds() {
  for (const fold of document.querySelectorAll("details[data-fold]")) {
    const wide = matchMedia(`(min-width: ${fold.dataset.fold})`);
    const openAsSent = fold.open;
    const follow = () => { fold.open = wide.matches || openAsSent; };
    wide.addEventListener("change", follow);
    follow();
  }
}
