// Leaves are dragged onto a unit. The boxes and the list of units below do the same without a mouse, and without this file.
(function () {
  "use strict";
  const form = document.querySelector("[data-duties]");
  const units = document.querySelector("[data-duty-units]");
  if (!form || !units) return;
  const boxes = form.querySelectorAll("input[name=leaves]");
  document.querySelectorAll("[data-duty-units], [data-duty-hint]").forEach((one) => (one.hidden = false));

  boxes.forEach((box) => {
    const row = box.closest("tr");
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      // What is ticked goes along; a leaf that is not ticked goes alone.
      if (!box.checked) boxes.forEach((one) => (one.checked = one === box));
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", box.value);
    });
  });

  units.querySelectorAll("[data-unit]").forEach((unit) => {
    unit.addEventListener("dragover", (event) => {
      event.preventDefault();
      unit.classList.add("dropping");
    });
    unit.addEventListener("dragleave", () => unit.classList.remove("dropping"));
    unit.addEventListener("drop", (event) => {
      event.preventDefault();
      unit.classList.remove("dropping");
      form.elements.lead.value = unit.dataset.unit;
      form.requestSubmit();
    });
  });
})();
