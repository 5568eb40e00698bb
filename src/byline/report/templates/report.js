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

  const decimal = document.documentElement.dataset.decimal;
  // The first number of a cell, whatever sets its thousands apart; a name is a number only as a whole.
  const valueIn = (cell) => {
    if (cell.dataset.value) { return Number(cell.dataset.value); }
    const text = cell.textContent.replace(/[\u200e\u2212]/g, (c) => (c === "\u2212" ? "-" : "")).trim();
    const found = text.match(cell.tagName === "TH" ? /^\d+$/ : /[-+]?\d[\d.,\u00a0\u202f]*/);
    if (!found) { return cell.tagName === "TH" ? text : -Infinity; }
    const digits = [...found[0]].filter((c) => c === decimal || /[-\d]/.test(c)).join("");
    return Number(digits.replace(decimal, "."));
  };
  const compare = (a, b) =>
    typeof a === typeof b && typeof a === "string" ? a.localeCompare(b, document.documentElement.lang)
      : a === b ? 0 : a < b ? -1 : 1;

  // The heads of single columns with their places, where heads stand in several rows.
  const headsOf = (table) => {
    const taken = [];
    const heads = [];
    [...table.tHead.rows].forEach((row, at) => {
      let column = 0;
      for (const cell of row.cells) {
        while (taken[at]?.[column]) { column += 1; }
        if (cell.scope === "col") { heads.push([cell, column]); }
        for (let down = at; down < at + cell.rowSpan; down += 1) {
          taken[down] ??= [];
          for (let across = 0; across < cell.colSpan; across += 1) { taken[down][column + across] = true; }
        }
        column += cell.colSpan;
      }
    });
    return heads;
  };

  // Rows move within their group; its head and its sums stay above, and gaps go below.
  const sortBy = (table, heads, column) => {
    const [head] = heads.find(([, place]) => place === column);
    const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
    const isWhole = (row) => row.cells.length === heads.length && !row.matches(".sum");
    const sample = bodies.flatMap(([, rows]) => rows).find(isWhole);
    const isText = sample && typeof valueIn(sample.cells[column]) === "string";
    const first = isText ? "ascending" : "descending";
    const second = isText ? "descending" : "ascending";
    const direction = head.getAttribute("aria-sort") === first ? second : first;
    for (const [cell] of heads) { cell.removeAttribute("aria-sort"); }
    head.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    for (const [body, rows] of bodies) {
      const gaps = rows.filter((row) => row.matches(".gap"));
      const moved = rows.filter((row) => isWhole(row));
      const kept = rows.filter((row) => !isWhole(row) && !row.matches(".gap"));
      moved.sort((a, b) => sign * compare(valueIn(a.cells[column]), valueIn(b.cells[column])));
      body.append(...kept, ...moved, ...gaps);
    }
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = headsOf(table);
    for (const [cell, column] of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      button.title = document.documentElement.dataset.sort.replace("%", button.textContent);
      cell.replaceChildren(button);
      button.addEventListener("click", () => sortBy(table, heads, column));
    }
  }

  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", openAll);
  addEventListener("afterprint", closeAgain);
  openTarget();
})();
