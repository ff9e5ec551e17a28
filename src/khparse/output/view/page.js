"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // Kinds of facts: a class of the root says which are off.
  for (const button of all("[data-kind]")) {
    const set = (on) => {
      button.setAttribute("aria-pressed", on);
      root.classList.toggle("off-" + button.dataset.kind, !on);
    };
    set(button.getAttribute("aria-pressed") === "true");
    button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
  }

  // Several plans: one is shown at a time.
  const plans = all(".plan");
  const show = (plan) => {
    for (const other of plans) other.hidden = other !== plan;
    for (const link of all(".skip")) link.hash = link.hash.replace(/^#p\d+/, "#" + plan.id);
    for (const link of all(".plans a")) {
      if (link.hash === "#" + plan.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };

  // Jumps between the text and the lists.
  const back = byId("back");
  const light = (plan, target) => {
    for (const element of all(".here")) element.classList.remove("here");
    const name = target.id.slice(plan.id.length + 1).replace(/^row-/, "");
    for (const element of all(`.text [data-f~="${CSS.escape(name)}"], .due[data-f="${CSS.escape(name)}"]`, plan))
      element.classList.add("here");
    const row = target.closest(".facts tr, .facts li, .summary dl div");
    if (row) row.classList.add("here");
  };
  const go = (id) => {
    const target = byId(id);
    const plan = target && target.closest(".plan");
    if (!plan) return false;
    if (plans.length > 1) show(plan);
    if (target === plan) {
      scrollTo(0, 0);
      return true;
    }
    const fold = target.closest("details");
    if (fold) fold.open = true;
    const row = target.closest("tr");
    if (row && row.hidden) clear(plan);
    const inText = target.closest(".text");
    const entry = inText ? target : target.closest("tr, li") || target;
    light(plan, target);
    entry.scrollIntoView({ block: target.matches(".text, .facts, .heading, .label") ? "start" : inText ? "center" : "nearest" });
    // The next Tab goes on from where the words are.
    const place = inText ? target : entry.querySelector("a[href]") || entry;
    if (!place.matches("a[href]")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    return true;
  };
  const follow_link = (href) => {
    if (!go(href.slice(1))) return false;
    history.pushState({ jumped: true }, "", href);
    return true;
  };
  document.addEventListener("click", (event) => {
    const plan = event.target.closest(".plan");
    const link = event.target.closest('a[href^="#"]');
    const dot = event.target.closest(".due, span.m.task");
    if (link) {
      if (!follow_link(link.getAttribute("href"))) return;
      event.preventDefault();
      back.hidden = !link.closest(".facts, .summary");
    } else if (dot && plan) {
      const name = dot.dataset.f.split(" ")[0];
      follow_link(`#${plan.id}-${dot.matches(".due") ? "" : "row-"}${name}`);
      back.hidden = !dot.matches(".due");
    }
  });
  back.addEventListener("click", () => {
    back.hidden = true;
    history.back();
  });
  let left = null; // the link that led away, to come back to
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".facts a, .summary a");
    if (link) left = link;
  }, true);
  addEventListener("popstate", () => {
    back.hidden = true;
    if (left && left.isConnected) {
      left.focus({ preventScroll: true });
      left.scrollIntoView({ block: "nearest" });
      left = null;
    } else if (location.hash) go(location.hash.slice(1));
  });

  // Narrow windows show rows as cards: cells say what they are.
  if (matchMedia("(max-width: 40rem)").matches) {
    for (const table of all(".sortable")) {
      const labels = all("th", table).map((header) => header.dataset.label);
      for (const row of table.tBodies[0].rows)
        for (const cell of row.cells) if (cell.cellIndex !== 1) cell.dataset.label = labels[cell.cellIndex];
    }
  }

  // Rows by agency and role.
  const choose = (plan) => {
    const filter = plan.querySelector(".filter");
    const agency = filter.querySelector(".agency").value;
    const role = filter.querySelector(".role").value;
    const has = (row, key) => (agency ? row.dataset[key].split(" ").includes(agency) : row.dataset[key] !== "");
    for (const table of all(".sortable", plan)) {
      let shown = 0;
      const rows = table.tBodies[0].rows;
      for (const row of rows) {
        row.hidden = (agency || role) && !(role ? has(row, role) : has(row, "l") || has(row, "s"));
        shown += !row.hidden;
      }
      const count = table.closest("details").querySelector(".count");
      count.textContent =
        shown === rows.length ? shown : count.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length);
    }
  };
  const clear = (plan) => {
    for (const select of all(".filter select", plan)) select.value = "";
    choose(plan);
  };
  for (const filter of all(".filter")) {
    filter.hidden = false;
    filter.addEventListener("change", () => choose(filter.closest(".plan")));
  }

  // Rows by a column.
  const collator = new Intl.Collator("vi", { numeric: true });
  for (const header of all(".sortable th")) {
    header.firstElementChild.addEventListener("click", () => {
      const table = header.closest("table");
      const column = header.dataset.column;
      const sign = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      const keyed = [...table.tBodies[0].rows].map((row) => {
        const cell = row.cells[column];
        return [cell.dataset.key || cell.textContent.trim() || "~", row];
      });
      // What has nothing in the column comes last either way.
      keyed.sort(([a], [b]) => (a === "~") - (b === "~") || sign * collator.compare(a, b));
      table.tBodies[0].append(...keyed.map(([, row]) => row));
    });
  }

  // Paper shows all lists.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });

  if (matchMedia("(max-width: 90rem)").matches) for (const fold of all(".outline details")) fold.open = false;
  if (plans.length > 1) show(plans[0]);
  if (location.hash) go(location.hash.slice(1));
})();
