"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // The documents: those of the figure that is chosen, narrowed by what is searched.
  const panel = byId("documents");
  const list = byId("list");
  const chosen = byId("chosen");
  const search = byId("search");
  const clear = byId("clear");
  const items = [...list.children];
  const told = chosen.textContent;
  // Marks of tones and letters are left out, so that "ke hoach" finds "Kế hoạch".
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  let texts = null;
  let figure = null;
  const show = () => {
    const numbers = figure && new Set(figure.dataset.d ? figure.dataset.d.split(" ").map(Number) : []);
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = items.map((item) => plain(item.textContent));
    let shown = 0;
    items.forEach((item, index) => {
      const is = (!numbers || numbers.has(index)) && words.every((word) => texts[index].includes(word));
      item.hidden = !is;
      shown += is;
    });
    const parts = [];
    if (figure) {
      const count = figure.dataset.c;
      const [whole] = count.split(/\s/);
      const some = chosen.dataset.some.replace("{listed}", format(numbers.size)).replace("{count}", count);
      parts.push(format(numbers.size) === whole ? count : some);
    } else parts.push(told);
    if (words.length) parts.push(chosen.dataset.match.replace("{count}", format(shown)));
    const name = document.createElement("b");
    name.textContent = figure ? figure.dataset.t : "";
    chosen.replaceChildren(name, figure ? " – " : "", parts.join("; "));
    clear.hidden = !figure;
    byId("nothing").hidden = shown > 0;
    list.classList.toggle("chosen", Boolean(figure) || words.length > 0);
    panel.scrollTop = 0;
  };
  const format = (number) => number.toLocaleString(document.documentElement.lang === "vi" ? "de" : "en");
  search.addEventListener("input", show);

  const order = byId("order");
  order.addEventListener("change", () => {
    const sign = order.value === "newest" ? -1 : 1;
    const day = (item) => item.dataset.day || "";
    const sorted = items.map((item, index) => [item, index]);
    // What has no date comes last either way.
    if (order.value !== "name")
      sorted.sort(([a, i], [b, j]) => !day(a) - !day(b) || sign * ((day(a) > day(b)) - (day(a) < day(b))) || i - j);
    list.append(...sorted.map(([item]) => item));
    panel.scrollTop = 0;
  });
  all(".filter")[0].hidden = false;

  const isNarrow = () => matchMedia("(max-width: 56rem)").matches;
  const back = byId("back");
  const choose = (link) => {
    if (figure) {
      figure.classList.remove("here");
      figure.removeAttribute("aria-current");
    }
    figure = link;
    if (figure) {
      figure.classList.add("here");
      figure.setAttribute("aria-current", "true");
      const month = figure.dataset.period || (figure.closest(".month") || { id: "" }).id.slice("month-".length);
      if (month) turn(month);
    }
    show();
  };
  const reveal = () => {
    panel.scrollIntoView({ block: "start" });
    panel.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-d]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link);
    history.pushState(null, "", "#" + link.id);
    back.hidden = !isNarrow();
    if (isNarrow()) reveal();
  });
  const none = () => {
    const left = figure;
    choose(null);
    back.hidden = true;
    history.pushState(null, "", location.pathname + location.search);
    if (left) left.focus({ preventScroll: true });
  };
  clear.addEventListener("click", none);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && figure && !event.target.closest("select, input")) none();
  });
  back.addEventListener("click", () => {
    back.hidden = true;
    if (!figure) return;
    figure.scrollIntoView({ block: "center" });
    figure.focus({ preventScroll: true });
  });
  const named = () => {
    const link = byId(location.hash.slice(1));
    return link && link.matches("a[data-d]") ? link : null;
  };
  addEventListener("popstate", () => {
    back.hidden = true;
    if (named() || !location.hash) choose(named());
  });

  // The calendar: a month at a time, at first the one that is now, or the nearest after it.
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;
  const months = all(".month");
  const month = byId("month");
  const turn = (key) => {
    if (!months.some((table) => table.id === "month-" + key)) return;
    for (const table of months) table.hidden = table.id !== "month-" + key;
    month.value = key;
    byId("previous").disabled = month.selectedIndex === 0;
    byId("next").disabled = month.selectedIndex === months.length - 1;
  };
  if (month) {
    month.addEventListener("change", () => turn(month.value));
    const step = (by) => turn(month.options[month.selectedIndex + by].value);
    byId("previous").addEventListener("click", () => step(-1));
    byId("next").addEventListener("click", () => step(1));
    const keys = [...month.options].map((option) => option.value);
    turn(keys.find((key) => key >= today) || keys.at(-1));
    all(".months-bar")[0].hidden = false;
    all(".months")[0].classList.add("turned");
  }

  // Charts that are wider than their place begin with now.
  for (const scroll of all(".scroll")) {
    const columns = all("a[data-period]", scroll);
    const now = columns.find((column) => column.dataset.period >= today) || columns.at(-1);
    const half = scroll.clientWidth / 2;
    if (now) scroll.scrollLeft += now.getBoundingClientRect().left - scroll.getBoundingClientRect().left - half;
  }

  // Paper shows all rows.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const element of folded) element.open = true;
  });
  addEventListener("afterprint", () => {
    for (const element of folded) element.open = false;
  });

  if (named()) choose(named());
})();
