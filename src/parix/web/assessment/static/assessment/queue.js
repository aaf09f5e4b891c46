// Keys of the queue and of a leaf: j and k go on and back, a accepts, x ticks, ? opens the list. Without this everything is a link or a button.
(() => {
  "use strict";
  const rows = [...document.querySelectorAll("[data-queue] [data-row]")];
  const keys = document.querySelector("[data-keys]");
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") && !["radio", "checkbox", "button", "submit"].includes(target.type);
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));

  const go = (step) => {
    if (rows.length) {
      const at = here();
      const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
      if (next) {
        next.querySelector("[data-open]").focus();
        next.scrollIntoView({ block: "nearest" });
      }
    } else {
      const link = document.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]");
      if (link) link.click();
    }
  };

  const accept = () => {
    const form = document.querySelector("[data-ruling]");
    if (form) {
      const choice = form.querySelector('input[name="outcome"][value="accepted"]');
      if (choice) {
        choice.checked = true;
        form.requestSubmit(form.querySelector('button[value="next"]'));
      }
      return;
    }
    const row = rows[here()];
    const wanted = row && row.querySelector("[data-accept]");
    if (wanted) wanted.requestSubmit();
  };

  const ticks = [...document.querySelectorAll('input[name="tick"]')];
  const all = document.querySelector("[data-tick-all]");
  const count = () => {
    const shown = document.querySelector("[data-ticked]");
    if (shown) shown.textContent = `(${ticks.filter((one) => one.checked).length})`;
  };
  if (all && ticks.length) {
    all.hidden = false;
    all.addEventListener("click", () => {
      for (const one of ticks) one.checked = true;
      count();
    });
    for (const one of ticks) one.addEventListener("change", count);
    count();
  }
  const tick = () => {
    const row = rows[here()];
    const box = row && row.querySelector('input[name="tick"]');
    if (box) {
      box.checked = !box.checked;
      count();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = { j: () => go(1), k: () => go(-1), a: accept, x: tick, "?": () => { if (keys) { keys.open = !keys.open; keys.scrollIntoView({ block: "nearest" }); } } }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
