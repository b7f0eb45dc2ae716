// Two small helps; every page works without them.

// Marking words in a paragraph gives a link that comments on just these words.
const link = document.createElement("a");
link.className = "ds-button info-mark";
link.dataset.size = "sm";
link.hidden = true;
document.body.append(link);

function offsetIn(paragraph, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  return range.toString().length;
}

function offer() {
  const selection = document.getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const start = range && range.startContainer.parentElement;
  const paragraph = start && start.closest("[data-paragraph]");
  const section = paragraph && paragraph.closest("[data-remark]");
  const exact = section && paragraph.contains(range.endContainer) ? range.toString() : "";
  if (exact.trim().length < 2) {
    link.hidden = true;
    return;
  }
  const about = new URLSearchParams({
    section: section.dataset.section,
    p: paragraph.dataset.paragraph,
    exact: exact.slice(0, 1500),
    start: offsetIn(paragraph, range.startContainer, range.startOffset),
  });
  const box = range.getBoundingClientRect();
  link.href = `${section.dataset.remark}?${about}`;
  link.textContent = section.dataset.remarkLabel;
  link.hidden = false;
  link.style.top = `${box.bottom + window.scrollY + 8}px`;
  link.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - link.offsetWidth - 8))}px`;
}

if (document.querySelector("[data-remark]")) {
  document.addEventListener("selectionchange", offer);
}

// Tell once that the page was opened, unless the browser asks not to be followed.
const page = document.querySelector("[data-read-by]");
const asksNot = navigator.globalPrivacyControl || navigator.doNotTrack === "1";
if (page && !asksNot) {
  const said = new URLSearchParams({ page: page.dataset.readPage });
  fetch(page.dataset.readBy, { method: "POST", body: said, redirect: "manual", credentials: "omit", keepalive: true }).catch(() => {});
}
