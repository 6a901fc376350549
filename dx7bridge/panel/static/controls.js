// Knobs, pads, faders, switches and choices: by finger, mouse, wheel and keyboard.
import { clamp, h, s } from "./dom.js";

const TRAVEL = 220; // pixels of a whole turn of a knob
const FINE = 0.15; // of that with Shift
const STEP = 0.01; // of an arrow key, or of a notch of the wheel

/** How much an arrow key moves a value from 0 to 1, or null for another key. @param {KeyboardEvent} event */
function step(event) {
  const size = event.shiftKey ? STEP * FINE : STEP;
  switch (event.key) {
    case "ArrowUp":
    case "ArrowRight":
      return size;
    case "ArrowDown":
    case "ArrowLeft":
      return -size;
  }
  return null;
}

/** A knob from 0 to 1. */
export class Knob {
  /** @param {{number: number, moved: (value: number) => void}} options */
  constructor({ number, moved }) {
    this.value = 0.5;
    this.shown = -1;
    this.moved = moved;
    this.held = false;
    this.label = `dimension ${number}`;
    const track = s("circle", { class: "knob-track", cx: 50, cy: 50, r: 42, pathLength: 360, "stroke-dasharray": "270 90" });
    this.arc = s("circle", { class: "knob-arc", cx: 50, cy: 50, r: 42, pathLength: 360 });
    this.pointer = s("line", { class: "knob-pointer", x1: 50, y1: 32, x2: 50, y2: 18 });
    this.dial = s(
      "svg",
      { viewBox: "0 0 100 100", class: "knob-dial", "aria-hidden": "true" },
      s("g", { transform: "rotate(135 50 50)" }, track, this.arc),
      s("circle", { class: "knob-cap", cx: 50, cy: 50, r: 33 }),
      this.pointer,
    );
    this.name = h("span", { class: "knob-label", text: this.label });
    this.figure = h("span", { class: "knob-value" });
    this.element = h(
      "div",
      { class: "knob", role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100, "data-knob": number },
      h("span", { class: "knob-number", text: number, "aria-hidden": "true" }),
      this.dial,
      this.figure,
      this.name,
    );
    this.rename(this.label);
    this.set(0.5);
    this.listen();
  }

  listen() {
    const { element } = this;
    let y = 0;
    let x = 0;
    element.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      if (event.button) return;
      element.setPointerCapture(event.pointerId);
      this.held = true;
      [x, y] = [event.clientX, event.clientY];
      element.classList.add("held");
    });
    element.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
      if (!element.hasPointerCapture(event.pointerId)) return;
      const way = y - event.clientY + (event.clientX - x) * 0.5;
      [x, y] = [event.clientX, event.clientY];
      this.turn((way / TRAVEL) * (event.shiftKey ? FINE : 1));
    });
    const release = () => {
      this.held = false;
      element.classList.remove("held");
    };
    element.addEventListener("pointerup", release);
    element.addEventListener("pointercancel", release);
    element.addEventListener("dblclick", () => this.turn(0.5 - this.value));
    element.addEventListener(
      "wheel",
      (/** @type {WheelEvent} */ event) => {
        event.preventDefault();
        this.turn(-Math.sign(event.deltaY || event.deltaX) * STEP * (event.shiftKey ? FINE : 1));
      },
      { passive: false },
    );
    element.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const way = step(event);
      if (way !== null) this.turn(way);
      else if (event.key === "Home") this.turn(-this.value);
      else if (event.key === "End") this.turn(1 - this.value);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** Move by hand. @param {number} way */
  turn(way) {
    const value = clamp(this.value + way, 0, 1);
    if (value === this.value) return;
    this.set(value);
    this.moved(value);
  }

  /** Follow the bridge. @param {number} value */
  follow(value) {
    if (!this.held) this.set(value);
  }

  /** @param {number} value */
  set(value) {
    this.value = value;
    const percent = Math.round(value * 1000) / 10;
    if (percent === this.shown) return;
    this.shown = percent;
    const from = Math.min(value, 0.5) * 270;
    const length = Math.abs(value - 0.5) * 270;
    this.arc.setAttribute("stroke-dasharray", `0 ${from} ${length} 360`);
    this.pointer.setAttribute("transform", `rotate(${(value - 0.5) * 270} 50 50)`);
    this.figure.textContent = `${percent.toFixed(percent < 100 ? 1 : 0)} %`;
    this.element.setAttribute("aria-valuenow", String(percent));
    this.element.setAttribute("aria-valuetext", `${percent} percent`);
  }

  /** @param {string} label */
  rename(label) {
    this.label = label;
    this.name.textContent = label;
    this.element.setAttribute("aria-label", `knob ${this.element.dataset.knob}: ${label}`);
  }
}

/** A pad from 0 to 1 each way, y upwards. */
export class Pad {
  /** @param {{label: string, kind?: string, moved: (x: number, y: number) => void}} options */
  constructor({ label, kind = "", moved }) {
    this.x = 0.5;
    this.y = 0.5;
    this.held = false;
    this.moved = moved;
    this.dot = h("div", { class: "pad-dot" });
    this.across = h("div", { class: "pad-across" });
    this.down = h("div", { class: "pad-down" });
    this.element = h(
      "div",
      {
        class: `pad ${kind}`, role: "slider", tabindex: 0, "aria-label": label, "aria-roledescription": "pad",
        "aria-valuemin": 0, "aria-valuemax": 100,
      },
      this.across,
      this.down,
      this.dot,
    );
    const { element } = this;
    /** @param {PointerEvent} event */
    const go = (event) => {
      const box = element.getBoundingClientRect();
      this.go((event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height);
    };
    element.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      if (event.button) return;
      element.setPointerCapture(event.pointerId);
      this.held = true;
      go(event);
    });
    element.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
      if (element.hasPointerCapture(event.pointerId)) go(event);
    });
    for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => (this.held = false));
    element.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const way = step(event);
      if (way === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const up = event.key === "ArrowUp" || event.key === "ArrowDown";
      this.go(this.x + (up ? 0 : way), this.y + (up ? way : 0));
    });
    this.set(0.5, 0.5);
  }

  /** Move by hand. @param {number} x @param {number} y */
  go(x, y) {
    this.set(clamp(x, 0, 1), clamp(y, 0, 1));
    this.moved(this.x, this.y);
  }

  /** Follow the bridge. @param {number} x @param {number} y */
  follow(x, y) {
    if (!this.held) this.set(x, y);
  }

  /** @param {number} x @param {number} y */
  set(x, y) {
    this.x = x;
    this.y = y;
    this.dot.style.left = this.down.style.left = `${x * 100}%`;
    this.dot.style.top = this.across.style.top = `${(1 - y) * 100}%`;
    this.element.setAttribute("aria-valuenow", String(Math.round(x * 100)));
    this.element.setAttribute("aria-valuetext", `${Math.round(x * 100)} percent across, ${Math.round(y * 100)} percent up`);
  }
}

/** @typedef {import("./link.js").Link} Link */

/**
 * A fader for one number of an address, with range, default and unit of the address table.
 * @param {Link} link @param {string} address
 * @param {{label: string, index?: number, step?: number, top?: number, curve?: number, show?: (value: number) => string}} options
 *   `top` ends the fader below the legal maximum; `curve` above 1 gives low values more room
 */
export function fader(link, address, { label, index = 0, step: size, top, curve = 1, show }) {
  const row = link.table.get(address);
  const arg = row?.args[index];
  if (!row || !arg) return null;
  const high = Math.min(arg.max, top ?? arg.max);
  const whole = arg.type === "i";
  const unit = size ?? (whole ? 1 : (high - arg.min) / 200);
  const words = show ?? ((/** @type {number} */ value) => `${whole ? value : value.toFixed(2)} ${arg.unit}`.trim());
  const positions = curve === 1 ? Math.round((high - arg.min) / unit) : 400;
  const input = h("input", { type: "range", min: 0, max: positions, step: 1, "aria-label": label, title: row.summary });
  const out = h("output", { class: "fader-value" });
  const value = () => arg.min + Math.pow(Number(input.value) / positions, curve) * (high - arg.min);
  const shown = () => {
    const now = whole ? Math.round(value()) : value();
    out.textContent = words(now);
    input.setAttribute("aria-valuetext", out.textContent);
    input.style.setProperty("--fill", `${(Number(input.value) / positions) * 100}%`);
  };
  let held = false;
  const send = () => {
    shown();
    const args = [...(link.state.get(address) ?? row.args.map((a) => a.default ?? 0))];
    args[index] = whole ? Math.round(value()) : value();
    link.move(address, ...args);
  };
  input.addEventListener("input", send);
  input.addEventListener("pointerdown", () => (held = true));
  for (const end of ["pointerup", "pointercancel", "blur"]) input.addEventListener(end, () => (held = false));
  input.addEventListener(
    "wheel",
    (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      input.value = String(Number(input.value) - Math.sign(event.deltaY) * Math.max(1, Math.round(positions / 100)));
      send();
    },
    { passive: false },
  );
  link.on(address, (args) => {
    if (held) return;
    const share = clamp((Number(args[index]) - arg.min) / (high - arg.min), 0, 1);
    input.value = String(Math.round(Math.pow(share, 1 / curve) * positions));
    shown();
  });
  shown();
  return h("label", { class: "fader" }, h("span", { class: "fader-label", text: label }), input, out);
}

/**
 * A switch for an address that takes 0 or 1, or one of two words: the first of `words` is on.
 * @param {Link} link @param {string} address @param {{label: string, words?: [string, string]}} options
 */
export function toggle(link, address, { label, words }) {
  const row = link.table.get(address);
  if (!row) return null;
  const button = h("button", { class: "btn toggle", type: "button", "aria-pressed": "false", title: row.summary, text: label });
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    link.act(address, words ? words[on ? 0 : 1] : Number(on));
  });
  link.on(address, ([now]) => button.setAttribute("aria-pressed", String(words ? now === words[0] : Boolean(now))));
  return button;
}

/**
 * A button that does something.
 * @param {string} label @param {(event: MouseEvent) => void} act @param {{kind?: string, title?: string, key?: string}} options
 */
export function button(label, act, { kind = "", title, key } = {}) {
  return h(
    "button",
    { class: `btn ${kind}`, type: "button", onclick: act, title: title ? (key ? `${title} (${key})` : title) : key, "aria-keyshortcuts": null },
    h("span", { text: label }),
    key ? h("kbd", { text: key, "aria-hidden": "true" }) : null,
  );
}

/** A choice of words. @param {string} label @param {[string, string][]} options @param {(value: string) => void} chosen */
export function choice(label, options, chosen) {
  const select = h("select", { "aria-label": label, onchange: () => chosen(select.value) });
  for (const [value, words] of options) select.append(h("option", { value, text: words }));
  return select;
}

/**
 * A number that is dragged, turned by the wheel or typed with arrow keys.
 * @param {{label: string, low: number, high: number, words?: (value: number) => string, moved: (value: number) => void}} options
 */
export function dragged({ label, low, high, words = String, moved }) {
  let value = low;
  let y = 0;
  let rest = 0;
  const element = h("span", {
    class: "dragged", role: "spinbutton", tabindex: 0, "aria-label": label, "aria-valuemin": low, "aria-valuemax": high,
  });
  /** @param {number} now */
  const set = (now) => {
    value = clamp(Math.round(now), low, high);
    element.textContent = words(value);
    element.setAttribute("aria-valuenow", String(value));
    element.setAttribute("aria-valuetext", element.textContent);
  };
  /** @param {number} way */
  const turn = (way) => {
    const before = value;
    set(value + way);
    if (value !== before) moved(value);
  };
  element.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    element.setPointerCapture(event.pointerId);
    [y, rest] = [event.clientY, 0];
  });
  element.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    rest += ((y - event.clientY) * Math.max(high - low, 24)) / 200;
    y = event.clientY;
    const whole = Math.trunc(rest);
    rest -= whole;
    if (whole) turn(whole);
  });
  element.addEventListener(
    "wheel",
    (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      turn(-Math.sign(event.deltaY));
    },
    { passive: false },
  );
  element.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const way = step(event);
    if (way === null) return;
    event.preventDefault();
    event.stopPropagation();
    turn(Math.sign(way) * (event.shiftKey ? 10 : 1));
  });
  set(low);
  return { element, set };
}
