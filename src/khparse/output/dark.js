"use strict";
// The switch between light and dark of all pages: as the system has it, until it is used.
(() => {
  const dark = document.getElementById("dark");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const setDark = (on) => dark.setAttribute("aria-pressed", on);
  const follow = () => setDark(system.matches);
  follow();
  system.addEventListener("change", follow);
  dark.addEventListener("click", () => {
    system.removeEventListener("change", follow);
    const on = dark.getAttribute("aria-pressed") !== "true";
    setDark(on);
    document.getElementById("dark-styles").media = on ? "screen" : "not all";
  });
  dark.hidden = false;
})();
