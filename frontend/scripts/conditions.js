// Questions that depend on earlier answers: data-show-if='{"field": name, "values": […]}' (or "equals"). Without script all are shown.
import { fresh } from "./everywhere.js";

export function showWhatApplies(root) {
  for (const form of fresh(root, "form:has([data-show-if])")) {
    const update = () => {
      const given = new FormData(form);
      for (const field of form.querySelectorAll("[data-show-if]")) {
        const rule = JSON.parse(field.dataset.showIf);
        const wanted = [rule.values ?? rule.equals ?? rule.value ?? []].flat().map(String);
        const answers = given.getAll(rule.field).map(String);
        const applies = wanted.length ? wanted.some((each) => answers.includes(each)) : answers.some(Boolean);
        field.toggleAttribute("data-moot", !applies);
      }
    };
    form.addEventListener("input", update);
    form.addEventListener("change", update);
    update();
  }
}
