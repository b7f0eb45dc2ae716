// Help while typing: how many characters are left, showing a password, files that are too large.
import { fresh } from "./everywhere.js";

export function countCharacters(root) {
  for (const input of fresh(root, "[data-counter]")) {
    const most = Number(input.dataset.counter);
    let line = document.getElementById(`${input.id}-count`);
    if (!line) {
      line = document.createElement("p");
      line.className = "al-counter";
      line.id = `${input.id}-count`;
      input.after(line);
    }
    const before = line.textContent;
    const spoken = document.createElement("span");
    spoken.className = "ds-sr-only";
    spoken.setAttribute("aria-live", "polite");
    line.after(spoken);
    let wait;
    const count = (said) => {
      const left = most - [...input.value].length;
      const near = left < Math.max(20, most * 0.2);
      line.dataset.state = left < 0 ? "over" : "under";
      line.textContent = near ? (left < 0 ? input.dataset.over : input.dataset.left).replace("%d", Math.abs(left)) : before;
      clearTimeout(wait);
      if (said) wait = setTimeout(() => { spoken.textContent = near ? line.textContent : ""; }, 900);
    };
    input.addEventListener("input", () => count(true));
    count(false);
  }
}

export function revealPasswords(root) {
  for (const input of fresh(root, "[data-reveal]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "al-reveal";
    const show = () => { button.textContent = input.type === "password" ? input.dataset.reveal : input.dataset.conceal; };
    button.addEventListener("click", () => {
      input.type = input.type === "password" ? "text" : "password";
      show();
    });
    input.form?.addEventListener("submit", () => { input.type = "password"; });
    show();
    input.after(button);
  }
}

export function refuseLargeFiles(root) {
  for (const input of fresh(root, "[data-max-bytes]")) {
    input.addEventListener("change", () => {
      const large = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
      input.setAttribute("aria-invalid", String(large));
    });
  }
}
