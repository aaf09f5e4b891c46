// Small comforts on top of pages that work without it: the side panel, opening everything for paper, closing by Esc.
(function () {
  "use strict";
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  const narrow = window.matchMedia("(max-width: 64rem)");
  let opener = null;

  function unmark() {
    document.querySelectorAll("[data-opens-panel][aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  }

  function close() {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    body.replaceChildren();
    unmark();
    if (opener) opener.focus();
  }

  if (panel) {
    // A click meant for a new tab, or on a narrow screen where the panel would cover the list, goes to the link's own page.
    document.addEventListener(
      "click",
      (event) => {
        const link = event.target.closest("[data-opens-panel]");
        if (!link) return;
        if (event.ctrlKey || event.metaKey || event.shiftKey || narrow.matches) {
          event.stopPropagation();
          return;
        }
        unmark();
        link.setAttribute("aria-current", "true");
        if (!panel.contains(link)) opener = link;
      },
      true,
    );
    document.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.target !== body) return;
      panel.hidden = false;
      panel.scrollTop = 0;
      const heading = body.querySelector("h1, h2");
      if (heading) {
        heading.tabIndex = -1;
        heading.focus();
      }
    });
    // What cannot be fetched (signed out, no network) is opened as a page, which says why.
    ["htmx:responseError", "htmx:sendError"].forEach((name) =>
      document.body.addEventListener(name, (event) => {
        if (event.detail.elt.href) window.location.assign(event.detail.elt.href);
      }),
    );
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    panel.addEventListener("click", (event) => {
      if (event.target.closest("[data-closes-panel]")) close();
    });
  }

  window.addEventListener("beforeprint", () => {
    close();
    document.querySelectorAll("details:not([open])").forEach((one) => {
      one.open = true;
      one.dataset.openedForPrint = "";
    });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll("[data-opened-for-print]").forEach((one) => {
      one.open = false;
      delete one.dataset.openedForPrint;
    });
  });
  document.querySelectorAll("[data-prints]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
