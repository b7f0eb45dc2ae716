// A form marked data-save-itself sends what is typed two seconds after the last letter. The button saves as before, and shows
// what is wrong; a colleague's newer version is never overwritten from here.
const WAIT = 2000;

for (const form of document.querySelectorAll("form[data-save-itself]")) {
  const said = form.querySelector("[data-saved]");
  const version = form.querySelector("input[name=version]");
  let wait;
  let sending = false;
  let stopped = false;

  async function save() {
    if (stopped) return;
    if (sending) return later();
    sending = true;
    try {
      const body = new FormData(form);
      body.set("auto", "1");
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams([...body].filter(([, value]) => typeof value === "string")) });
      const words = await answer.text();
      if (answer.ok) {
        const [number, ...rest] = words.split("\n");
        version.value = number;
        said.textContent = rest.join("\n");
      } else if (answer.status === 422) {
        said.textContent = words;
      } else {
        stopped = true; // signed out, or gone: the button tells
      }
    } catch {
      later(); // no network just now
    } finally {
      sending = false;
    }
  }

  function later() {
    clearTimeout(wait);
    wait = setTimeout(save, WAIT);
  }

  form.addEventListener("input", later);
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(wait);
  });
}
