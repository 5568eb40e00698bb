"use strict";
// The report reads without this script: it opens what a link points to, opens the cards for
// printing, and lets the reader sort tables.
(() => {
  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    const details = target && (target.querySelector(":scope > details") ?? target.closest("details"));
    if (details) { details.open = true; target.scrollIntoView(); }
  };

  const openAll = () => {
    for (const details of document.querySelectorAll(".cards details:not([open])")) {
      details.open = true;
      details.dataset.opened = "print";
    }
  };
  const closeAgain = () => {
    for (const details of document.querySelectorAll("details[data-opened]")) {
      details.open = false;
      delete details.dataset.opened;
    }
  };

  const valueIn = (row, column) => {
    const value = row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
    return value !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));

  const sortBy = (table, column) => {
    const head = table.tHead.rows[0].cells[column];
    const isText = typeof valueIn(table.tBodies[0].rows[0], column) === "string";
    const first = isText ? "ascending" : "descending";
    const second = isText ? "descending" : "ascending";
    const direction = head.getAttribute("aria-sort") === first ? second : first;
    for (const cell of table.tHead.rows[0].cells) { cell.removeAttribute("aria-sort"); }
    head.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => sign * compare(valueIn(a, column), valueIn(b, column)));
    table.tBodies[0].append(...rows);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    if (!table.tBodies[0]?.rows.length) { continue; }
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = cell.textContent;
      button.title = table.dataset.sort.replace("%", cell.textContent);
      button.addEventListener("click", () => sortBy(table, column));
      cell.replaceChildren(button);
    });
  }

  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", openAll);
  addEventListener("afterprint", closeAgain);
  openTarget();
})();
