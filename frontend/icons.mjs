// Writes templates/components/icons.html from the icon package: only the icons named here.
import { readFileSync, writeFileSync } from "node:fs";

const names = {
  add: "Plus", arrow_left: "ArrowLeft", arrow_right: "ArrowRight", attach: "Paperclip", bank: "BankNote", bell: "Bell",
  book: "Book", bookmark: "Bookmark", bulb: "LightBulb", calendar: "Calendar", camera: "Camera", chart: "BarChart",
  chat: "Chat", check: "Checkmark", check_circle: "CheckmarkCircle", chevron_down: "ChevronDown",
  chevron_left: "ChevronLeft", chevron_right: "ChevronRight", chevron_up: "ChevronUp", clock: "Clock", close: "XMark",
  cog: "Cog", delete: "Trash", download: "Download", drag: "DragVertical", edit: "Pencil", external: "ExternalLink",
  eye: "Eye", eye_off: "EyeSlash", file: "FileText", filter: "Funnel", flag: "Megaphone", globe: "Globe",
  group: "PersonGroup", hand_heart: "HandHeart", heart: "Heart", house: "House", image: "Image",
  info: "InformationSquare", link: "Link", locked: "PadlockLocked", mail: "EnvelopeClosed", map: "Compass",
  menu: "MenuHamburger", message: "ChatElipsis", more: "MenuElipsisHorizontal", money: "Wallet", moon: "Moon",
  organisation: "Buildings2", person: "PersonCircle", phone: "Phone", pin: "LocationPin", play: "PlayFill",
  plugin: "PuzzlePiece", print: "PrinterSmall", question: "QuestionmarkDiamond", reply: "ArrowUndo",
  search: "MagnifyingGlass", sign_in: "Enter", sign_out: "Leave", signature: "PencilWriting", sort_down: "SortDown",
  sort_up: "SortUp", star: "Star", stop: "XMarkOctagon", sun: "Sun", tag: "Tag", tasks: "Tasklist",
  thumb_up: "ThumbUp", thumb_up_fill: "ThumbUpFill", unlocked: "PadlockUnlocked", vote: "TasklistSend",
  warning: "ExclamationmarkTriangle",
};

const outlines = Object.entries(names).map(([name, file]) => {
  const svg = readFileSync(`node_modules/@navikt/aksel-icons/dist/svg/${file}.svg`, "utf8");
  const d = [...svg.matchAll(/ d="([^"]+)"/g)].map((found) => found[1]).join(" ").replace(/\d+\.\d+/g, (n) => String(+(+n).toFixed(2)));
  return `  "${name}": "${d}",`;
});

writeFileSync("templates/components/icons.html", `{# Icons. Written by icons.mjs; add a name there. They are always hidden from screen readers: the words beside them speak.
   icon(name)   ${Object.keys(names).join(" ")} #}
{%- set outlines = {
${outlines.join("\n")}
} -%}
{%- macro icon(name) -%}
<svg class="al-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill="currentColor" fill-rule="evenodd" d="{{ outlines[name] }}"/></svg>
{%- endmacro -%}
`);
