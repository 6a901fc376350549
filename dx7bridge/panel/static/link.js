// The connection to the bridge: OSC over its WebSocket, the state as it is told, answers to requests.
import { bundle, decode, encode } from "./osc.js";

/** @typedef {import("./osc.js").Atom} Atom */
/** @typedef {{name: string, type: string, optional: boolean, min: number, max: number, default: Atom | null, unit: string, choices: string[]}} Argument */
/** @typedef {{summary: string, help: string, args: Argument[], readable: boolean}} Row */

const FIRST_PAUSE = 200; // ms before the first try to connect again
const LAST_PAUSE = 2000;
const PATIENCE = 15000; // ms for an answer

/** What the bridge refused: its code, and why in words. */
export class Refused extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export class Link {
  constructor() {
    /** The state: arguments by address. @type {Map<string, Atom[]>} */
    this.state = new Map();
    /** The address table. @type {Map<string, Row>} */
    this.table = new Map();
    this.connected = false;
    /** @type {Map<string, Set<(args: Atom[]) => void>>} */
    this.listeners = new Map();
    /** @type {Set<(connected: boolean) => void>} */
    this.watchers = new Set();
    /** @type {Set<(error: Refused, command: string) => void>} */
    this.complainers = new Set();
    /** @type {Map<number, {address: string, heard: import("./osc.js").Message[], resolve: (value: any) => void, reject: (error: Error) => void, timer: number}>} */
    this.waiting = new Map();
    this.number = 0;
    /** @type {Map<string, Atom[]>} */
    this.pending = new Map();
    this.flushing = false;
    this.pause = FIRST_PAUSE;
    /** @type {WebSocket | null} */
    this.socket = null;
  }

  /** Read the address table and connect; from then on it connects again by itself. */
  async open() {
    await this.learn();
    this.connect();
  }

  /** Read the address table. */
  async learn() {
    const answer = await fetch("/dx7", { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the address table: HTTP ${answer.status}`);
    this.table = rows(await answer.json());
  }

  connect() {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      for (const [address, row] of this.table) {
        if (row.readable) socket.send(JSON.stringify({ COMMAND: "LISTEN", DATA: address }));
      }
      this.pause = FIRST_PAUSE;
      this.connected = true;
      for (const watcher of this.watchers) watcher(true);
    };
    socket.onmessage = (event) => {
      if (event.data instanceof ArrayBuffer) for (const message of decode(event.data)) this.hear(message);
    };
    socket.onclose = () => {
      if (this.connected) for (const watcher of this.watchers) watcher(false);
      this.connected = false;
      for (const [number, each] of this.waiting) {
        clearTimeout(each.timer);
        this.waiting.delete(number);
        each.reject(new Refused("closed", "the connection to the bridge ended"));
      }
      setTimeout(() => this.connect(), this.pause);
      this.pause = Math.min(this.pause * 1.6, LAST_PAUSE);
    };
  }

  /** @param {import("./osc.js").Message} message */
  hear(message) {
    const { address, args } = message;
    if (address === "/dx7/done" || address === "/dx7/fail" || address === "/dx7/status.reply") {
      const number = Number(address === "/dx7/status.reply" ? args[args.length - 1] : args[1]);
      const asked = this.waiting.get(number);
      if (asked) {
        this.waiting.delete(number);
        clearTimeout(asked.timer);
        if (address === "/dx7/fail") asked.reject(new Refused(String(args[2]), String(args[3])));
        else asked.resolve({ heard: asked.heard, extra: address === "/dx7/done" ? args.slice(2) : args });
      } else if (address === "/dx7/fail") {
        const error = new Refused(String(args[2]), String(args[3]));
        for (const complain of this.complainers) complain(error, String(args[0]));
      }
      return;
    }
    const row = this.table.get(address);
    if (!row || !row.readable) {
      for (const asked of this.waiting.values()) asked.heard.push(message);
      if (!row) this.tell(address, args);
      return;
    }
    this.state.set(address, args);
    this.tell(address, args);
  }

  /** @param {string} address @param {Atom[]} args */
  tell(address, args) {
    for (const listener of this.listeners.get(address) ?? []) listener(args);
  }

  /**
   * Call `listener` with the arguments of this part of the state, now and whenever it changes.
   * @param {string} address @param {(args: Atom[]) => void} listener
   */
  on(address, listener) {
    const all = this.listeners.get(address) ?? new Set();
    this.listeners.set(address, all.add(listener));
    const known = this.state.get(address);
    if (known) listener(known);
    return () => all.delete(listener);
  }

  /** Send, without an answer. @param {string} address @param {...Atom} args */
  send(address, ...args) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(encode(address, ...args));
  }

  /**
   * Set a part of the state from a control that moves: the newest value goes out with the next frame, together
   * with those of other controls.
   * @param {string} address @param {...Atom} args
   */
  move(address, ...args) {
    this.state.set(address, args);
    this.pending.set(address, args);
    if (this.flushing) return;
    this.flushing = true;
    const later = document.hidden ? (/** @type {() => void} */ f) => setTimeout(f, 16) : requestAnimationFrame;
    later(() => {
      this.flushing = false;
      const packets = [...this.pending].map(([of, values]) => encode(of, ...values));
      this.pending.clear();
      if (packets.length && this.socket?.readyState === WebSocket.OPEN) {
        this.socket.send(packets.length === 1 ? packets[0] : bundle(packets));
      }
    });
  }

  /**
   * Ask for something: what done reports, and the messages that came before it. Rejects with Refused.
   * @param {string} address @param {...Atom} args
   * @returns {Promise<{heard: import("./osc.js").Message[], extra: Atom[]}>}
   */
  ask(address, ...args) {
    return new Promise((resolve, reject) => {
      if (this.socket?.readyState !== WebSocket.OPEN) {
        reject(new Refused("closed", "not connected to the bridge"));
        return;
      }
      // With an id, what is left out must be given.
      for (const arg of this.table.get(address)?.args.slice(args.length) ?? []) {
        if (!arg.optional || arg.default === null) break;
        args.push(arg.default);
      }
      this.number = (this.number % 1000000) + 1;
      const number = this.number;
      const timer = window.setTimeout(() => {
        this.waiting.delete(number);
        reject(new Refused("late", `${address}: no answer within ${PATIENCE / 1000} s`));
      }, PATIENCE);
      this.waiting.set(number, { address, heard: [], resolve, reject, timer });
      this.socket.send(encode(address, ...args, number));
    });
  }

  /** Ask, and show a refusal. @param {string} address @param {...Atom} args */
  async act(address, ...args) {
    try {
      return await this.ask(address, ...args);
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused("internal", String(error));
      for (const complain of this.complainers) complain(refused, address);
      return null;
    }
  }

  /** Whether the bridge knows this address. @param {string} address */
  has(address) {
    return this.table.has(address);
  }

  /** The first argument of a part of the state, or `otherwise`. @param {string} address @param {number} otherwise */
  number_(address, otherwise = 0) {
    return Number(this.state.get(address)?.[0] ?? otherwise);
  }
}

/**
 * The address table from an OSCQuery tree.
 * @param {any} node
 * @returns {Map<string, Row>}
 */
export function rows(node) {
  /** @type {Map<string, Row>} */
  const found = new Map();
  /** @param {any} each */
  const visit = (each) => {
    if (each.TYPE !== undefined) {
      found.set(each.FULL_PATH, {
        summary: each.SUMMARY ?? "",
        help: each.DESCRIPTION ?? "",
        readable: Boolean(each.ACCESS & 1),
        args: (each.ARGS ?? []).map((/** @type {any} */ arg) => ({
          name: arg.NAME,
          type: arg.TYPE,
          optional: Boolean(arg.OPTIONAL),
          min: arg.MIN ?? 0,
          max: arg.MAX ?? 1,
          default: arg.DEFAULT ?? null,
          unit: arg.UNIT ?? "",
          choices: arg.VALS ?? [],
        })),
      });
    }
    for (const child of Object.values(each.CONTENTS ?? {})) visit(child);
  };
  visit(node);
  return found;
}
