// Pages that change while people look. Without it they have a link that loads them again.
// <div data-live="events" data-live-src="fragment" data-live-version="7"> … <section id="step" data-live-key="3"> … </section></div>
// A word "name version" comes by server-sent events; the fragment is fetched, and pieces (id + data-live-key) whose key is
// the same are left as they stand, so that nothing is lost of what somebody is writing.
import { fresh } from "./everywhere.js";

const SPREAD = 300; // ms: so that a crowd does not ask in the same moment
const SLOW = 12_000; // ms between two questions where there is no stream

export function live(root) {
  for (const element of fresh(root, "[data-live]")) new Live(element).listen();
}

class Live {
  constructor(element) {
    this.element = element;
    this.version = Number(element.dataset.liveVersion ?? 0);
  }

  listen() {
    if (!this.element.isConnected) return;
    this.source = new EventSource(this.element.dataset.live);
    this.source.addEventListener("live", (event) => this.hear(event.data));
    this.source.addEventListener("error", () => {
      this.lost = true; // what was said meanwhile was not heard
      if (this.source.readyState === EventSource.CLOSED) this.askSlowly();
    });
  }

  // The server says no, or is away: ask now and then, and try to listen again.
  askSlowly() {
    clearTimeout(this.slow);
    this.slow = setTimeout(() => {
      this.change();
      this.listen();
    }, SLOW + Math.random() * 3_000);
  }

  hear(data) {
    const [name, version] = data.split(" ");
    if (name === "now" && Number(version) === this.version && !this.lost) return;
    this.lost = false;
    this.change();
  }

  // One question at a time; what is said while it is asked leads to another.
  change() {
    this.again = true;
    if (this.busy) return;
    this.busy = true;
    setTimeout(async () => {
      this.again = false;
      try {
        await this.fetch();
      } catch {
        await new Promise((done) => { setTimeout(done, 2_000); });
        this.again = this.element.isConnected;
      }
      this.busy = false;
      if (this.again) this.change();
    }, Math.random() * SPREAD);
  }

  async fetch() {
    const { liveSrc, livePublic } = this.element.dataset;
    // What is the same for everybody comes from the server's memory when nobody asks for it by name.
    const answer = await fetch(liveSrc, {
      headers: { "HX-Request": "true", "Accept-Language": document.documentElement.lang },
      credentials: livePublic === undefined ? "same-origin" : "omit",
      cache: "no-cache",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = document.createElement("template");
    fresh.innerHTML = await answer.text();
    this.put(fresh.content);
  }

  put(content) {
    const said = content.querySelector("[data-live-now]");
    if (said) this.version = Number(said.dataset.liveNow);
    const pieces = [...content.querySelectorAll("[data-live-key]")];
    const here = [...this.element.querySelectorAll("[data-live-key]")];
    const same = pieces.length === here.length && pieces.every((piece, n) => piece.id === here[n].id);
    if (!same) this.replace(this.element, () => this.element.replaceChildren(content));
    else {
      for (const [n, piece] of pieces.entries()) {
        if (piece.dataset.liveKey !== here[n].dataset.liveKey) this.replace(here[n], () => here[n].replaceWith(piece));
      }
    }
    document.dispatchEvent(new CustomEvent("htmx:after:swap"));
    this.element.dispatchEvent(new CustomEvent("live:changed", { bubbles: true }));
  }

  // Who was inside what goes away is led to the heading of what came.
  // Folds that were open stay open.
  replace(old, change) {
    const inside = old.contains(document.activeElement);
    const id = old.id;
    const folds = () => (id ? (document.getElementById(id) ?? this.element) : this.element).querySelectorAll("details");
    const open = [...folds()].map((fold) => fold.open);
    change();
    const now = folds();
    if (now.length === open.length) for (const [n, fold] of now.entries()) fold.open = open[n] || fold.open;
    if (inside) (document.getElementById(id) ?? this.element).querySelector("[tabindex='-1']")?.focus();
  }
}
