// Runs something for the page, and again for each part that is put into it later.
export function everywhere(enhance) {
  enhance(document);
  document.addEventListener("htmx:after:swap", () => enhance(document));
}

// Elements not met before: enhancing twice must do no harm.
export function fresh(root, selector) {
  return [...root.querySelectorAll(selector)].filter((element) => {
    const met = element.dataset.met?.split(" ") ?? [];
    if (met.includes(selector)) return false;
    element.dataset.met = [...met, selector].join(" ");
    return true;
  });
}
