"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const list = (text) => (text ? text.split(" ") : []);

  const texts = byId("texts");
  const rows = all(".row", texts);
  const leaves = all(".leaf", texts);
  const lines = all(".lines tr[id]").map((row) => ({
    row,
    kind: row.dataset.kind,
    subject: row.closest(".chapter").dataset.subject,
    agencies: list(row.dataset.a),
    marks: list(row.dataset.e),
    rows: list(row.dataset.r),
  }));
  const marksOf = (number) => [byId("d" + number), byId("i" + number)].filter(Boolean);
  const order = new Map(rows.map((row, index) => [row, index]));
  const linked = new Set(lines.flatMap((line) => line.marks));
  const notes = all(".notes a", texts);
  const minor = all("del.q, ins.q", texts);

  // Which changes are shown: by subject, agency, and whether only time went by.
  const only = byId("only");
  const rollover = byId("rollover");
  const agency = byId("agency");
  const subjects = all(".menu input");
  const pressed = (button) => Boolean(button) && button.getAttribute("aria-pressed") === "true";
  let stops = [];
  let at = -1;
  const choose = () => {
    const off = new Set(subjects.filter((box) => !box.checked).map((box) => box.value));
    const body = agency ? agency.value : "";
    const shownMarks = new Set();
    const shownRows = new Set();
    const whole = new Map(); // the first row of a change without marks, and the change
    const counts = new Map();
    for (const line of lines) {
      const shown =
        !off.has(line.subject) && (!body || line.agencies.includes(body)) && !(pressed(rollover) && line.kind === "rolled-over");
      line.row.hidden = !shown;
      const count = counts.get(line.subject) || [0, 0];
      counts.set(line.subject, [count[0] + shown, count[1] + 1]);
      if (!shown) continue;
      for (const number of line.marks) shownMarks.add(number);
      for (const name of line.rows) shownRows.add(name);
      if (!line.marks.length && line.rows.length) whole.set(line.rows[0], line);
    }
    for (const chapter of all(".chapter")) {
      const [shown, every] = counts.get(chapter.dataset.subject) || [0, 0];
      const count = chapter.querySelector(".count");
      count.textContent = shown === every ? every : count.dataset.shown.replace("{shown}", shown).replace("{all}", every);
      chapter.hidden = !shown;
      const rolled = chapter.querySelector(".rolled");
      if (rolled) rolled.hidden = !rolled.querySelector("tr[id]:not([hidden])");
    }
    for (const number of linked) for (const mark of marksOf(number)) mark.classList.toggle("off", !shownMarks.has(number));
    for (const note of notes) note.hidden = list(note.dataset.c).every((number) => byId("c" + number).hidden);
    for (const mark of minor) mark.classList.toggle("off", Boolean(body) || off.size > 0);
    for (const row of rows) {
      row.classList.toggle("off", !shownRows.has(row.id));
    }
    // The stops of a walk through the changes, in the order of the page.
    const found = [];
    for (const number of shownMarks) {
      const marks = marksOf(number);
      if (marks.length) found.push([order.get(marks[0].closest(".row")), Number(number), marks]);
    }
    const marked = new Set(found.map(([index]) => rows[index].id));
    for (const name of whole.keys()) {
      const row = byId(name);
      if (!marked.has(name)) found.push([order.get(row), -1, [row]]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    stops = found.map(([, , elements]) => elements);
    at = -1;
    tell();
    fold();
  };
  const tell = () => {
    const stop = byId("stop");
    const text = at < 0 ? stop.dataset.all : stop.dataset.at.replace("{at}", at + 1);
    stop.textContent = text.replace("{all}", stops.length);
  };

  // Only changes: other sections are folded away, but the headings above a change stay.
  const fold = () => {
    for (const run of all(".run", texts)) run.remove();
    for (const element of [...rows, ...leaves]) element.classList.remove("hid", "up");
    root.classList.toggle("only", pressed(only));
    if (!pressed(only)) return;
    const levelOf = (row) => Number(/\bv(\d+)\b/.exec(row.className)[1]);
    for (const section of all("section", texts)) {
      const own = all(".row", section);
      let above = 0;
      for (const row of own.toReversed()) {
        const level = levelOf(row);
        if (!row.classList.contains("off")) above = Math.max(level, 0);
        else if (level < above && row.querySelector(".h")) {
          row.classList.add("up");
          above = level;
        } else row.classList.add("hid");
      }
      let run = [];
      const close = (place) => {
        if (!run.length) return;
        const hidden = run;
        run = [];
        const button = document.createElement("button");
        button.type = "button";
        button.className = "run";
        button.lang = root.lang;
        button.textContent = texts.dataset.same.replace("{count}", hidden.length);
        button.addEventListener("click", () => {
          for (const row of hidden) row.classList.remove("hid");
          for (const leaf of new Set(hidden.map((row) => row.parentElement))) leaf.classList.remove("hid");
          button.remove();
        });
        place(button);
      };
      for (const row of own) {
        if (row.classList.contains("hid")) run.push(row);
        else close((button) => row.before(button));
      }
      close((button) => own.at(-1).closest(".leaf").after(button));
      for (const leaf of all(".leaf", section))
        leaf.classList.toggle("hid", !leaf.querySelector(".row:not(.hid), .run"));
    }
  };
  const toggle = (button) => {
    button.setAttribute("aria-pressed", !pressed(button));
  };
  only.addEventListener("click", () => {
    const anchor = rows.find((row) => !row.classList.contains("off") && row.getBoundingClientRect().bottom > 110);
    toggle(only);
    const before = anchor && anchor.getBoundingClientRect().top;
    fold();
    if (anchor && scrollY > texts.offsetTop - innerHeight / 2) anchor.scrollIntoView({ block: before > innerHeight ? "nearest" : "start" });
  });
  if (rollover) {
    rollover.addEventListener("click", () => {
      toggle(rollover);
      choose();
    });
  }
  if (agency) agency.addEventListener("change", choose);
  for (const box of subjects) box.addEventListener("change", choose);
  const menu = document.querySelector(".menu");
  document.addEventListener("click", (event) => {
    if (menu && menu.open && !menu.contains(event.target)) menu.open = false;
  });

  // Jumps.
  const back = byId("back");
  const light = (elements) => {
    for (const element of all(".here")) element.classList.remove("here");
    for (const element of elements) element.classList.add("here");
  };
  const show = (target) => {
    const row = target.closest(".row");
    if (row && row.classList.contains("hid")) {
      row.classList.remove("hid");
      row.parentElement.classList.remove("hid");
    }
    for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  };
  const go = (id) => {
    const target = byId(id);
    if (!target) return false;
    show(target);
    const line = target.closest(".lines tr");
    const mark = /^[di](\d+)$/.exec(id);
    light(line ? [line] : mark ? marksOf(mark[1]) : target.matches(".row, .chapter, main") ? [] : [target.closest(".row") || target]);
    target.scrollIntoView({ block: target.matches(".chapter, main") ? "start" : "center" });
    const place = line ? line.querySelector("a[href]") || line : target;
    if (!place.matches("a[href], button")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    return true;
  };
  let left = null; // the link that led away, to come back to
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const id = link.getAttribute("href").slice(1);
    const line = link.closest(".lines tr");
    if (!go(id)) return;
    event.preventDefault();
    history.pushState(null, "", "#" + id);
    if (line) {
      left = link;
      const [number] = list(line.dataset.e);
      at = stops.findIndex((elements) => elements.includes(byId(id)) || (number && elements.includes(byId("i" + number))));
      tell();
    }
    back.hidden = !line;
  });
  back.addEventListener("click", () => history.back());
  addEventListener("popstate", () => {
    back.hidden = true;
    if (left && left.isConnected) {
      left.focus({ preventScroll: true });
      left.scrollIntoView({ block: "center" });
      left = null;
    } else if (location.hash) go(location.hash.slice(1));
  });

  // A walk through the changes.
  const walk = (step) => {
    if (!stops.length) return;
    at = at < 0 && step < 0 ? stops.length - 1 : (at + step + stops.length) % stops.length;
    const elements = stops[at];
    show(elements[0]);
    light(elements);
    const target = elements.at(-1);
    target.scrollIntoView({ block: target.offsetHeight > innerHeight / 2 ? "start" : "center" });
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    tell();
  };
  byId("next").addEventListener("click", () => walk(1));
  byId("previous").addEventListener("click", () => walk(-1));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("select, input, textarea")) return;
    if (event.key === "n" || event.key === "p") {
      walk(event.key === "n" ? 1 : -1);
      event.preventDefault();
    }
  });

  // Paper shows all lists.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const element of folded) element.open = !element.matches(".menu");
  });
  addEventListener("afterprint", () => {
    for (const element of folded) element.open = false;
  });

  document.querySelector(".bar").hidden = false;
  choose();
  if (location.hash) go(location.hash.slice(1));
})();
