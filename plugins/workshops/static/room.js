// The room: sends what is written without loading the page, again and again until the server has it; keeps one's own part up to date.
// Every form works without this.
const TRIES = 40;
const BETWEEN = 3_000; // ms

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-room-form]") || event.defaultPrevented) return;
  event.preventDefault();
  send(form);
});
let step = stepNow();
document.addEventListener("live:changed", () => {
  mark();
  if (stepNow() === step) return; // only answers came in: one's own part changes by one's own sending
  step = stepNow();
  const place = document.querySelector("[data-room-own]");
  if (place) {
    place.replaceChildren();
    delete place.dataset.text;
  }
  // Once everybody has the step; where there is nothing of one's own, nobody asks.
  if (document.querySelector("#step[data-own]")) setTimeout(own, 1_000 + Math.random() * 5_000);
});
own();

function stepNow() {
  return document.querySelector("[data-live-now]")?.dataset.liveNow;
}

async function send(form) {
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  const once = form.elements.namedItem("once");
  if (once) once.value = globalThis.crypto?.randomUUID?.() ?? String(Math.random()).slice(2);
  const body = new URLSearchParams(new FormData(form));
  say("sending");
  for (let n = 0; n < TRIES; n += 1) {
    const answer = await post(form, body);
    if (answer?.status === 204) {
      say("sent");
      form.reset();
      break;
    }
    if (answer?.status === 422) {
      refused(form, await answer.text());
      break;
    }
    if (answer && answer.status < 500 && answer.status !== 429) {
      form.submit(); // signed out, or closed: the page says it best
      return;
    }
    say("again");
    await new Promise((done) => { setTimeout(done, BETWEEN); });
  }
  delete form.dataset.sending;
  own();
}

async function post(form, body) {
  try {
    return await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  } catch {
    return undefined;
  }
}

// What came back is the whole page with the form and its errors: the piece that this form stands in is taken from it.
function refused(form, text) {
  say("");
  const piece = form.closest("[data-room-piece]");
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = piece && page.getElementById(piece.id);
  if (!fresh) return;
  piece.replaceWith(fresh);
  fresh.querySelector("[data-error-summary]")?.focus();
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
}

function say(what) {
  const line = document.getElementById("room-said");
  if (line) line.textContent = what ? (line.dataset[what] ?? "") : "";
}

async function own() {
  const place = document.querySelector("[data-room-own]");
  if (!place) return;
  try {
    const answer = await fetch(place.dataset.roomOwn, { headers: { "HX-Request": "true" } });
    const text = answer.ok ? await answer.text() : place.dataset.text;
    if (text !== undefined && place.dataset.text !== text) place.innerHTML = text;
    if (text !== undefined) place.dataset.text = text;
  } catch {
    // the next change asks again
  }
  mark();
}

function mark() {
  const mine = new Set((document.querySelector("[data-supports]")?.dataset.supports ?? "").split(" "));
  for (const button of document.querySelectorAll("button[data-said]")) {
    button.setAttribute("aria-pressed", String(mine.has(button.dataset.said)));
  }
}
