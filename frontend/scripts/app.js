// Every page. The pages work without any of this; each part makes one thing easier.
import "./htmx.js";
import "htmx.org/dist/ext/hx-sse.js";
import "@digdir/designsystemet-web/invokers";
import "@digdir/designsystemet-web/dialog";
import "@digdir/designsystemet-web/ds-error-summary";
import { everywhere } from "./everywhere.js";
import { chooseScheme } from "./colours.js";
import { closeMenus, openFolds } from "./menus.js";
import { openDialogs } from "./dialogs.js";
import { sayToasts } from "./toasts.js";
import { countCharacters, revealPasswords, refuseLargeFiles } from "./fields.js";
import { showWhatApplies } from "./conditions.js";
import { keepDrafts } from "./draft.js";
import { submitFilters } from "./filters.js";
import { fetchMaps } from "./fetch-maps.js";
import { live } from "./live.js";

chooseScheme();
closeMenus();
openFolds();
openDialogs();
everywhere((root) => {
  sayToasts(root);
  countCharacters(root);
  revealPasswords(root);
  refuseLargeFiles(root);
  showWhatApplies(root);
  keepDrafts(root);
  submitFilters(root);
  fetchMaps(root);
  live(root);
});
