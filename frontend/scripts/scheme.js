// Before the first paint: the reader's own choice of light or dark, if there is one. Runs first, so it is tiny.
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.colorScheme = chosen;
} catch {
  // No storage: the device decides.
}
