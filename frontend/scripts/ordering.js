// Lists whose items can be moved by their buttons (a form with buttons named `step`) can be dragged too.
// A drop sends the item's own form with `step` = how many places it went, negative for up: the server does the rest.
import Sortable from "sortablejs";

const DOTS = '<svg class="al-icon" viewBox="0 0 24 24"><path fill="currentColor" d="M8 5h3v3H8zm5 0h3v3h-3zM8 10.5h3v3H8zm5 0h3v3h-3zM8 16h3v3H8zm5 0h3v3h-3z"/></svg>';
const mover = (item) => item.querySelector(":scope form:has(button[name=step])");

export function order(list) {
  const items = [...list.children].filter(mover);
  if (items.length < 2) return;
  for (const item of items) item.prepend(grip());
  Sortable.create(list, {
    handle: ".al-order__grip",
    ghostClass: "al-order__ghost",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    onEnd: ({ item, oldIndex, newIndex }) => {
      if (oldIndex === newIndex) return;
      const step = Object.assign(document.createElement("input"), { type: "hidden", name: "step", value: newIndex - oldIndex });
      const form = mover(item);
      form.append(step);
      form.requestSubmit();
    },
  });
}

// Lists that items can be dragged between: data-drop-group names those that belong together, data-drop-into what it means to lie in
// each. A drop sends the item's own form (data-drop-form) with that as its field `into`, as choosing it in the form does.
export function between(list) {
  for (const item of list.children) item.prepend(grip());
  Sortable.create(list, {
    group: list.dataset.dropGroup,
    handle: ".al-order__grip",
    ghostClass: "al-order__ghost",
    sort: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    onAdd: ({ item, to }) => {
      const form = item.querySelector("[data-drop-form]");
      form.elements.into.value = to.dataset.dropInto;
      form.requestSubmit();
    },
  });
}

// Only for the mouse and the finger: the keyboard has the buttons.
function grip() {
  const handle = document.createElement("span");
  handle.className = "al-order__grip";
  handle.setAttribute("aria-hidden", "true");
  handle.innerHTML = DOTS;
  return handle;
}
