// The panel: connects to the bridge, and puts its views together.
import { by, h } from "./dom.js";
import { files } from "./files.js";
import { Ears } from "./hear.js";
import { keyboard } from "./keyboard.js";
import { Link } from "./link.js";
import { map } from "./map.js";
import { keep, play } from "./play.js";
import { see } from "./see.js";
import { switchTheme } from "./theme.js";
import { loadTables, tables, value } from "./voice.js";

const TOAST = 6000; // ms
const VIEWS = [["play", "Play"], ["voice", "Voice"], ["map", "Map"], ["files", "Files"]];
const SHORTCUTS = [
  ["N", "new sound"], ["V", "vary"], ["⌫ or Ctrl Z", "undo"], ["⇧⌫ or Ctrl ⇧ Z", "redo"], ["Space", "listen"], ["B", "keep in the favourites"],
  ["1 – 8", "choose a knob, then ↑ ↓ turn it, with ⇧ finely; Home and End are its ends"], ["0", "the chosen knob to the middle"],
  ["[ and ]", "slot before, slot after"], ["R", "arm Store: the next slot takes the sound"], ["Page ↑ ↓", "view before, view after"],
  ["A W S E D F T G Y H U J K O L P", "play notes"], ["Z and X", "octave down, octave up"], [".", "silence"], ["?", "this list"],
];

const link = new Link();

/** Say something for a while. @param {string} text @param {string} [kind] */
function toast(text, kind = "good") {
  const element = h("div", { class: `toast ${kind}` }, h("span", { text }));
  const box = by("toasts");
  for (const old of [...box.children].slice(0, -2)) old.remove();
  box.append(element);
  setTimeout(() => element.remove(), TOAST);
}

/** Ask for a line of text; null if the answer is none. @param {string} title @param {string} text @returns {Promise<string | null>} */
function askText(title, text) {
  const dialog = by("dialog");
  const input = h("input", { type: "text", value: text, maxlength: 40, id: "answer" });
  return new Promise((resolve) => {
    dialog.replaceChildren(
      h("form", { method: "dialog" }, h("label", { for: "answer", text: title }), input,
        h("div", { class: "row end" }, h("button", { class: "btn", value: "", formnovalidate: true, text: "Cancel" }), h("button", { class: "btn primary", value: "yes", text: "OK" }))));
    dialog.onclose = () => resolve(dialog.returnValue === "yes" ? input.value : null);
    dialog.returnValue = "";
    dialog.showModal();
    input.select();
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      dialog.close("yes");
    });
  });
}

function showHelp() {
  const dialog = by("dialog");
  dialog.onclose = null;
  dialog.replaceChildren(
    h("h2", { text: "Keys" }),
    h("dl", { class: "shortcuts" }, ...SHORTCUTS.flatMap(([key, words]) => [h("dt", {}, h("kbd", { text: key })), h("dd", { text: words })])),
    h("p", { class: "note", text: "Knobs, pads and numbers: drag, turn the wheel, or use the arrow keys. Double-click puts a knob in the middle. Slots: a long press, or a right click, names one." }),
    h("form", { method: "dialog", class: "row end" }, h("button", { class: "btn primary", text: "Close" })));
  dialog.showModal();
}

/** @param {() => Promise<any>} work */
async function untilDone(work) {
  for (let pause = 300; ; pause = Math.min(pause * 1.6, 3000)) {
    try {
      return await work();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** What the bridge plays on, as a tip on the light. @param {HTMLElement} light */
async function tellStatus(light) {
  try {
    const { extra } = await link.ask("/dx7/status");
    light.title = `model ${extra[0]}; output ${extra[3]}`;
  } catch {
    light.title = "";
  }
}

async function begin() {
  const light = by("light");
  await untilDone(loadTables);
  link.complainers.add((error, command) => toast(`${command}: ${error.message}`, "bad"));
  link.watchers.add((connected) => {
    light.classList.toggle("on", connected);
    light.lastElementChild.textContent = connected ? "connected" : "no bridge";
    if (connected) tellStatus(light);
    document.body.classList.toggle("away", !connected);
  });
  await untilDone(() => link.open());

  const ears = new Ears();
  ears.trouble = (text) => toast(text, "bad");
  const hands = { toast, ask: askText, listen: () => piano.listen(), show, engine: tables.engine };
  const piano = keyboard(link, ears, hands);
  const stage = play(link, hands);
  /** @type {Record<string, {visible: (now: boolean) => void}>} */
  const views = { voice: see(link, ears), map: map(link, hands), files: files(link, hands) };

  const tabs = VIEWS.map(([name, label]) => h("button", { type: "button", class: "tab", "data-view": name, text: label, onclick: () => show(name) }));
  by("tabs").append(...tabs);
  let shown = "play";
  /** @param {string} name */
  function show(name) {
    if (shown !== name) by("main").scrollTop = 0;
    shown = name;
    for (const tab of tabs) tab.setAttribute("aria-current", tab.dataset.view === name ? "page" : "false");
    for (const [each] of VIEWS) {
      by(`view-${each}`).hidden = each !== name;
      views[each]?.visible(each === name);
    }
    document.body.dataset.view = name;
  }
  show(VIEWS.some(([name]) => name === location.hash.slice(1)) ? location.hash.slice(1) : "play");

  const name = by("name");
  link.on("/dx7/name", ([now]) => {
    name.textContent = String(now).trim() || "(no name)";
    name.setAttribute("aria-label", `voice name: ${name.textContent}; rename`);
  });
  name.addEventListener("click", async () => {
    const now = await askText("Name of the voice", String(link.state.get("/dx7/name")?.[0] ?? "").trim());
    if (now !== null) link.act("/dx7/name", now);
  });
  link.on("/dx7/params", (args) => {
    const voice = args.map(Number);
    by("facts").textContent = `algorithm ${value(voice, "algorithm") + 1}`;
    ears.follow();
  });
  by("theme").addEventListener("click", switchTheme);
  by("help").addEventListener("click", showHelp);
  keys(stage, piano, show, () => shown);

  if (location.search) history.replaceState(null, "", `/${location.hash}`);
  Object.assign(window, { panel: { link, ears, views, stage } }); // for the curious, and for benchmarks/panel.py
  document.body.classList.add("ready");
}

/**
 * @param {ReturnType<typeof play>} stage @param {ReturnType<typeof keyboard>} piano
 * @param {(name: string) => void} show @param {() => string} shown
 */
function keys(stage, piano, show, shown) {
  let knob = 0;
  addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.closest("input:not([type=range]):not([type=file]), textarea, select, dialog");
    if (typing || by("dialog").open || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.code === "KeyZ") link.act(event.shiftKey ? "/dx7/redo" : "/dx7/undo");
    else if (command) return;
    else if (event.key === "Backspace") link.act(event.shiftKey ? "/dx7/redo" : "/dx7/undo");
    else if (event.key === "?") showHelp();
    else if (event.key === ".") piano.hush();
    else if (event.code === "KeyN" && !event.repeat) link.act("/dx7/sample");
    else if (event.code === "KeyV" && !event.repeat) stage.vary.go();
    else if (event.code === "KeyB" && !event.repeat) keep(link, toast);
    else if (event.code === "KeyR") stage.slots.arm("store");
    else if (event.key === " " && !target.closest("button, summary, a, label") && !event.repeat) piano.listen();
    else if (event.key === "[" || event.key === "]") stage.slots.move(event.key === "]" ? 1 : -1);
    else if (event.key === "0") stage.knobs[knob].turn(0.5 - stage.knobs[knob].value);
    else if (/^[1-8]$/.test(event.key)) {
      show("play");
      knob = Number(event.key) - 1;
      stage.knobs[knob].element.focus();
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && target === document.body) stage.knobs[knob].element.dispatchEvent(new KeyboardEvent("keydown", event));
    else if (event.key === "PageDown" || event.key === "PageUp") {
      const place = VIEWS.findIndex(([name]) => name === shown()) + (event.key === "PageDown" ? 1 : -1);
      show(VIEWS[(place + VIEWS.length) % VIEWS.length][0]);
    } else if (!piano.type(event, true)) return;
    event.preventDefault();
  });
  addEventListener("keyup", (event) => piano.type(event, false));
  // A button that was pressed by hand keeps no focus: Space would press it again.
  addEventListener("pointerup", (event) => {
    const pressed = /** @type {HTMLElement} */ (event.target).closest?.("button");
    if (pressed && event.detail >= 0 && !pressed.closest("dialog")) setTimeout(() => pressed.blur());
  });
}

begin();
