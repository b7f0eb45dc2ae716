// Lists that can be dragged into order. Each item has 'move up' and 'move down' buttons that work without script;
// after a drag the list's form (data-order-form) gets the new order in its field `order` and is sent.
import Sortable from "sortablejs";

export function order(list) {
  list.dataset.sortable = "on";
  Sortable.create(list, {
    handle: ".al-order__grip",
    ghostClass: "al-order__ghost",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    onEnd: ({ oldIndex, newIndex }) => {
      const form = document.getElementById(list.dataset.orderForm);
      if (!form || oldIndex === newIndex) return;
      form.elements.order.value = [...list.children].map((item) => item.dataset.id).join(",");
      form.requestSubmit();
    },
  });
}
