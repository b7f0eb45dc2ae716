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

// The side menu of staff pages stands open where there is room, and is folded on a phone.
export function foldSideMenu() {
  const wide = matchMedia("(min-width: 60rem)");
  for (const menu of document.querySelectorAll("[data-side-menu]")) {
    const fold = () => { menu.open = wide.matches; };
    wide.addEventListener("change", fold);
    fold();
  }
}
