// Rich text for staff: a textarea with data-rich becomes an editor. Without script it is a textarea, and plain typing is read too.
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";

const TOOLS = [
  [null, "heading2", (chain) => chain.toggleHeading({ level: 2 }), (editor) => editor.isActive("heading", { level: 2 })],
  [null, "heading3", (chain) => chain.toggleHeading({ level: 3 }), (editor) => editor.isActive("heading", { level: 3 })],
  ["B", "bold", (chain) => chain.toggleBold(), (editor) => editor.isActive("bold")],
  ["I", "italic", (chain) => chain.toggleItalic(), (editor) => editor.isActive("italic")],
  ["•", "bullets", (chain) => chain.toggleBulletList(), (editor) => editor.isActive("bulletList")],
  ["1.", "numbers", (chain) => chain.toggleOrderedList(), (editor) => editor.isActive("orderedList")],
  ["❝", "quote", (chain) => chain.toggleBlockquote(), (editor) => editor.isActive("blockquote")],
  [null, "link", null, (editor) => editor.isActive("link")],
  ["↶", "undo", (chain) => chain.undo(), null],
  ["↷", "redo", (chain) => chain.redo(), null],
];

const NAMES = {
  en: { heading2: "Heading", heading3: "Smaller heading", bold: "Bold", italic: "Italic", bullets: "List", numbers: "Numbered list", quote: "Quote", link: "Link", undo: "Undo", redo: "Redo", address: "Address of the link. Leave it empty to remove the link." },
  nb: { heading2: "Overskrift", heading3: "Mindre overskrift", bold: "Fet", italic: "Kursiv", bullets: "Liste", numbers: "Nummerert liste", quote: "Sitat", link: "Lenke", undo: "Angre", redo: "Gjør om", address: "Adressen til lenken. La feltet stå tomt for å fjerne lenken." },
  nn: { heading2: "Overskrift", heading3: "Mindre overskrift", bold: "Feit", italic: "Kursiv", bullets: "Liste", numbers: "Nummerert liste", quote: "Sitat", link: "Lenkje", undo: "Angre", redo: "Gjer om", address: "Adressa til lenkja. Lat feltet stå tomt for å fjerne lenkja." },
};

export function edit(textarea) {
  const names = NAMES[document.documentElement.lang] ?? NAMES.en;
  const box = document.createElement("div");
  box.className = "al-editor";
  const tools = document.createElement("div");
  tools.className = "al-editor__tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", textarea.dataset.richLabel);
  const place = document.createElement("div");
  textarea.before(box);
  box.append(tools, place, textarea);
  textarea.hidden = true;

  const looksLikeHtml = /^\s*<(p|h[1-4]|ul|ol|blockquote|figure)[\s>]/i.test(textarea.value);
  const editor = new Editor({
    element: place,
    injectCSS: false,
    extensions: [StarterKit.configure({ heading: { levels: [2, 3, 4] }, link: { openOnClick: false, defaultProtocol: "https" }, code: false, codeBlock: false, strike: false, underline: false, horizontalRule: false })],
    content: looksLikeHtml ? textarea.value : { type: "doc", content: paragraphs(textarea.value) },
    editorProps: { attributes: attributes(textarea) },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: () => show(),
  });
  const offered = TOOLS.filter(([, name]) => textarea.dataset.rich !== "short" || !name.startsWith("heading"));
  const buttons = offered.map(([sign, name, run, active]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign ?? names[name]; // words where a sign would be a riddle, or no font has it
    button.title = names[name];
    if (sign) button.setAttribute("aria-label", `${sign} – ${names[name]}`);
    button.addEventListener("click", () => (run ? run(editor.chain().focus()).run() : askForLink(editor, names.address)));
    tools.append(button);
    return [button, active];
  });
  function show() {
    for (const [button, active] of buttons ?? []) if (active) button.setAttribute("aria-pressed", String(active(editor)));
  }
  show();
  document.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => editor.commands.focus());
}

function paragraphs(text) {
  return text.split(/\n{2,}/).map((each) => ({ type: "paragraph", content: each.trim() ? [{ type: "text", text: each.trim() }] : [] }));
}

function attributes(textarea) {
  const given = { class: "al-prose al-editor__text", role: "textbox", "aria-multiline": "true", "aria-label": textarea.dataset.richLabel };
  for (const name of ["aria-describedby", "aria-invalid", "lang"]) if (textarea.hasAttribute(name)) given[name] = textarea.getAttribute(name);
  return given;
}

function askForLink(editor, question) {
  const address = prompt(question, editor.getAttributes("link").href ?? "https://");
  if (address === null) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  (address && address !== "https://" ? chain.setLink({ href: address }) : chain.unsetLink()).run();
}
