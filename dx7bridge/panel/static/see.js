// The voice in pictures: algorithm, envelopes, ratios, LFO, and the sound itself.
import { dragged } from "./controls.js";
import { by, clamp, colour, h, s, sharp, throttled } from "./dom.js";
import { fetchNote } from "./hear.js";
import { onTheme } from "./theme.js";
import { at, envelope, frequency, ratio, tables, value } from "./voice.js";

const HEARD = 1.5; // seconds of the rendered note
const SHOWN = 60; // dB of an envelope
const RENDER = 250; // ms between two renders while the voice changes
const FFT = 8192;
const NEAREST = 15; // between two points of an envelope, so that each can be caught
const WIDE = 52; // more of it for the slowest rate
const RELEASE = 228; // where the key is let go, of the 300 across an envelope

/**
 * @param {import("./link.js").Link} link
 * @param {import("./hear.js").Ears} ears
 */
export function see(link, ears) {
  /** @type {number[]} */
  let voice = tables.parameters.map(([, , , start]) => start);
  let visible = false;
  // The edits of one frame go out together; two values of one drag are two messages to one address.
  const edits = new Map();
  const edit = (/** @type {string} */ name, /** @type {number} */ to) => {
    if (voice[at(name)] === to) return;
    voice[at(name)] = to;
    edits.set(name, to);
    if (edits.size === 1) {
      requestAnimationFrame(() => {
        for (const [each, now] of edits) link.send("/dx7/param", each, now);
        edits.clear();
      });
    }
    show();
  };

  const diagram = new Diagram();
  const ops = [1, 2, 3, 4, 5, 6].map((op) => new Operator(op, edit));
  const pitch = new Shape("pitch.", "pitch envelope", edit, true);
  const ratios = s("svg", { class: "ratios", viewBox: "0 0 400 90", role: "img", "aria-label": "frequencies of the operators" });
  const lfo = s("svg", { class: "lfo", viewBox: "0 0 200 60", role: "img", "aria-label": "LFO wave" });
  const lfoWords = h("p", { class: "note" });
  const number = dragged({ label: "algorithm", low: 0, high: 31, words: (n) => String(n + 1), moved: (n) => edit("algorithm", n) });
  const feedback = dragged({ label: "feedback", low: 0, high: 7, moved: (n) => edit("feedback", n) });
  const wave = h("canvas", { class: "wave", role: "img", "aria-label": "waveform of the rendered note" });
  const spectrum = h("canvas", { class: "spectrum", role: "img", "aria-label": "spectrum of the rendered note" });
  const figures = h("p", { class: "note" });
  const lfoNumbers = [["lfo.speed", "speed"], ["lfo.delay", "delay"], ["lfo.pitch_mod_depth", "pitch"], ["lfo.amp_mod_depth", "amp"], ["lfo.wave", "wave"]].map(
    ([name, label]) => {
      const [, low, high] = tables.parameters[at(name)];
      const field = dragged({ label: `LFO ${label}`, low, high, words: name === "lfo.wave" ? (n) => tables.waves[n] : String, moved: (n) => edit(name, n) });
      return { name, field, element: h("span", { class: "figure" }, h("span", { text: label }), field.element) };
    },
  );

  by("view-voice").append(
    h("div", { class: "card algorithm" },
      h("div", { class: "card-head" }, h("h2", { text: "Algorithm" }), h("span", { class: "figure" }, number.element), h("span", { class: "figure" }, h("span", { text: "feedback" }), feedback.element)),
      diagram.element),
    h("div", { class: "card heard" },
      h("div", { class: "card-head" }, h("h2", { text: "Sound" }), figures), wave, spectrum),
    h("div", { class: "ops" }, ...ops.map((op) => op.element)),
    h("div", { class: "card" }, h("div", { class: "card-head" }, h("h2", { text: "Ratios" })), ratios),
    h("div", { class: "card" }, h("div", { class: "card-head" }, h("h2", { text: "Pitch envelope" })), pitch.element),
    h("div", { class: "card" }, h("div", { class: "card-head" }, h("h2", { text: "LFO" })), lfo, h("div", { class: "row wrap" }, ...lfoNumbers.map((each) => each.element)), lfoWords),
  );

  const show = () => {
    if (!visible) return;
    diagram.show(voice);
    for (const op of ops) op.show(voice);
    pitch.show(voice);
    number.set(value(voice, "algorithm"));
    feedback.set(value(voice, "feedback"));
    for (const { name, field } of lfoNumbers) field.set(value(voice, name));
    drawRatios(ratios, voice);
    drawLfo(lfo, voice);
    const depth = value(voice, "lfo.pitch_mod_depth") * value(voice, "pitch_mod_sensitivity") + value(voice, "lfo.amp_mod_depth");
    lfoWords.textContent = depth ? "" : "It reaches neither pitch nor level in this voice.";
  };

  /** @type {Int16Array} */
  let samples = new Int16Array(0);
  const draw = () => {
    drawWave(wave, samples);
    figures.textContent = drawSpectrum(spectrum, samples);
  };
  const render = throttled(async () => {
    if (!visible || !tables.engine) return;
    const found = await fetchNote({ note: 60, velocity: 100, begin: 0, end: HEARD, held: 1 });
    if (!found) return;
    samples = found.samples;
    draw();
  }, RENDER);
  if (!tables.engine) figures.textContent = "The bridge has no Dexed engine to render it: pip install 'dx7bridge[dexed]'";

  link.on("/dx7/params", (args) => {
    voice = args.map(Number);
    show();
    render();
  });
  onTheme(() => visible && (show(), draw()));
  new ResizeObserver(() => visible && draw()).observe(wave);

  // The levels of a note that sounds, as long as it does.
  let glowing = false;
  const glow = () => {
    const note = ears.context ? ears.newest : null;
    if (!visible || !note) {
      diagram.glow(null);
      glowing = false;
      return;
    }
    const now = note.elapsed;
    const held = note.released ?? Math.max(now, 0.02) + 1;
    diagram.glow((op) => {
      const seconds = Math.max(now, 0.02);
      const levels = envelope(voice, op, { held, seconds, points: 2 });
      return clamp((levels[1] + SHOWN) / SHOWN, 0, 1);
    });
    requestAnimationFrame(glow);
  };
  const before = ears.changed;
  ears.changed = () => {
    before();
    if (!glowing && ears.newest) {
      glowing = true;
      requestAnimationFrame(glow);
    }
  };

  return {
    /** @param {boolean} now */
    visible(now) {
      visible = now;
      if (!now) return;
      show();
      render();
    },
  };
}

class Diagram {
  constructor() {
    this.element = s("svg", { class: "diagram", role: "img" });
    this.shown = "";
    /** @type {Map<number, {fill: any, words: any, glow: any}>} */
    this.boxes = new Map();
  }

  /** @param {number[]} voice */
  show(voice) {
    const which = value(voice, "algorithm");
    const looped = value(voice, "feedback") > 0;
    const key = `${which} ${looped}`;
    if (key !== this.shown) this.build(which, looped);
    this.shown = key;
    for (const [op, box] of this.boxes) {
      const level = value(voice, `op${op}.output_level`) / 99;
      box.fill.setAttribute("height", String(40 * level));
      box.fill.setAttribute("y", String(20 - 40 * level));
      box.words.textContent = frequency(voice, op);
    }
  }

  /** @param {number} which @param {boolean} looped */
  build(which, looped) {
    const plan = tables.algorithms[which];
    const columns = plan.places.map(([x]) => x);
    const rows = plan.places.map(([, y]) => y);
    const [left, right, top] = [Math.min(...columns), Math.max(...columns), Math.max(...rows)];
    const wide = 86;
    const high = 66;
    const middle = (left + right) / 2;
    const reach = Math.max(right - left, 3) * wide;
    this.element.setAttribute("viewBox", `${middle * wide - reach / 2 - 60} ${-top * high - 40} ${reach + 120} ${top * high + 92}`);
    this.element.setAttribute("aria-label", `algorithm ${which + 1}: carriers ${plan.carriers.join(", ")}; ${plan.modulates.map(([a, b]) => `${a} modulates ${b}`).join(", ")}`);
    const place = (/** @type {number} */ op) => [plan.places[op - 1][0] * wide, -plan.places[op - 1][1] * high];
    const lines = [];
    for (const [from, to] of plan.modulates) {
      const [x1, y1] = place(from);
      const [x2, y2] = place(to);
      lines.push(s("path", { class: "wire", d: `M${x1} ${y1 + 20} V${y2 - 33} H${x2} V${y2 - 20}` }));
    }
    const bottom = 38;
    for (const op of plan.carriers) {
      const [x, y] = place(op);
      lines.push(s("path", { class: "wire", d: `M${x} ${y + 20} V${bottom}` }));
    }
    const ends = plan.carriers.map((op) => place(op)[0]);
    lines.push(s("path", { class: "wire", d: `M${Math.min(...ends) - 20} ${bottom} H${Math.max(...ends) + 20}` }));
    const [source, target] = plan.feedback;
    const [sx, sy] = place(source);
    const [tx, ty] = place(target);
    lines.push(s("path", { class: looped ? "wire loop on" : "wire loop", d: `M${sx} ${sy + 20} v7 H${sx + 37} V${ty - 28} H${tx} V${ty - 20}` }));
    this.boxes.clear();
    const boxes = [];
    for (let op = 1; op <= 6; op++) {
      const [x, y] = place(op);
      const fill = s("rect", { class: "op-fill", x: -29, width: 58, y: 0, height: 0, rx: 4 });
      const glow = s("rect", { class: "op-glow", x: -29, y: -20, width: 58, height: 40, rx: 6, opacity: 0 });
      const words = s("text", { class: "op-words", y: 13 });
      const group = s("g", { class: plan.carriers.includes(op) ? "op carrier" : "op modulator", transform: `translate(${x} ${y})` },
        s("rect", { class: "op-box", x: -29, y: -20, width: 58, height: 40, rx: 6 }), fill, glow, s("text", { class: "op-number", y: 0 }), words);
      group.querySelector(".op-number").textContent = String(op);
      this.boxes.set(op, { fill, words, glow });
      boxes.push(group);
    }
    this.element.replaceChildren(...lines, ...boxes);
  }

  /** Light the operators: 0 to 1 each, or none. @param {((op: number) => number) | null} of */
  glow(of) {
    for (const [op, box] of this.boxes) box.glow.setAttribute("opacity", of ? (of(op) * 0.75).toFixed(2) : "0");
  }
}

/** An envelope to be dragged: across changes a rate, up and down a level. */
class Shape {
  /** @param {string} prefix @param {string} label @param {(name: string, to: number) => void} edit @param {boolean} [middle] */
  constructor(prefix, label, edit, middle = false) {
    this.prefix = prefix;
    this.edit = edit;
    this.area = s("path", { class: "env-area" });
    this.line = s("path", { class: "env-line" });
    /** @type {number[]} */
    this.xs = [0, 0, 0, 0, 0];
    this.handles = [1, 2, 3, 4].map((i) => s("circle", { class: "env-handle", r: 6, tabindex: 0, role: "slider", "aria-valuemin": 0, "aria-valuemax": 99, "aria-label": `${label}, stage ${i}` }));
    this.element = s("svg", { class: "env", viewBox: "-8 -8 316 116", role: "group", "aria-label": label },
      s("rect", { class: "env-back", x: 0, y: 0, width: 300, height: 100 }),
      middle ? s("line", { class: "env-zero", x1: 0, x2: 300, y1: 50, y2: 50 }) : s("line", { class: "env-zero", x1: 0, x2: 300, y1: 100, y2: 100 }),
      this.area, this.line, ...this.handles);
    this.rates = [99, 99, 99, 99];
    this.levels = [99, 99, 99, 0];
    this.handles.forEach((handle, i) => this.listen(handle, i));
  }

  /** @param {SVGCircleElement} handle @param {number} i */
  listen(handle, i) {
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      event.preventDefault();
      handle.focus();
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const matrix = this.element.getScreenCTM();
      if (!matrix) return;
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      const begin = i === 3 ? RELEASE : this.xs[i];
      this.set(i, 99 - Math.round(((point.x - begin - NEAREST) / WIDE) * 99), 99 - Math.round((point.y / 100) * 99));
    });
    handle.addEventListener("keydown", (event) => {
      const size = event.shiftKey ? 10 : 1;
      const ways = /** @type {Record<string, [number, number]>} */ ({ ArrowUp: [0, size], ArrowDown: [0, -size], ArrowLeft: [size, 0], ArrowRight: [-size, 0] });
      const way = ways[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      this.set(i, this.rates[i] + way[0], this.levels[i] + way[1]);
    });
  }

  /** @param {number} i @param {number} rate @param {number} level */
  set(i, rate, level) {
    this.edit(`${this.prefix}rate${i + 1}`, clamp(rate, 0, 99));
    this.edit(`${this.prefix}level${i + 1}`, clamp(level, 0, 99));
  }

  /** @param {number[]} voice */
  show(voice) {
    const of = (/** @type {string} */ name) => [1, 2, 3, 4].map((i) => value(voice, `${this.prefix}${name}${i}`));
    [this.rates, this.levels] = [of("rate"), of("level")];
    const { rates, levels } = this;
    const y = (/** @type {number} */ level) => 100 - (level / 99) * 100;
    const xs = [0];
    for (let i = 0; i < 3; i++) xs.push(xs[i] + NEAREST + ((99 - rates[i]) / 99) * WIDE);
    const off = RELEASE;
    const end = off + NEAREST + ((99 - rates[3]) / 99) * WIDE;
    this.xs = [xs[0], xs[1], xs[2], xs[3]];
    const line = `M0 ${y(levels[3])} L${xs[1]} ${y(levels[0])} L${xs[2]} ${y(levels[1])} L${xs[3]} ${y(levels[2])} H${off} L${end} ${y(levels[3])} H300`;
    this.line.setAttribute("d", line);
    this.area.setAttribute("d", `${line} V100 H0 Z`);
    [[xs[1], levels[0]], [xs[2], levels[1]], [xs[3], levels[2]], [end, levels[3]]].forEach(([x, level], i) => {
      this.handles[i].setAttribute("cx", String(x));
      this.handles[i].setAttribute("cy", String(y(level)));
      this.handles[i].setAttribute("aria-valuenow", String(level));
      this.handles[i].setAttribute("aria-valuetext", `level ${level}, rate ${rates[i]}`);
    });
  }
}

class Operator {
  /** @param {number} op @param {(name: string, to: number) => void} edit */
  constructor(op, edit) {
    this.op = op;
    this.shape = new Shape(`op${op}.`, `envelope of operator ${op}`, edit);
    this.words = h("span", { class: "op-frequency" });
    this.fields = [["output_level", "level"], ["coarse", "coarse"], ["fine", "fine"], ["detune", "detune"], ["key_velocity", "vel"]].map(([name, label]) => {
      const [, low, high] = tables.parameters[at(`op${op}.${name}`)];
      const words = name === "detune" ? (/** @type {number} */ n) => (n > 7 ? `+${n - 7}` : String(n - 7)) : String;
      const field = dragged({ label: `operator ${op} ${label}`, low, high, words, moved: (n) => edit(`op${op}.${name}`, n) });
      return { name, field, element: h("span", { class: "figure" }, h("span", { text: label }), field.element) };
    });
    this.element = h("div", { class: "card operator" },
      h("div", { class: "card-head" }, h("h2", { text: `Op ${op}` }), this.words),
      this.shape.element,
      h("div", { class: "row figures" }, ...this.fields.map((each) => each.element)));
  }

  /** @param {number[]} voice */
  show(voice) {
    const carrier = tables.algorithms[value(voice, "algorithm")].carriers.includes(this.op);
    this.element.classList.toggle("carrier", carrier);
    this.element.classList.toggle("mute", value(voice, `op${this.op}.output_level`) === 0);
    this.words.textContent = `${frequency(voice, this.op)} · ${carrier ? "carrier" : "modulator"}`;
    this.shape.show(voice);
    for (const { name, field } of this.fields) field.set(value(voice, `op${this.op}.${name}`));
  }
}

/** @param {SVGElement} svg @param {number[]} voice */
function drawRatios(svg, voice) {
  const x = (/** @type {number} */ r) => 14 + (clamp(Math.log2(r) + 2, 0, 7) / 7) * 372;
  const parts = [];
  for (const mark of [0.25, 0.5, 1, 2, 4, 8, 16, 32]) {
    parts.push(s("line", { class: "grid", x1: x(mark), x2: x(mark), y1: 8, y2: 72 }), text(x(mark), 86, mark === 0.25 ? "¼" : mark === 0.5 ? "½" : String(mark), "grid-words"));
  }
  const carriers = tables.algorithms[value(voice, "algorithm")].carriers;
  for (let op = 1; op <= 6; op++) {
    const y = 14 + (op - 1) * 11;
    const level = value(voice, `op${op}.output_level`) / 99;
    const of = x(ratio(voice, op));
    const kind = carriers.includes(op) ? "carrier" : "modulator";
    parts.push(s("line", { class: `ratio ${kind}`, x1: 14, x2: of, y1: y, y2: y, "stroke-opacity": 0.15 + 0.5 * level }), s("circle", { class: `ratio-dot ${kind}`, cx: of, cy: y, r: 2 + 4 * level }), text(of + 12, y + 3, String(op), "grid-words"));
  }
  svg.replaceChildren(...parts);
}

/** @param {number} x @param {number} y @param {string} words @param {string} kind */
function text(x, y, words, kind) {
  const element = s("text", { x, y, class: kind });
  element.textContent = words;
  return element;
}

/** @param {SVGElement} svg @param {number[]} voice */
function drawLfo(svg, voice) {
  const wave = value(voice, "lfo.wave");
  const cycles = 1 + Math.round(value(voice, "lfo.speed") / 14);
  const shapes = [
    (/** @type {number} */ p) => 1 - 4 * Math.abs(p - 0.5), (/** @type {number} */ p) => 1 - 2 * p, (/** @type {number} */ p) => 2 * p - 1,
    (/** @type {number} */ p) => (p < 0.5 ? 1 : -1), (/** @type {number} */ p) => Math.sin(2 * Math.PI * p),
  ];
  const steps = [0.3, -0.7, 0.9, 0.1, -0.4, 0.6, -0.9, 0.5];
  const delay = value(voice, "lfo.delay") / 99;
  let path = "";
  for (let x = 0; x <= 200; x++) {
    const t = (x / 200) * cycles;
    const level = wave === 5 ? steps[Math.floor(t) % 8] : shapes[wave](t % 1);
    const grown = delay ? clamp((x / 200 - delay * 0.6) / 0.25, 0, 1) : 1;
    path += `${x ? "L" : "M"}${x} ${(30 - 24 * level * grown).toFixed(1)}`;
  }
  svg.replaceChildren(s("line", { class: "grid", x1: 0, x2: 200, y1: 30, y2: 30 }), s("path", { class: "lfo-line", d: path }));
}

/** The whole note as its peaks, and in front of it two periods from where it sounds. @param {HTMLCanvasElement} canvas @param {Int16Array} samples */
function drawWave(canvas, samples) {
  const { context, width, height } = sharp(canvas);
  if (!samples.length || !width) return;
  let peak = 1;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const middle = height / 2;
  const scale = (middle - 3) / peak;
  context.fillStyle = colour("wave-back");
  const per = samples.length / width;
  for (let x = 0; x < width; x++) {
    let [low, high] = [0, 0];
    for (let i = Math.floor(x * per); i < (x + 1) * per; i++) {
      if (samples[i] < low) low = samples[i];
      if (samples[i] > high) high = samples[i];
    }
    context.fillRect(x, middle - high * scale, 1, Math.max((high - low) * scale, 1));
  }
  const begin = Math.floor(samples.length * 0.1);
  const length = Math.floor((tables.rate / 261.63) * 4);
  context.strokeStyle = colour("accent");
  context.lineWidth = 1.5;
  context.beginPath();
  for (let x = 0; x <= width; x++) {
    const y = middle - samples[begin + Math.floor((x / width) * length)] * scale;
    if (x) context.lineTo(x, y);
    else context.moveTo(x, y);
  }
  context.stroke();
}

/** The spectrum from 0.1 s on, 30 Hz to 16 kHz, 90 dB; says in words how loud and bright it is. @param {HTMLCanvasElement} canvas @param {Int16Array} samples */
function drawSpectrum(canvas, samples) {
  const { context, width, height } = sharp(canvas);
  if (!samples.length || !width) return "";
  const begin = Math.min(Math.floor(tables.rate * 0.1), Math.max(samples.length - FFT, 0));
  const re = new Float64Array(FFT);
  const im = new Float64Array(FFT);
  let energy = 0;
  for (let i = 0; i < FFT; i++) {
    const sample = (samples[begin + i] ?? 0) / 32768;
    energy += sample * sample;
    re[i] = sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT));
  }
  fft(re, im);
  let [power, weighted] = [0, 0];
  const levels = new Float64Array(FFT / 2);
  for (let i = 1; i < FFT / 2; i++) {
    const each = re[i] * re[i] + im[i] * im[i];
    power += each;
    weighted += each * i;
    levels[i] = 10 * Math.log10(each / (FFT * FFT / 16) + 1e-12);
  }
  const bin = (/** @type {number} */ x) => ((30 * (16000 / 30) ** (x / width)) / tables.rate) * FFT;
  context.strokeStyle = colour("line");
  context.fillStyle = colour("muted");
  context.font = "11px system-ui, sans-serif";
  for (const hertz of [100, 1000, 10000]) {
    const x = (Math.log(hertz / 30) / Math.log(16000 / 30)) * width;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.stroke();
    context.fillText(hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`, x + 4, 12);
  }
  context.beginPath();
  context.moveTo(0, height);
  for (let x = 0; x < width; x++) {
    let level = -120;
    const [from, to] = [bin(x), bin(x + 1)];
    for (let i = Math.floor(from); i <= Math.ceil(to); i++) level = Math.max(level, levels[i]);
    context.lineTo(x, height - clamp((level + 90) / 90, 0, 1) * height);
  }
  context.lineTo(width, height);
  context.fillStyle = colour("wave-fill");
  context.fill();
  context.strokeStyle = colour("accent");
  context.stroke();
  if (power < 1e-9) return "silent";
  const centroid = (weighted / power / FFT) * tables.rate;
  return `${(10 * Math.log10(energy / FFT + 1e-12)).toFixed(0)} dB · centre ${centroid < 1000 ? `${centroid.toFixed(0)} Hz` : `${(centroid / 1000).toFixed(1)} kHz`} · C4, velocity 100`;
}

/** In place; the length is a power of two. @param {Float64Array} re @param {Float64Array} im */
export function fft(re, im) {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const angle = (-2 * Math.PI) / size;
    const half = size >> 1;
    for (let k = 0; k < half; k++) {
      const [c, d] = [Math.cos(angle * k), Math.sin(angle * k)];
      for (let i = k; i < n; i += size) {
        const j = i + half;
        const [x, y] = [re[j] * c - im[j] * d, re[j] * d + im[j] * c];
        [re[j], im[j]] = [re[i] - x, im[i] - y];
        re[i] += x;
        im[i] += y;
      }
    }
  }
}
