// Files: .syx files in, voices, cartridges and sessions out, and what the bridge's folder holds.
import { button } from "./controls.js";
import { by, download, h } from "./dom.js";
import { keep } from "./play.js";

const MOST = 120000; // bytes of a file that fits into one message

/**
 * @param {import("./link.js").Link} link
 * @param {{listen: () => void, toast: (text: string, kind?: string) => void, show: (view: string) => void}} hands
 */
export function files(link, hands) {
  const input = h("input", { type: "file", id: "file", accept: ".syx,.sysex,.mid,.midi,.dx7,application/octet-stream", class: "hidden-input", onchange: () => {
    if (input.files?.[0]) open(input.files[0]);
    input.value = "";
  } });
  const title = h("h2", { text: "No file is open" });
  const problems = h("ul", { class: "problems" });
  const voices = h("div", { class: "voices", role: "group", "aria-label": "voices of the file" });
  const list = h("ul", { class: "folder" });

  /** @param {import("./osc.js").Message[]} heard @param {string} name @param {string} where */
  const show = (heard, name, where) => {
    const found = heard.filter(({ address }) => address === "/dx7/file/voice");
    title.textContent = `${name}: ${found.length} voice${found.length === 1 ? "" : "s"}`;
    problems.replaceChildren(...heard.filter(({ address }) => address === "/dx7/file/problem").map(({ args: [place, message] }) => h("li", { text: place ? `${place}: ${message}` : String(message) })));
    voices.replaceChildren(...found.map(({ args: [number, voice, remark, bytes] }) => {
      const each = h("button", { class: remark ? "slot filled doubtful" : "slot filled", type: "button", title: String(remark) },
        h("span", { class: "slot-number", text: number }), " ", h("span", { class: "slot-name", text: String(voice).trim() || "(no name)" }));
      each.addEventListener("click", async () => {
        for (const other of voices.children) other.classList.remove("last");
        each.classList.add("last");
        if (await link.act("/dx7/encode", /** @type {Uint8Array} */ (bytes))) hands.listen();
      });
      return each;
    }));
    hands.show("files");
    if (where) for (const row of list.children) row.classList.toggle("open", row.dataset.path === where);
  };

  /** @param {File} file */
  const open = async (file) => {
    if (file.size > MOST) {
      hands.toast(`${file.name}: ${file.size} bytes; a dropped file may have ${MOST}. Put it into the bridge's folder instead.`, "bad");
      return;
    }
    const done = await link.act("/dx7/file/scan", new Uint8Array(await file.arrayBuffer()));
    if (done) show(done.heard, file.name, "");
  };

  const refresh = async () => {
    const done = await link.act("/dx7/file/list");
    if (!done) return;
    const rows = done.heard.filter(({ address }) => address === "/dx7/file");
    list.replaceChildren(...rows.map(({ args: [path, size] }) =>
      h("li", { "data-path": path }, h("button", { class: "btn file", type: "button", onclick: async () => {
        const read = await link.act("/dx7/file/list", String(path));
        if (read) show(read.heard, String(path), String(path));
      } }, h("span", { text: path }), h("span", { class: "whence", text: Number(size) < 1024 ? `${size} B` : `${Math.round(Number(size) / 1024)} kB` })))));
    if (!rows.length) list.append(h("li", { class: "note", text: "The bridge's folder holds no .syx files yet. Keep puts the voice into favourites.syx." }));
  };

  /** @param {string} address @param {string} name */
  const save = async (address, name) => {
    const done = await link.act(address);
    const bytes = done?.heard.map(({ args }) => args[0]).find((arg) => arg instanceof Uint8Array);
    if (bytes instanceof Uint8Array) download(name, /** @type {BlobPart} */ (bytes));
  };
  const voiceName = () => String(link.state.get("/dx7/name")?.[0] ?? "voice").trim().replace(/[^\w-]+/g, "_") || "voice";

  by("view-files").append(
    h("div", { class: "card" },
      h("div", { class: "card-head" }, h("h2", { text: "Save" })),
      h("div", { class: "row wrap" },
        button("Voice", () => save("/dx7/sysex/get", `${voiceName()}.syx`), { title: "Download the voice as a .syx file" }),
        button("Cartridge of 32 samples", async () => {
          if (await link.act("/dx7/cart/sample", Math.floor(Math.random() * 2 ** 31))) save("/dx7/cart/get", "cartridge.syx");
        }, { title: "Draw 32 voices and download them as a bank" }),
        button("Cartridge", () => save("/dx7/cart/get", "cartridge.syx"), { title: "Download the cartridge that is there" }),
        button("Session", () => h("a", { href: "/panel/session.json", download: "session.json" }).click(), { title: "Download slots, locks, sound and settings" }),
        button("Keep in favourites", async () => {
          await keep(link, hands.toast);
          refresh();
        }, { kind: "strong", key: "B" }))),
    h("div", { class: "files-grid" },
      h("div", { class: "card" },
        h("div", { class: "card-head" }, h("h2", { text: "The bridge's folder" }), h("div", { class: "row end" }, button("Refresh", refresh, { kind: "small" }))), list),
      h("div", { class: "card" },
        h("div", { class: "card-head" }, title, h("div", { class: "row end" }, h("label", { class: "btn strong", for: "file" }, h("span", { text: "Open a file" })), input)),
        h("p", { class: "note", text: "Or drop a .syx file anywhere on the page. Nothing is written: a voice that you choose is played." }), problems, voices)),
  );

  const drop = by("drop");
  let depth = 0;
  addEventListener("dragenter", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    depth++;
    drop.hidden = false;
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    drop.hidden = depth === 0;
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    drop.hidden = true;
    const file = event.dataTransfer?.files[0];
    if (file) open(file);
  });

  return {
    /** @param {boolean} now */
    visible(now) {
      if (now) refresh();
    },
    open,
  };
}
