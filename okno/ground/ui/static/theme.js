// Runs before the first paint, so that a dark screen never flashes white.
(() => {
  const kept = localStorage.getItem("okno-theme");
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  if (localStorage.getItem("okno-rail") === "folded") document.documentElement.dataset.rail = "folded";
})();
