// Dark or light: as the system has it, until it is switched by hand.

const KEY = "dx7bridge-theme";
const system = matchMedia("(prefers-color-scheme: light)");
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {"dark" | "light"} */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || chosen === "light" ? chosen : system.matches ? "light" : "dark";
}

/** Switch to the other one, and remember it. */
export function switchTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // storage is blocked: it lasts as long as the page
  }
  for (const listener of listeners) listener();
}

/** Call `listener` when the colours change. @param {() => void} listener */
export const onTheme = (listener) => listeners.add(listener);

try {
  const kept = localStorage.getItem(KEY);
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
} catch {
  // as above
}
system.addEventListener("change", () => listeners.forEach((listener) => listener()));
