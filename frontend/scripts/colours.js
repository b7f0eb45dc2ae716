// Light, dark, or as the device: three buttons in the footer, remembered in this browser only.
export function chooseScheme() {
  const page = document.documentElement;
  for (const group of document.querySelectorAll("[data-scheme-choice]")) {
    const show = () => {
      for (const button of group.querySelectorAll("[data-scheme]")) {
        button.setAttribute("aria-pressed", String(button.dataset.scheme === page.dataset.colorScheme));
      }
    };
    group.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-scheme]")?.dataset.scheme;
      if (!chosen) return;
      page.dataset.colorScheme = chosen;
      try {
        if (chosen === "auto") localStorage.removeItem("scheme");
        else localStorage.setItem("scheme", chosen);
      } catch {
        // No storage: the choice holds for this page.
      }
      show();
    });
    group.hidden = false;
    show();
  }
}
