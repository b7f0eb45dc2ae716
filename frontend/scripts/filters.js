// Filters with only choices in them apply when a choice is made; a text is sent with Enter or the button.
import { fresh } from "./everywhere.js";

export function submitFilters(root) {
  for (const form of fresh(root, "form[data-filters]")) {
    form.addEventListener("change", (event) => {
      if (event.target.tagName === "SELECT" && form.matches("[data-filters=now]")) form.requestSubmit();
    });
    // Empty filters need not stand in the address.
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
  }
}
