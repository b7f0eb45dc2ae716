// Questions that depend on earlier answers: data-show-if='{"field": name, "values": […]}' (or "equals"), or several at once:
// '{"match": "all" | "any", "tests": [{"field", "op": is | is_not | at_least | at_most | answered | not_answered, "value"}]}'.
// Without script all are shown. What is hidden counts as not answered.
import { fresh } from "./everywhere.js";

function one(rule, given) {
  const wanted = [rule.values ?? rule.equals ?? rule.value ?? []].flat().map(String);
  const answers = given.getAll(rule.field).map(String);
  return wanted.length ? wanted.some((each) => answers.includes(each)) : answers.some(Boolean);
}

// An answer of several inputs (a matrix) has names that begin with the field's.
function answersTo(field, given) {
  return [...given].filter(([name]) => name === field || name.startsWith(`${field}.`)).map(([, value]) => String(value)).filter(Boolean);
}

function passes({ field, op, value }, given) {
  const answers = answersTo(field, given);
  if (op === "not_answered") return !answers.length;
  if (!answers.length) return false;
  if (op === "answered") return true;
  if (op === "is") return answers.includes(String(value));
  if (op === "is_not") return !answers.includes(String(value));
  const number = Number(answers[0].replace(",", "."));
  return op === "at_least" ? number >= value : number <= value;
}

function several({ match, tests }, given) {
  const passed = (test) => passes(test, given);
  return match === "any" ? tests.some(passed) : tests.every(passed);
}

export function showWhatApplies(root) {
  for (const form of fresh(root, "form:has([data-show-if])")) {
    const update = () => {
      const given = new FormData(form);
      for (const field of form.querySelectorAll("[data-show-if]")) {
        const rule = JSON.parse(field.dataset.showIf);
        const applies = rule.tests ? several(rule, given) : one(rule, given);
        field.toggleAttribute("data-moot", !applies);
        if (!applies && rule.tests) for (const input of field.querySelectorAll("[name]")) given.delete(input.name);
      }
    };
    form.addEventListener("input", update);
    form.addEventListener("change", update);
    update();
  }
}
