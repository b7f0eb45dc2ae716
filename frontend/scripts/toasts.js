// A message is read aloud when it comes into a status area, not when it was there from the start: so it comes in again.
import { fresh } from "./everywhere.js";

export function sayToasts(root) {
  for (const toast of fresh(root, "[data-toast]")) {
    const close = toast.querySelector("[data-toast-close]");
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
    const area = toast.closest("[role=status]");
    if (!area) continue;
    toast.remove();
    setTimeout(() => area.append(toast), 150);
  }
}
