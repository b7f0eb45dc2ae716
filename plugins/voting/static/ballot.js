// What is left of the budget, said while one chooses. Without this file the button "Update" says the same.
const form = document.querySelector("[data-ballot]");
if (form) {
  const kind = form.dataset.ballot;
  const most = Number(form.dataset.budget);
  const box = form.querySelector(".al-ballot-sum");
  const said = box.querySelector("[data-says]");
  const locale = document.documentElement.lang || "nb";

  const number = (value) => new Intl.NumberFormat(locale).format(value);
  const money = (ore) => `${new Intl.NumberFormat(locale, { minimumFractionDigits: ore % 100 ? 2 : 0 }).format(ore / 100)} kr`;
  const show = (value) => (form.dataset.money === undefined ? number(value) : money(value));
  const write = (pattern, value) => pattern.replace("{sum}", show(value)).replace("{n}", show(value));

  const used = () => {
    if (kind === "points") {
      return [...form.querySelectorAll("input[name^='mark.']")].reduce((sum, field) => sum + (parseInt(field.value, 10) || 0), 0);
    }
    const marked = [...form.querySelectorAll("input[name='choose']:checked")];
    if (kind === "budget") return marked.reduce((sum, field) => sum + Number(field.dataset.cost), 0);
    return marked.length + [...form.querySelectorAll("select[name^='mark.']")].filter((field) => field.value).length;
  };

  const tell = () => {
    const sum = used();
    const over = most > 0 && sum > most;
    box.toggleAttribute("data-over", over);
    const text = kind === "count" ? write(said.dataset.says, sum) : over ? write(said.dataset.over, sum - most) : write(said.dataset.says, most - sum);
    if (said.textContent !== text) said.textContent = text;
  };

  const districts = [...form.querySelectorAll("input[name='district']")];
  const hideOthers = () => {
    const chosen = districts.find((field) => field.checked)?.value;
    for (const option of form.querySelectorAll("[data-district]")) {
      option.hidden = Boolean(chosen) && option.dataset.district !== chosen;
      if (option.hidden) for (const field of option.querySelectorAll("input, select")) field.type === "checkbox" ? (field.checked = false) : (field.value = "");
    }
    tell();
  };

  form.querySelector("[data-update]").hidden = true;
  form.addEventListener("input", tell);
  if (districts.length) form.addEventListener("change", hideOthers);
  if (districts.length) hideOthers();
  else tell();
}
