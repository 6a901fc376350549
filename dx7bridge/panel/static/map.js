// The map: samples and the player's own voices, near each other where they sound alike.
import { button, choice } from "./controls.js";
import { by, clamp, colour, h, sharp, throttled } from "./dom.js";
import { Points, mixed, stretch } from "./points.js";
import { onTheme, theme } from "./theme.js";

const TRAIL = 60; // places remembered
const POLL = 700; // ms between two looks at a map that is being drawn
const REACH = 16; // pixels from a dot that still mean it
const NAMES = 48; // names written at once
const FOLLOW = 300; // ms between two looks where the present voice is
const WORDS = /** @type {Record<string, string>} */ ({
  brightness: "brightness", attack: "attack", decay: "decay", loudness: "loudness", inharmonicity: "metallic", pitch: "pitch",
});
/** @type {Record<"dark" | "light", {low: import("./points.js").RGB, middle: import("./points.js").RGB, high: import("./points.js").RGB}>} */
const TINTS = {
  dark: { low: [0.29, 0.33, 0.85], middle: [0.18, 0.78, 0.67], high: [0.98, 0.8, 0.35] },
  light: { low: [0.25, 0.2, 0.62], middle: [0.0, 0.48, 0.43], high: [0.8, 0.42, 0.0] },
};

/** @typedef {{count: number, features: [string, number, number][], files: string[]}} Head */

/**
 * @param {ArrayBuffer} buffer  as `panel/chart.py` writes it
 */
export function read(buffer) {
  const view = new DataView(buffer);
  const size = view.getUint32(0, true);
  /** @type {Head} */
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
  const n = head.count;
  let at = 4 + size;
  const places = new Float32Array(buffer, at, 2 * n);
  at += 8 * n;
  const features = head.features.map((_, i) => new Uint8Array(buffer, at + i * n, n));
  at += head.features.length * n;
  const kinds = new Uint8Array(buffer, at, n);
  at += n;
  const letters = new Uint8Array(buffer, at, 10 * n);
  at = (at + 10 * n + 3) & ~3;
  const whence = new Uint32Array(buffer, at, 2 * n);
  const name = (/** @type {number} */ i) => String.fromCharCode(...letters.subarray(10 * i, 10 * i + 10)).trim() || "(no name)";
  return { head, places, features, kinds, whence, name };
}

/**
 * @param {import("./link.js").Link} link
 * @param {{listen: () => void, toast: (text: string, kind?: string) => void}} hands
 */
export function map(link, hands) {
  const canvas = h("canvas", { class: "map-points", "aria-hidden": "true" });
  const over = h("canvas", { class: "map-over", tabindex: 0, role: "img", "aria-label": "map of voices: drag to move, wheel or pinch to zoom, click to play" });
  const tip = h("div", { class: "map-tip", hidden: true });
  const status = h("p", { class: "map-status", role: "status" });
  const points = new Points(canvas);
  const camera = { x: 0, y: 0, zoom: 0.92 };
  /** @type {ReturnType<typeof read> | null} */
  let chart = null;
  let feature = 0;
  let hovered = -1;
  let chosen = -1;
  let visible = false;
  let asked = false;
  /** @type {[number, number][]} */
  const trail = [];

  const features = choice("feature that colours the dots", [["0", "…"]], (value) => {
    feature = Number(value);
    if (chart) points.colour(chart.features[feature]);
    draw();
  });
  const legend = h("span", { class: "legend" });
  const kinds = ["○ samples", "● your voices"].map((label, kind) =>
    h("button", { class: "btn small", type: "button", text: label, "aria-pressed": "true", onclick: (/** @type {any} */ event) => {
      points.shown[kind] = !points.shown[kind];
      event.currentTarget.setAttribute("aria-pressed", String(points.shown[kind]));
      draw();
    } }),
  );
  const find = h("input", { type: "search", placeholder: "Find a name", "aria-label": "find a voice by its name", oninput: () => search() });
  const results = h("ul", { class: "found" });

  const load = async (again = false) => {
    asked = true;
    const answer = await fetch(`/panel/map${again ? "?again=1" : ""}`).catch(() => null);
    if (!answer) {
      setTimeout(load, 2000);
      return;
    }
    if (answer.status === 202) {
      const { what, done, all } = await answer.json();
      status.textContent = all ? `Listening to ${what === "samples" ? "samples of the model" : "your voices"}: ${done} of ${all}` : "The map is being drawn…";
      setTimeout(load, POLL);
      return;
    }
    if (!answer.ok) {
      status.textContent = (await answer.json()).error;
      asked = false;
      return;
    }
    show(read(await answer.arrayBuffer()));
  };

  /** @param {ReturnType<typeof read>} given */
  const show = (given) => {
    chart = given;
    const own = given.kinds.reduce((sum, kind) => sum + kind, 0);
    status.textContent = `${given.head.count - own} samples, ${own} of your voices`;
    features.replaceChildren(...given.head.features.map(([name], i) => h("option", { value: i, text: WORDS[name] ?? name })));
    features.value = String(feature);
    points.load(given.places, given.features[feature], given.kinds);
    draw();
    locate();
  };

  let drawing = false;
  const draw = () => {
    if (drawing || !visible) return;
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      paint();
    });
  };

  const paint = () => {
    const tints = TINTS[theme()];
    points.draw(camera, tints);
    const { context, width, height } = sharp(over);
    const half = (camera.zoom * height) / 2;
    const wide = stretch(width, height);
    const place = (/** @type {number} */ x, /** @type {number} */ y) => [width / 2 + (x - camera.x) * half * wide, height / 2 - (y - camera.y) * half];
    if (chart) names(context, width, height, place);
    if (trail.length) {
      context.lineWidth = 2;
      for (let i = 1; i < trail.length; i++) {
        context.strokeStyle = colour("trail");
        context.globalAlpha = (i / trail.length) ** 1.5;
        context.beginPath();
        context.moveTo(.../** @type {[number, number]} */ (place(...trail[i - 1])));
        context.lineTo(.../** @type {[number, number]} */ (place(...trail[i])));
        context.stroke();
      }
      context.globalAlpha = 1;
      const [x, y] = place(...trail[trail.length - 1]);
      for (const [radius, line, style] of /** @type {[number, number, string][]} */ ([[9, 5, colour("surface")], [9, 2.5, colour("text")]])) {
        context.lineWidth = line;
        context.strokeStyle = style;
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.stroke();
      }
    }
    for (const i of [hovered, chosen]) {
      if (!chart || i < 0) continue;
      const [x, y] = place(chart.places[2 * i], chart.places[2 * i + 1]);
      context.lineWidth = 2;
      context.strokeStyle = colour("amber");
      context.beginPath();
      context.arc(x, y, 7, 0, 2 * Math.PI);
      context.stroke();
    }
    legend.style.setProperty("--low", mixed(tints, 0));
    legend.style.setProperty("--middle", mixed(tints, 0.5));
    legend.style.setProperty("--high", mixed(tints, 1));
  };

  /** Names of dots that are not too near to each other. @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {(x: number, y: number) => number[]} place */
  const names = (context, width, height, place) => {
    if (!chart || camera.zoom < 2) return;
    const taken = new Set();
    let written = 0;
    context.font = "12px system-ui, sans-serif";
    context.fillStyle = colour("text");
    context.strokeStyle = colour("bg");
    context.lineWidth = 3;
    for (let i = 0; i < chart.head.count && written < NAMES; i++) {
      if (!points.shown[chart.kinds[i]]) continue;
      const [x, y] = place(chart.places[2 * i], chart.places[2 * i + 1]);
      if (x < 0 || y < 8 || x > width - 60 || y > height) continue;
      const cell = `${Math.round(x / 120)} ${Math.round(y / 36)}`;
      if (taken.has(cell)) continue;
      taken.add(cell);
      written++;
      context.strokeText(chart.name(i), x + 8, y + 4);
      context.fillText(chart.name(i), x + 8, y + 4);
    }
  };

  /** @param {number} i */
  const go = async (i) => {
    chosen = i;
    draw();
    const answer = await fetch(`/panel/map/voice?number=${i}`).catch(() => null);
    if (!answer?.ok) return;
    const done = await link.act("/dx7/encode", new Uint8Array(await answer.arrayBuffer()));
    if (done) hands.listen();
  };

  const locate = throttled(async () => {
    if (!visible || !chart) return;
    const answer = await fetch("/panel/map/place").catch(() => null);
    if (!answer?.ok) return;
    const [x, y] = await answer.json();
    const last = trail[trail.length - 1];
    if (last && Math.hypot(x - last[0], y - last[1]) < 0.002) return;
    trail.push([x, y]);
    if (trail.length > TRAIL) trail.shift();
    draw();
  }, FOLLOW);
  link.on("/dx7/params", locate);

  const search = () => {
    const words = find.value.trim().toLowerCase();
    results.replaceChildren();
    if (!chart || !words) return;
    let found = 0;
    for (let i = 0; i < chart.head.count && found < 40; i++) {
      if (!chart.name(i).toLowerCase().includes(words)) continue;
      found++;
      const file = chart.head.files[chart.whence[2 * i]];
      results.append(h("li", {}, h("button", { class: "btn small", type: "button", onclick: () => {
        if (!chart) return;
        [camera.x, camera.y, camera.zoom] = [chart.places[2 * i], chart.places[2 * i + 1], Math.max(camera.zoom, 3)];
        go(i);
      } }, h("span", { text: chart.name(i) }), h("span", { class: "whence", text: file ? `${file}:${chart.whence[2 * i + 1]}` : "sample" }))));
    }
    if (!found) results.append(h("li", { class: "note", text: "No voice of this name." }));
  };

  // Fingers: one moves, two zoom, a tap plays.
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  let moved = 0;
  /** @param {number} x @param {number} y */
  const world = (x, y) => {
    const box = over.getBoundingClientRect();
    const half = (camera.zoom * box.height) / 2;
    const wide = stretch(box.width, box.height);
    return [camera.x + (x - box.left - box.width / 2) / (half * wide), camera.y - (y - box.top - box.height / 2) / half, half, wide];
  };
  /** @param {number} x @param {number} y @param {number} factor */
  const zoom = (x, y, factor) => {
    const [before, above] = world(x, y);
    camera.zoom = clamp(camera.zoom * factor, 0.5, 80);
    const [after, below] = world(x, y);
    camera.x += before - after;
    camera.y += above - below;
    draw();
  };
  over.addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    zoom(event.clientX, event.clientY, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)));
  }, { passive: false });
  over.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    over.setPointerCapture(event.pointerId);
    if (!fingers.size) moved = 0;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  over.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") point(event);
      return;
    }
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    if (others.length) {
      const [other] = others;
      const apart = (/** @type {{x: number, y: number}} */ p) => Math.hypot(p.x - other.x, p.y - other.y);
      const factor = apart({ x: event.clientX, y: event.clientY }) / Math.max(apart(before), 1);
      zoom((event.clientX + other.x) / 2, (event.clientY + other.y) / 2, factor);
      moved = 99;
    } else {
      const [, , half, wide] = world(0, 0);
      camera.x -= (event.clientX - before.x) / (half * wide);
      camera.y += (event.clientY - before.y) / half;
      moved += Math.abs(event.clientX - before.x) + Math.abs(event.clientY - before.y);
      draw();
    }
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  over.addEventListener("pointerup", (/** @type {PointerEvent} */ event) => {
    if (!fingers.delete(event.pointerId) || moved > 8 || fingers.size) return;
    const [x, y, half, wide] = world(event.clientX, event.clientY);
    const i = points.nearest(x, y, REACH / half, wide);
    if (i >= 0) go(i);
  });
  over.addEventListener("pointercancel", (/** @type {PointerEvent} */ event) => fingers.delete(event.pointerId));
  over.addEventListener("pointerleave", () => hover(-1, null));
  over.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const way = 0.1 / camera.zoom;
    if (event.key === "ArrowLeft") camera.x -= way;
    else if (event.key === "ArrowRight") camera.x += way;
    else if (event.key === "ArrowUp") camera.y += way;
    else if (event.key === "ArrowDown") camera.y -= way;
    else if (event.key === "+" || event.key === "=") camera.zoom = clamp(camera.zoom * 1.2, 0.5, 80);
    else if (event.key === "-") camera.zoom = clamp(camera.zoom / 1.2, 0.5, 80);
    else if (event.key === "Enter") {
      const i = points.nearest(camera.x, camera.y, 0.5, 1);
      if (i >= 0) go(i);
    } else return;
    event.preventDefault();
    event.stopPropagation();
    draw();
  });

  const point = throttled((/** @type {PointerEvent} */ event) => {
    const [x, y, half, wide] = world(event.clientX, event.clientY);
    hover(points.nearest(x, y, REACH / half, wide), event);
  }, 30);
  /** @param {number} i @param {PointerEvent | null} event */
  const hover = (i, event) => {
    if (i !== hovered) draw();
    hovered = i;
    tip.hidden = i < 0 || !chart;
    if (tip.hidden || !chart || !event) return;
    const [name, low, high] = chart.head.features[feature];
    const share = chart.features[feature][i] / 255;
    const file = chart.head.files[chart.whence[2 * i]];
    tip.replaceChildren(h("b", { text: chart.name(i) }), h("span", { text: file ? `${file}:${chart.whence[2 * i + 1]}` : "sample of the model" }), h("span", { text: `${WORDS[name] ?? name} ${worded(name, low + share * (high - low))}` }));
    const box = over.getBoundingClientRect();
    tip.style.left = `${clamp(event.clientX - box.left + 14, 0, box.width - 190)}px`;
    tip.style.top = `${clamp(event.clientY - box.top + 14, 0, box.height - 80)}px`;
  };

  by("view-map").append(
    h("div", { class: "card map-card" },
      h("div", { class: "card-head" }, h("h2", { text: "Map" }), status,
        h("div", { class: "row end wrap" },
          h("label", { class: "group" }, h("span", { text: "Colour" }), features, legend), ...kinds,
          button("Whole map", () => { [camera.x, camera.y, camera.zoom] = [0, 0, 0.92]; draw(); }, { kind: "small" }),
          button("Read again", () => load(true), { kind: "small", title: "Look for new voices in the folder" }), find)),
      h("div", { class: "map-stage" }, canvas, over, tip),
      results),
  );
  new ResizeObserver(draw).observe(over);
  onTheme(draw);

  return {
    /** @param {boolean} now */
    visible(now) {
      visible = now;
      if (!now) return;
      if (!asked) load();
      draw();
      locate();
    },
    show, camera, paint, points,
  };
}

/** A feature's value with its unit. @param {string} name @param {number} value */
function worded(name, value) {
  if (name === "brightness" || name === "pitch") return `${Math.round(2 ** value)} Hz`;
  if (name === "attack") return `${Math.round(10 ** value * 1000)} ms`;
  if (name === "decay") return `${value.toFixed(2)} s`;
  if (name === "loudness") return `${value.toFixed(0)} dB`;
  return value.toFixed(2);
}
