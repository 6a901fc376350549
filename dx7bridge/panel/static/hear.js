// Notes in the browser: the server's engine renders them, a piece at a time, and the page plays the pieces.
//
// A note begins with a short piece; the following ones are fetched while it sounds. When the key is let go, or the
// voice changes under a held key, a new take begins at the same moment of the note and the old one fades out.
import { tables } from "./voice.js";

const FIRST = 0.5; // seconds of the first piece
const NEXT = 2.0; // of each following one
const AHEAD = 0.7; // seconds before the end of a piece that the next is asked for
const FADE = 0.008;
const VOICES = 16;
const FOLLOW = 150; // ms between two takes of a held note while the voice changes
const QUIET = 24; // of 32767: below this a piece is silence

/** @typedef {{voice: string, audio: AudioBuffer, peak: number}} Piece */

class Take {
  /** @param {Sounding} note @param {number} offset  seconds into the note @param {number} held */
  constructor(note, offset, held) {
    this.note = note;
    this.offset = offset;
    this.held = held;
    this.voice = "";
    this.over = false;
    /** @type {AudioBufferSourceNode[]} */
    this.sources = [];
    this.gain = note.ears.context.createGain();
    this.gain.connect(note.ears.out);
  }

  async begin() {
    const { ears } = this.note;
    const piece = await this.fetch(this.offset, this.offset + FIRST);
    if (!piece || this.over) return;
    const { context } = ears;
    const soon = context.currentTime + 0.003;
    if (!this.note.begun) {
      this.note.begun = soon;
      this.gain.gain.value = 1;
      ears.started(this.note);
    } else {
      this.gain.gain.setValueAtTime(0, soon);
      this.gain.gain.linearRampToValueAtTime(1, soon + FADE);
    }
    this.note.take?.end(soon);
    this.note.take = this;
    this.play(piece, this.offset, this.offset + FIRST, soon);
  }

  /** @param {Piece} piece @param {number} begin @param {number} end @param {number} [from] */
  play(piece, begin, end, from) {
    const { context } = this.note.ears;
    const due = this.note.begun + begin;
    const when = Math.max(from ?? due, context.currentTime);
    const source = context.createBufferSource();
    source.buffer = piece.audio;
    source.connect(this.gain);
    source.start(when, Math.max(0, when - due));
    this.sources.push(source);
    const released = begin > this.held;
    if (end >= tables.longest || (released && piece.peak < QUIET)) {
      source.onended = () => this.note.finish(this);
      return;
    }
    const wait = this.note.begun + end - AHEAD * Math.min(1, end - begin) - context.currentTime;
    setTimeout(async () => {
      if (this.over) return;
      const stop = Math.min(end + NEXT, tables.longest);
      const next = await this.fetch(end, stop);
      if (next && !this.over) this.play(next, end, stop);
    }, Math.max(0, wait * 1000));
  }

  /** @param {number} begin @param {number} end */
  fetch(begin, end) {
    const { note, velocity, ears } = this.note;
    return ears.fetch({ note, velocity, begin, end, held: Math.min(this.held, tables.longest), voice: this.voice }, this);
  }

  /** Fade out. @param {number} when */
  end(when) {
    if (this.over) return;
    this.over = true;
    this.gain.gain.cancelScheduledValues(when);
    this.gain.gain.setValueAtTime(1, when);
    this.gain.gain.linearRampToValueAtTime(0, when + FADE);
    for (const source of this.sources) {
      try {
        source.stop(when + FADE + 0.01);
      } catch {
        // it has not begun, or has ended
      }
    }
    setTimeout(() => this.gain.disconnect(), 200);
  }
}

class Sounding {
  /** @param {Ears} ears @param {number} note @param {number} velocity */
  constructor(ears, note, velocity) {
    this.ears = ears;
    this.note = note;
    this.velocity = velocity;
    this.begun = 0;
    this.pressed = performance.now();
    /** @type {number | null} */
    this.released = null;
    /** @type {Take | null} */
    this.take = null;
    this.again = 0;
  }

  /** Seconds since it began to sound. */
  get elapsed() {
    return this.begun ? this.ears.context.currentTime - this.begun : 0;
  }

  start() {
    return new Take(this, 0, tables.longest).begin();
  }

  release() {
    if (this.released !== null) return;
    this.released = this.begun ? this.elapsed : (performance.now() - this.pressed) / 1000;
    const held = Math.max(this.released, 0.02);
    if (this.begun) new Take(this, Math.max(this.elapsed, 0), held).begin();
    else this.ears.whenStarted(this, () => new Take(this, Math.max(this.elapsed, 0), held).begin());
  }

  /** The voice has changed: go on with the new one. */
  follow() {
    if (this.released !== null || !this.begun || this.again) return;
    this.again = window.setTimeout(() => {
      this.again = 0;
      if (this.released === null) new Take(this, this.elapsed, tables.longest).begin();
    }, FOLLOW);
  }

  /** @param {Take} take */
  finish(take) {
    if (this.take === take) this.ears.forget(this);
  }
}

export class Ears {
  constructor() {
    /** @type {AudioContext} */
    this.context = /** @type {any} */ (null);
    /** @type {GainNode} */
    this.out = /** @type {any} */ (null);
    this.volume = 0.9;
    /** @type {Map<number, Sounding>} */
    this.held = new Map();
    /** @type {Set<Sounding>} */
    this.all = new Set();
    /** Milliseconds from the last key to its sound: fetched and rendered, then put out. */
    this.latency = { fetched: 0, output: 0 };
    /** @type {(text: string) => void} */
    this.trouble = () => {};
    /** @type {() => void} */
    this.changed = () => {};
    /** @type {Map<Sounding, () => void>} */
    this.later = new Map();
  }

  /** Open the audio device: browsers allow it in answer to a key or a touch. */
  wake() {
    if (!this.context) {
      this.context = new AudioContext({ latencyHint: "interactive" });
      const limit = this.context.createDynamicsCompressor();
      limit.threshold.value = -6;
      limit.ratio.value = 12;
      limit.attack.value = 0.002;
      this.out = this.context.createGain();
      this.out.gain.value = this.volume;
      this.out.connect(limit).connect(this.context.destination);
    }
    if (this.context.state === "suspended") this.context.resume();
  }

  /** @param {number} note @param {number} velocity */
  on(note, velocity) {
    this.wake();
    this.off(note);
    const sounding = new Sounding(this, note, velocity);
    this.held.set(note, sounding);
    this.all.add(sounding);
    if (this.all.size > VOICES) {
      const oldest = [...this.all].find((each) => each.released !== null) ?? [...this.all][0];
      oldest.take?.end(this.context.currentTime);
      this.forget(oldest);
    }
    sounding.start();
    return sounding;
  }

  /** @param {number} note */
  off(note) {
    const sounding = this.held.get(note);
    if (!sounding) return;
    this.held.delete(note);
    sounding.release();
  }

  /** Silence at once. */
  hush() {
    for (const each of this.all) each.take?.end(this.context.currentTime);
    this.all.clear();
    this.held.clear();
    this.changed();
  }

  /** The voice has changed. */
  follow() {
    for (const sounding of this.held.values()) sounding.follow();
  }

  /** The note that began last and still sounds. @returns {Sounding | null} */
  get newest() {
    return [...this.all].filter((each) => each.begun).pop() ?? null;
  }

  /** @param {Sounding} sounding */
  started(sounding) {
    this.latency = {
      fetched: performance.now() - sounding.pressed,
      output: ((this.context.baseLatency || 0) + (this.context.outputLatency || 0)) * 1000,
    };
    this.later.get(sounding)?.();
    this.later.delete(sounding);
    this.changed();
  }

  /** @param {Sounding} sounding @param {() => void} act */
  whenStarted(sounding, act) {
    this.later.set(sounding, act);
  }

  /** @param {Sounding} sounding */
  forget(sounding) {
    this.all.delete(sounding);
    this.changed();
  }

  /**
   * @param {{note: number, velocity: number, begin: number, end: number, held: number, voice: string}} asked
   * @param {{voice: string} | null} take  remembers which voice it was
   * @returns {Promise<Piece | null>}
   */
  async fetch(asked, take = null) {
    const found = await fetchNote(asked, this.trouble);
    if (!found) return null;
    if (take) take.voice = found.voice;
    const audio = this.context.createBuffer(1, Math.max(found.samples.length, 1), tables.rate);
    const channel = audio.getChannelData(0);
    let peak = 0;
    for (let i = 0; i < found.samples.length; i++) {
      const sample = found.samples[i];
      if (sample > peak) peak = sample;
      else if (-sample > peak) peak = -sample;
      channel[i] = sample / 32768;
    }
    return { voice: found.voice, audio, peak };
  }
}

/**
 * A part of a note of the present voice, or of the one whose mark is given: int16 samples at `tables.rate`.
 * @param {Record<string, number | string>} asked @param {(text: string) => void} trouble
 */
export async function fetchNote(asked, trouble = () => {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value !== "") query.set(name, typeof value === "number" && !Number.isInteger(value) ? value.toFixed(4) : String(value));
  }
  try {
    const answer = await fetch(`/panel/note?${query}`);
    if (!answer.ok) {
      trouble((await answer.json()).error);
      return null;
    }
    return { voice: answer.headers.get("X-Voice") ?? "", samples: new Int16Array(await answer.arrayBuffer()) };
  } catch {
    return null; // the bridge is away: the light says so
  }
}
