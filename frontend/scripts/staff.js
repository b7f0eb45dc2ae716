// Staff pages only: the editor and ordering by drag.
import { everywhere, fresh } from "./everywhere.js";
import { edit } from "./editor.js";
import { between, order } from "./ordering.js";

everywhere((root) => {
  fresh(root, "textarea[data-rich]").forEach(edit);
  fresh(root, ".al-order").forEach(order);
  fresh(root, "[data-drop-group]").forEach(between);
});
