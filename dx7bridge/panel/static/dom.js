// Elements, made in one line each. No markup from text: names of voices come from files.

/**
 * @param {string} tag
 * @param {Record<string, any>} props  attributes; `on…` are listeners, `class` the class, `text` the text
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same in SVG. @param {string} tag @param {Record<string, any>} props @param {...(Node | string)} children @returns {any} */
export function s(tag, props = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** @param {any} element @param {Record<string, any>} props @param {any[]} children */
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** @param {string} id @returns {any} */
export const by = (id) => document.getElementById(id);

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * Call `f` at most once in `ms` milliseconds, and at the end with the last arguments.
 * @template {any[]} T
 * @param {(...args: T) => void} f @param {number} ms
 * @returns {(...args: T) => void}
 */
export function throttled(f, ms) {
  let last = 0;
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    const wait = last + ms - performance.now();
    if (wait <= 0) {
      last = performance.now();
      f(...args);
    } else {
      timer = window.setTimeout(() => {
        last = performance.now();
        f(...args);
      }, wait);
    }
  };
}

/** Save bytes as a file. @param {string} name @param {BlobPart} data */
export function download(name, data) {
  const url = URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A canvas as sharp as the screen; its context in CSS pixels, its width and height. @param {HTMLCanvasElement} canvas */
export function sharp(canvas) {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

/** A colour of the theme. @param {string} name */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
