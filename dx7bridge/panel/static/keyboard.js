// Keys to play on: on the screen, on the computer's keyboard, on MIDI keyboards.
import { button, choice } from "./controls.js";
import { by, clamp, h } from "./dom.js";

const BLACK = [1, 3, 6, 8, 10];
const NAMES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];
// As other programs have it: the middle row is white keys, the row above black ones.
const TYPED = ["KeyA", "KeyW", "KeyS", "KeyE", "KeyD", "KeyF", "KeyT", "KeyG", "KeyY", "KeyH", "KeyU", "KeyJ", "KeyK", "KeyO", "KeyL", "KeyP", "Semicolon"];
const SOUND_KEY = "dx7bridge-sound";

/** @param {number} note */
export const noteName = (note) => `${NAMES[note % 12]}${Math.floor(note / 12) - 1}`;

/**
 * @param {import("./link.js").Link} link
 * @param {import("./hear.js").Ears} ears
 * @param {{toast: (text: string, kind?: string) => void, engine: boolean}} hands
 */
export function keyboard(link, ears, { toast, engine }) {
  const footer = by("keys");
  let octave = 4;
  let velocity = 100;
  let sustain = false;
  /** @type {"browser" | "synth"} */
  let where = engine ? "browser" : "synth";
  try {
    const kept = localStorage.getItem(SOUND_KEY);
    if (kept === "synth" || (kept === "browser" && engine)) where = kept;
  } catch {
    // storage is blocked
  }
  /** @type {Map<number, any>} */
  const keys = new Map();
  /** @type {Set<number>} */
  const down = new Set();
  /** @type {Set<number>} */
  const sustained = new Set();
  const board = h("div", { class: "board", role: "group", "aria-label": "piano keys" });

  /** @param {number} note @param {number} strength */
  const on = (note, strength = velocity) => {
    if (note < 0 || note > 127) return;
    down.add(note);
    sustained.delete(note);
    keys.get(note)?.classList.add("down");
    if (where === "browser") ears.on(note, strength);
    else if (link.has("/dx7/note")) link.send("/dx7/note", note, strength);
    else link.act("/dx7/audition", note, strength, 1.5);
  };
  /** @param {number} note */
  const off = (note) => {
    if (!down.delete(note)) return;
    keys.get(note)?.classList.remove("down");
    if (sustain) sustained.add(note);
    else end(note);
  };
  /** @param {number} note */
  const end = (note) => {
    ears.off(note);
    if (where === "synth" && link.has("/dx7/note")) link.send("/dx7/note", note, 0);
  };
  /** @param {boolean} pressed */
  const pedal = (pressed) => {
    sustain = pressed;
    if (pressed) return;
    for (const note of sustained) end(note);
    sustained.clear();
  };
  const hush = () => {
    for (const note of [...down, ...sustained]) end(note);
    for (const key of keys.values()) key.classList.remove("down");
    down.clear();
    sustained.clear();
    if (ears.context) ears.hush();
    if (link.has("/dx7/panic")) link.act("/dx7/panic");
  };

  const draw = () => {
    const width = board.clientWidth || footer.clientWidth;
    const octaves = clamp(Math.round(width / 330), 1, 5);
    const first = clamp(12 * (octave + 1 - Math.floor((octaves - 1) / 2)), 0, 120 - 12 * octaves);
    const whites = octaves * 7 + 1;
    board.replaceChildren();
    keys.clear();
    let white = 0;
    for (let note = first; note <= first + octaves * 12; note++) {
      const black = BLACK.includes(note % 12);
      const key = h("div", { class: black ? "key black" : "key white", "data-note": note });
      if (note % 12 === 0) key.append(h("span", { text: noteName(note), "aria-hidden": "true" }));
      key.style.left = `${((black ? white - 0.3 : white) / whites) * 100}%`;
      key.style.width = `${((black ? 0.6 : 1) / whites) * 100}%`;
      if (!black) white++;
      if (down.has(note)) key.classList.add("down");
      keys.set(note, key);
      board.append(key);
    }
  };

  /** @type {Map<number, number>} */
  const fingers = new Map();
  /** @param {PointerEvent} event */
  const under = (event) => {
    const key = /** @type {HTMLElement | null} */ (document.elementFromPoint(event.clientX, event.clientY)?.closest(".key"));
    if (!key) return null;
    const box = key.getBoundingClientRect();
    const depth = (event.clientY - box.top) / box.height;
    return { note: Number(key.dataset.note), strength: Math.round(clamp(45 + depth * 80, 1, 127)) };
  };
  board.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    const key = under(event);
    if (!key) return;
    event.preventDefault();
    board.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, key.note);
    on(key.note, key.strength);
  });
  board.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    const before = fingers.get(event.pointerId);
    const key = before === undefined ? null : under(event);
    if (!key || key.note === before) return;
    off(/** @type {number} */ (before));
    fingers.set(event.pointerId, key.note);
    on(key.note, key.strength);
  });
  for (const over of ["pointerup", "pointercancel"]) {
    board.addEventListener(over, (/** @type {PointerEvent} */ event) => {
      const note = fingers.get(event.pointerId);
      fingers.delete(event.pointerId);
      if (note !== undefined) off(note);
    });
  }

  /** @type {Map<string, number>} */
  const typed = new Map();
  /** A key of the computer's keyboard; returns whether it was one of ours. @param {KeyboardEvent} event @param {boolean} pressed */
  const type = (event, pressed) => {
    const place = TYPED.indexOf(event.code);
    if (place >= 0) {
      if (pressed && !event.repeat) {
        const note = 12 * (octave + 1) + place;
        typed.set(event.code, note);
        on(note);
      } else if (!pressed) {
        const note = typed.get(event.code);
        typed.delete(event.code);
        if (note !== undefined) off(note);
      }
      return true;
    }
    if (event.code !== "KeyZ" && event.code !== "KeyX") return false;
    if (pressed && !event.repeat) shift(event.code === "KeyX" ? 1 : -1);
    return true;
  };

  /** @param {number} way */
  const shift = (way) => {
    octave = clamp(octave + way, 0, 8);
    label.textContent = `C${octave}`;
    draw();
  };

  const midi = button("MIDI", async () => {
    if (!navigator.requestMIDIAccess) {
      toast(isSecureContext ? "This browser has no Web MIDI." : "Web MIDI needs a page from this machine (127.0.0.1) or HTTPS.", "bad");
      return;
    }
    try {
      const access = await navigator.requestMIDIAccess();
      const attach = () => {
        for (const input of access.inputs.values()) input.onmidimessage = heard;
        midi.setAttribute("aria-pressed", String(access.inputs.size > 0));
        toast(access.inputs.size ? `MIDI: ${[...access.inputs.values()].map((input) => input.name).join(", ")}` : "No MIDI input is connected; the panel takes the first that appears.");
      };
      access.onstatechange = attach;
      attach();
    } catch {
      toast("The browser did not allow MIDI.", "bad");
    }
  }, { kind: "small", title: "Play from MIDI keyboards" });
  midi.setAttribute("aria-pressed", "false");

  /** @param {MIDIMessageEvent} event */
  const heard = (event) => {
    if (!event.data) return;
    const [status, first, second] = event.data;
    if ((status & 0xf0) === 0x90 && second) on(first, second);
    else if ((status & 0xe0) === 0x80) off(first);
    else if ((status & 0xf0) === 0xb0 && first === 64) pedal(second >= 64);
    else if ((status & 0xf0) === 0xb0 && (first === 120 || first === 123)) hush();
  };

  const target = choice("where notes sound", [...(engine ? [/** @type {[string, string]} */ (["browser", "Here"])] : []), ["synth", "On the synth"]], (value) => {
    where = value === "browser" ? "browser" : "synth";
    try {
      localStorage.setItem(SOUND_KEY, where);
    } catch {
      // storage is blocked
    }
  });
  target.value = where;
  const label = h("span", { class: "octave", text: `C${octave}` });
  const force = h("input", { type: "range", min: 1, max: 127, value: velocity, "aria-label": "velocity", class: "small-range" });
  force.addEventListener("input", () => {
    velocity = Number(force.value);
    force.style.setProperty("--fill", `${(velocity / 127) * 100}%`);
  });
  force.style.setProperty("--fill", `${(velocity / 127) * 100}%`);
  const late = h("span", { class: "latency", title: "From the key to the sound: rendered and fetched, and put out by the browser" });
  ears.changed = () => {
    const { fetched, output } = ears.latency;
    late.textContent = fetched ? `${Math.round(fetched + output)} ms` : "";
    late.setAttribute("aria-label", fetched ? `latency ${Math.round(fetched)} ms to fetch, ${Math.round(output)} ms to put out` : "");
  };
  const fold = h("button", { class: "btn small", type: "button", text: "Keys", "aria-expanded": "true", title: "Show or hide the keys", onclick: () => {
    const open = fold.getAttribute("aria-expanded") !== "true";
    fold.setAttribute("aria-expanded", String(open));
    board.hidden = !open;
    if (open) draw();
  } });

  footer.append(
    h("div", { class: "keys-bar" },
      fold,
      h("span", { class: "group" },
        button("−", () => shift(-1), { kind: "small", title: "Octave down", key: "Z" }), label,
        button("+", () => shift(1), { kind: "small", title: "Octave up", key: "X" })),
      h("label", { class: "group velocity" }, h("span", { text: "Velocity" }), force),
      h("label", { class: "group" }, h("span", { text: "Sound" }), target),
      midi, late),
    board,
  );
  new ResizeObserver(() => !board.hidden && draw()).observe(board);
  draw();
  if (matchMedia("(max-width: 600px)").matches) fold.click();
  window.addEventListener("blur", () => {
    for (const note of [...typed.values()]) off(note);
    typed.clear();
  });

  /** A note as the Listen button plays it. */
  const listen = () => {
    if (where === "synth") {
      link.act("/dx7/audition", 60, velocity, 1.5);
      return;
    }
    const note = 12 * (octave + 1);
    on(note);
    setTimeout(() => off(note), 900);
  };
  return { on, off, type, listen, hush, get here() { return where === "browser"; } };
}
