// What is typed into a form with data-draft is kept in this browser until it is sent. Passwords and files never are.
import { fresh } from "./everywhere.js";

const DAYS = 14 * 24 * 60 * 60 * 1000;

export function keepDrafts(root) {
  for (const form of fresh(root, "form[data-draft]")) {
    const key = `draft:${form.dataset.draft}`;
    const kept = read(key);
    if (kept && isUntouched(form)) fill(form, kept);
    let wait;
    form.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => write(key, values(form)), 400);
    });
    form.addEventListener("submit", () => {
      clearTimeout(wait);
      write(key, values(form));
      // Kept until the answer is not this form again: then it was sent.
      sessionStorage.setItem("draft-sent", key);
    });
  }
  forgetSent();
}

function forgetSent() {
  const key = sessionStorage.getItem("draft-sent");
  if (!key || document.querySelector("[data-error-summary]")) return;
  sessionStorage.removeItem("draft-sent");
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

const keepable = (input) => input.name && !["hidden", "password", "file", "submit", "button"].includes(input.type);

function values(form) {
  return [...form.elements].filter(keepable).map((input) => [input.name, input.value, input.checked ?? null]);
}

function isUntouched(form) {
  return [...form.elements].filter(keepable).every((input) =>
    ["checkbox", "radio"].includes(input.type) ? input.checked === input.defaultChecked && !input.defaultChecked
      : input.tagName === "SELECT" || input.value === "" || input.type === "color");
}

function fill(form, kept) {
  for (const [name, value, checked] of kept) {
    for (const input of form.elements) {
      if (input.name !== name || !keepable(input)) continue;
      if (["checkbox", "radio"].includes(input.type)) input.checked = input.value === value ? checked : input.checked;
      else input.value = value;
    }
  }
  form.dispatchEvent(new Event("input"));
}

function read(key) {
  try {
    const { at, typed } = JSON.parse(localStorage.getItem(key) ?? "{}");
    return Date.now() - at < DAYS ? typed : null;
  } catch {
    return null;
  }
}

function write(key, typed) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed }));
  } catch {
    // The storage is full or closed: then there is no draft.
  }
}
