// The view to play from: knobs, pads, slots, locks, and everything that moves or keeps a sound.
import { Knob, Pad, button, choice, fader, toggle } from "./controls.js";
import { by, h } from "./dom.js";
import { tables } from "./voice.js";

/** @typedef {import("./link.js").Link} Link */

const BANK = 16; // slots shown at once
const LOCKS = ["algorithm", "envelopes", "levels", "ratios", "sensitivity", "scaling", "pitch", "lfo", "transpose",
  "name", "op1", "op2", "op3", "op4", "op5", "op6"];
const LOCK_WORDS = /** @type {Record<string, string>} */ ({
  algorithm: "alg", envelopes: "env", levels: "level", ratios: "ratio", sensitivity: "sens",
  scaling: "scale", pitch: "pitch", lfo: "LFO", transpose: "key", name: "name",
});

/**
 * @param {Link} link
 * @param {{listen: () => void, toast: (text: string, kind?: string) => void, ask: (title: string, text: string) => Promise<string | null>}} hands
 */
export function play(link, hands) {
  /** @type {Knob[]} */
  const knobs = [];
  const labels = Array.from({ length: tables.dims }, (_, i) => `dimension ${i + 1}`);
  for (let i = 1; i <= tables.dims; i++) {
    const address = `/dx7/latent/norm/${i}`;
    const knob = new Knob({ number: i, moved: (value) => link.move(address, value) });
    link.on(address, ([value]) => knob.follow(Number(value)));
    knobs.push(knob);
  }

  // What the axes do is known when the model is there.
  const learn = async () => {
    try {
      const { heard } = await link.ask("/dx7/axes/get");
      for (const { address, args } of heard) {
        if (address !== "/dx7/axis") continue;
        labels[Number(args[0]) - 1] = String(args[1]);
        knobs[Number(args[0]) - 1].rename(String(args[1]));
      }
      relabel();
    } catch {
      if (link.connected) setTimeout(learn, 2000);
    }
  };
  link.watchers.add((connected) => connected && learn());
  if (link.connected) learn();

  const pads = [xyPad(link, labels), secondPad(link, labels)];
  const relabel = () => pads.forEach((pad) => pad.relabel());
  const vary = varying(link);

  const actions = h(
    "div",
    { class: "actions" },
    button("New sound", () => link.act("/dx7/sample"), { kind: "primary big", title: "Draw a new voice", key: "N" }),
    h(
      "div",
      { class: "row" },
      button("Vary", () => vary.go(), { kind: "strong", title: "Make a variation of the sound", key: "V" }),
      vary.element,
    ),
    h(
      "div",
      { class: "row" },
      undoButton(link, "undo", "Undo", "⌫"),
      undoButton(link, "redo", "Redo", "⇧⌫"),
      button("Listen", hands.listen, { kind: "strong", title: "Play a note", key: "␣" }),
    ),
    h(
      "div",
      { class: "row" },
      button("Keep", () => keep(link, hands.toast), { title: "Add the voice to the favourites", key: "B" }),
      button("Init", () => link.act("/dx7/init"), { title: "Go back to INIT VOICE" }),
      button("Send", () => link.act("/dx7/midi/send"), { title: "Send the whole voice to the synth again" }),
      link.has("/dx7/panic") ? button("Panic", () => link.act("/dx7/panic"), { title: "Silence", key: "." }) : null,
    ),
  );

  const settings = h(
    "div",
    { class: "settings" },
    h(
      "div",
      { class: "row wrap" },
      toggle(link, "/dx7/guard", { label: "Guard" }),
      toggle(link, "/dx7/level", { label: "Level", words: ["match", "off"] }),
      toggle(link, "/dx7/key", { label: "Key", words: ["keep", "free"] }),
      toggle(link, "/dx7/smooth", { label: "Smooth" }),
    ),
    fader(link, "/dx7/temperature", { label: "Temperature" }),
    fader(link, "/dx7/level/trim", { label: "Trim", step: 0.5, show: (v) => `${v > 0 ? "+" : ""}${v.toFixed(1)} dB` }),
    fader(link, "/dx7/transpose", { label: "Transpose", show: (v) => `${v > 0 ? "+" : ""}${v}` }),
    fader(link, "/dx7/glide", { label: "Glide", top: 60, curve: 3, show: (v) => (v ? `${v.toFixed(v < 10 ? 2 : 0)} s` : "off") }),
    fader(link, "/dx7/drift", { label: "Drift rate", index: 0, top: 2, curve: 2, show: (v) => (v ? `${v.toFixed(2)} Hz` : "off") }),
    fader(link, "/dx7/drift", { label: "Drift depth", index: 1, curve: 1.5, show: (v) => (v ? v.toFixed(2) : "off") }),
  );

  const slots = slotBank(link, hands);
  by("view-play").append(
    h("div", { class: "knobs card", role: "group", "aria-label": "knobs" }, ...knobs.map((knob) => knob.element)),
    h("div", { class: "pads" }, ...pads.map((pad) => pad.element), morphPad(link, hands)),
    h("div", { class: "side card" }, actions, settings),
    slots.element,
    lockRow(link),
  );
  return { knobs, slots, vary };
}

/** The pad of the two dimensions that every client shares. @param {Link} link @param {string[]} labels */
function xyPad(link, labels) {
  const pad = new Pad({ label: "pad 1", moved: (x, y) => link.move("/dx7/latent/norm/xy", x, y) });
  const names = axisChoices(labels, (x, y) => link.act("/dx7/latent/axes", x, y));
  link.on("/dx7/latent/norm/xy", ([x, y]) => pad.follow(Number(x), Number(y)));
  link.on("/dx7/latent/axes", ([x, y]) => names.set(Number(x), Number(y)));
  return { element: h("div", { class: "pad-card card" }, names.element, pad.element), relabel: names.relabel };
}

/** A pad of two dimensions of this page's own. @param {Link} link @param {string[]} labels */
function secondPad(link, labels) {
  let axes = [3, 4];
  const follow = () => {
    const norm = link.state.get("/dx7/latent/norm");
    if (norm) pad.follow(Number(norm[axes[0] - 1]), Number(norm[axes[1] - 1]));
  };
  const pad = new Pad({
    label: "pad 2",
    moved: (x, y) => {
      link.move(`/dx7/latent/norm/${axes[0]}`, x);
      link.move(`/dx7/latent/norm/${axes[1]}`, y);
    },
  });
  const names = axisChoices(labels, (x, y) => {
    axes = [x, y];
    names.set(x, y);
    follow();
  });
  names.set(axes[0], axes[1]);
  link.on("/dx7/latent/norm", follow);
  return { element: h("div", { class: "pad-card card" }, names.element, pad.element), relabel: names.relabel };
}

/** @param {string[]} labels @param {(x: number, y: number) => void} chosen */
function axisChoices(labels, chosen) {
  const of = (/** @type {string} */ way) =>
    choice(`dimension of the pad ${way}`, labels.map((label, i) => [String(i + 1), `${i + 1} ${label}`]), () => {
      if (across.value !== up.value) chosen(Number(across.value), Number(up.value));
      else set(last[0], last[1]);
    });
  let last = [1, 2];
  const across = of("across");
  const up = of("up");
  /** @param {number} x @param {number} y */
  const set = (x, y) => {
    last = [x, y];
    across.value = String(x);
    up.value = String(y);
  };
  const relabel = () => {
    for (const select of [across, up]) [...select.options].forEach((option, i) => (option.textContent = `${i + 1} ${labels[i]}`));
  };
  const element = h(
    "div",
    { class: "pad-names" },
    h("span", { class: "axis-name" }, h("span", { text: "→", "aria-hidden": "true" }), across),
    h("span", { class: "axis-name" }, h("span", { text: "↑", "aria-hidden": "true" }), up),
  );
  return { element, set, relabel };
}

/** The morph pad between four slots. @param {Link} link @param {{toast: (text: string, kind?: string) => void}} hands */
function morphPad(link, hands) {
  const pad = new Pad({
    label: "morph pad", kind: "morph", moved: (x, y) => link.move("/dx7/interpolate/xy", x, y),
  });
  link.on("/dx7/interpolate/xy", ([x, y]) => pad.follow(Number(x), Number(y)));
  let corners = [1, 2, 3, 4];
  let filled = new Map();
  const buttons = ["a", "b", "c", "d"].map((corner, i) =>
    h("button", {
      class: `btn corner corner-${corner}`, type: "button",
      onclick: () => {
        const slot = corners[i];
        if (filled.has(slot)) link.act("/dx7/slot/recall", slot);
        else link.act("/dx7/slot/store", slot).then((done) => done && hands.toast(`Stored in slot ${slot}`));
      },
    }),
  );
  const show = () =>
    buttons.forEach((each, i) => {
      const slot = corners[i];
      const name = filled.get(slot);
      each.textContent = name === undefined ? `${slot} · store` : `${slot} ${name}`;
      each.classList.toggle("empty", name === undefined);
      each.setAttribute("aria-label", `${each.textContent}, corner ${"abcd"[i]}${name === undefined ? "" : ": recall"}`);
    });
  link.on("/dx7/interpolate/xy/slots", (args) => {
    corners = args.map(Number);
    show();
  });
  link.on("/dx7/slots", (args) => {
    filled = new Map(pairs(args));
    show();
  });
  show();
  const [a, b, c, d] = buttons;
  return h(
    "div",
    { class: "pad-card card morph-card" },
    h("div", { class: "corners" }, c, d),
    pad.element,
    h("div", { class: "corners" }, a, b),
  );
}

/** @param {import("./osc.js").Atom[]} args @returns {[number, string][]} */
export function pairs(args) {
  /** @type {[number, string][]} */
  const found = [];
  for (let i = 0; i + 1 < args.length; i += 2) found.push([Number(args[i]), String(args[i + 1])]);
  return found;
}

/** Four banks of sixteen slots. A tap recalls or stores; with Store armed it stores; a long press asks for more.
 * @param {Link} link
 * @param {{toast: (text: string, kind?: string) => void, ask: (title: string, text: string) => Promise<string | null>}} hands */
function slotBank(link, hands) {
  let bank = 0;
  let armed = "";
  /** @type {Map<number, string>} */
  let filled = new Map();
  let last = 0;
  const grid = h("div", { class: "slots", role: "group", "aria-label": "slots" });
  const cells = Array.from({ length: BANK }, (_, i) => {
    const cell = h("button", { class: "slot", type: "button" }, h("span", { class: "slot-number" }), " ", h("span", { class: "slot-name" }));
    cell.addEventListener("click", () => press(bank * BANK + i + 1));
    cell.addEventListener("contextmenu", (/** @type {Event} */ event) => {
      event.preventDefault();
      rename(bank * BANK + i + 1);
    });
    grid.append(cell);
    return cell;
  });
  /** @param {number} slot */
  const press = async (slot) => {
    const how = armed;
    arm("");
    if (how === "clear") {
      if (filled.has(slot)) await link.act("/dx7/slot/clear", slot);
    } else if (how === "rename") {
      await rename(slot);
    } else if (how === "corner") {
      await link.act("/dx7/interpolate/xy/slots", slot, slot + 1, slot + 2, slot + 3);
    } else if (how === "store" || !filled.has(slot)) {
      if (await link.act("/dx7/slot/store", slot)) hands.toast(`Stored in slot ${slot}`);
    } else {
      await link.act("/dx7/slot/recall", slot);
    }
    last = slot;
    show();
  };
  /** @param {number} slot */
  const rename = async (slot) => {
    if (!filled.has(slot)) return;
    const name = await hands.ask(`Name of slot ${slot}`, filled.get(slot) ?? "");
    if (name !== null) await link.act("/dx7/slot/name", slot, name);
  };
  /** @param {number} way */
  const move = (way) => {
    const all = [...filled.keys()].sort((x, y) => x - y);
    if (!all.length) return;
    const next = way > 0 ? all.find((slot) => slot > last) ?? all[0] : all.reverse().find((slot) => slot < last) ?? all[0];
    bank = Math.floor((next - 1) / BANK);
    press(next);
  };
  const show = () => {
    cells.forEach((cell, i) => {
      const slot = bank * BANK + i + 1;
      const name = filled.get(slot);
      cell.firstChild.textContent = String(slot);
      cell.lastChild.textContent = name ?? "empty";
      cell.classList.toggle("filled", name !== undefined);
      cell.classList.toggle("last", slot === last && name !== undefined);
      cell.title = name === undefined ? "Store the sound here" : "Recall; a long press names it";
    });
    tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String(i === bank)));
  };
  const tabs = Array.from({ length: Math.ceil(tables.slots / BANK) }, (_, i) =>
    h("button", {
      class: "btn small", type: "button", text: "ABCDEFGH"[i], "aria-label": `bank ${"ABCDEFGH"[i]}`, "aria-pressed": "false",
      onclick: () => {
        bank = i;
        show();
      },
    }),
  );
  const modes = [["store", "Store", "The next slot you press takes the sound"], ["rename", "Name", "Rename the next slot you press"],
    ["clear", "Clear", "Empty the next slot you press"], ["corner", "Morph", "Put the next slot you press, and the three after it, on the morph pad"]]
    .map(([mode, words, title]) => h("button", {
      class: "btn small", type: "button", text: words, title, "aria-pressed": "false", "data-mode": mode,
      onclick: () => arm(armed === mode ? "" : mode),
    }));
  /** @param {string} mode */
  const arm = (mode) => {
    armed = mode;
    for (const each of modes) each.setAttribute("aria-pressed", String(each.dataset.mode === mode));
    grid.dataset.armed = mode;
  };
  link.on("/dx7/slots", (args) => {
    filled = new Map(pairs(args));
    show();
  });
  show();
  const element = h(
    "div",
    { class: "slots-card card" },
    h("div", { class: "card-head" }, h("h2", { text: "Slots" }), h("div", { class: "row" }, ...tabs), h("div", { class: "row end" }, ...modes)),
    grid,
  );
  return { element, move, arm };
}

/** @param {Link} link */
function lockRow(link) {
  /** @type {Set<string>} */
  let locked = new Set();
  const chips = LOCKS.filter((group) => tables.groups.includes(group)).map((group) =>
    h("button", {
      class: "btn chip", type: "button", text: LOCK_WORDS[group] ?? group.replace("op", ""), "aria-pressed": "false", "data-group": group,
      "aria-label": `lock ${LOCK_WORDS[group] ?? group.replace("op", "")}: ${group.replace(/^op(\d)/, "operator $1")}`, title: `Lock: ${group} keeps its values`,
      onclick: () => link.act(locked.has(group) ? "/dx7/unlock" : "/dx7/lock", group),
    }),
  );
  const none = button("Unlock", () => link.act("/dx7/unlock", "all"), { kind: "small" });
  link.on("/dx7/locks", (args) => {
    locked = new Set(args.map(String));
    for (const chip of chips) chip.setAttribute("aria-pressed", String(locked.has(chip.dataset.group) || locked.has("all")));
    none.disabled = !locked.size;
  });
  return h(
    "div",
    { class: "locks-card card", role: "group", "aria-label": "locks" },
    h("div", { class: "card-head" }, h("h2", { text: "Locks" }), h("div", { class: "chips" }, ...chips.slice(0, -6), h("span", { class: "note", text: "Op", "aria-hidden": "true" }), ...chips.slice(-6), none)),
  );
}

/** How far a variation goes. @param {Link} link */
function varying(link) {
  const row = link.table.get("/dx7/vary");
  const input = h("input", { type: "range", min: 0, max: 100, value: 30, "aria-label": "how far a variation goes" });
  const out = h("output", { class: "fader-value" });
  const show = () => {
    out.textContent = `${input.value} %`;
    input.style.setProperty("--fill", `${input.value}%`);
    input.setAttribute("aria-valuetext", out.textContent);
  };
  input.addEventListener("input", show);
  show();
  const element = h("label", { class: "fader bare", title: row?.help ?? "" }, input, out);
  return { element, go: () => link.act("/dx7/vary", Number(input.value) / 100) };
}

/** @param {Link} link @param {"undo" | "redo"} what @param {string} label @param {string} key */
function undoButton(link, what, label, key) {
  const made = button(label, () => link.act(`/dx7/${what}`), { title: link.table.get(`/dx7/${what}`)?.summary, key });
  link.on("/dx7/history", (args) => {
    const left = Number(args[what === "undo" ? 0 : 1]);
    made.disabled = !left;
    made.title = `${label}: ${left} step${left === 1 ? "" : "s"}`;
  });
  return made;
}

/** @param {Link} link @param {(text: string, kind?: string) => void} toast */
export async function keep(link, toast) {
  const done = await link.act("/dx7/keep");
  if (done) toast(`Kept: ${done.extra[1]} voices in ${String(done.extra[0]).split("/").pop()}`);
}
