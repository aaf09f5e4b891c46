// Keys of the inbox: j and k go down and up, Enter opens (the browser's own), d marks as read. The page works without.
(function () {
  "use strict";
  const rows = Array.from(document.querySelectorAll("[data-inbox-row]"));
  if (!rows.length) return;

  function go(step) {
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
    rows[next].focus();
  }

  function mark() {
    const row = document.activeElement.closest("tr");
    const button = row && row.querySelector("[data-inbox-mark]");
    if (button) button.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "d") mark();
    else return;
    event.preventDefault();
  });
})();
