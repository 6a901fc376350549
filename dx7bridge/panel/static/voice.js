// What a voice's 155 values mean: names, frequencies, envelopes over time. From the bridge's own tables.

/**
 * @typedef {{modulates: number[][], feedback: number[], carriers: number[], places: [number, number][]}} Algorithm
 * @typedef {{version: string, dims: number, slots: number, drift: number, parameters: [string, number, number, number, string][],
 *   groups: string[], algorithms: Algorithm[], waves: string[], rate: number, longest: number, engine: boolean}} Tables
 */

/** @type {Tables} */
export let tables;
/** @type {Map<string, number>} */
const index = new Map();

/** Read the tables that come with the page. */
export async function loadTables() {
  const answer = await fetch("/panel/tables.json");
  useTables(await answer.json());
}

/** @param {Tables} given */
export function useTables(given) {
  tables = given;
  given.parameters.forEach(([name], i) => index.set(name, i));
}

/** The number of a parameter. @param {string} name */
export const at = (name) => /** @type {number} */ (index.get(name));

/** A value by its name. @param {number[]} voice @param {string} name */
export const value = (voice, name) => voice[at(name)];

/** The frequency of an operator in words, as the synth shows it. @param {number[]} voice @param {number} op */
export function frequency(voice, op) {
  const [mode, coarse, fine] = ["mode", "coarse", "fine"].map((name) => value(voice, `op${op}.${name}`));
  if (mode) {
    const hertz = 10 ** ((coarse % 4) + fine / 100);
    return `${hertz >= 100 ? hertz.toFixed(0) : hertz.toPrecision(4)} Hz`;
  }
  const detune = value(voice, `op${op}.detune`) - 7;
  return `${ratio(voice, op).toFixed(2)}${detune ? ` ${detune > 0 ? "+" : "−"}${Math.abs(detune)}` : ""}`;
}

/** The ratio of an operator to the key; of a fixed frequency, to middle C. @param {number[]} voice @param {number} op */
export function ratio(voice, op) {
  const [mode, coarse, fine] = ["mode", "coarse", "fine"].map((name) => value(voice, `op${op}.${name}`));
  if (mode) return 10 ** ((coarse % 4) + fine / 100) / 261.63;
  return (coarse || 0.5) * (1 + fine / 100);
}

// Envelopes: the arithmetic of the msfa engine, as `voice/envelope.py` has it. Levels in dB, 0 is the top.

const TOP = 90.3;
const DB = 6.0206 / 256;
const FLOOR = 16;
const JUMP = 1716;
const BLOCK = 64 / 44100;
const LOW = [0, 5, 9, 13, 17, 20, 23, 25, 27, 29, 31, 33, 35, 37, 39, 41, 42, 43, 45, 46];

/** @param {number} level */
const scaled = (level) => (level >= 20 ? 28 + level : LOW[level]);

/** @param {number} rate */
function step(rate) {
  const coarse = (rate * 41) >> 6;
  return (4 + (coarse & 3)) * 2 ** (2 + 6 + (coarse >> 2) - 16);
}

/**
 * The level of an operator over time in dB; the key is let go after `held` seconds.
 * @param {number[]} rates @param {number[]} levels @param {number} output
 * @param {{held?: number, seconds?: number, points?: number}} options
 * @returns {Float32Array}
 */
export function curve(rates, levels, output, { held = 1, seconds = 2, points = 200 } = {}) {
  const targets = levels.map((level) => Math.max(((scaled(level) >> 1) << 6) + (scaled(output) << 5) - 4256, FLOOR));
  const blocks = Math.max(Math.trunc(seconds / BLOCK), points);
  const found = new Float32Array(points);
  let level = targets[3];
  let stage = 0;
  let next = 0;
  for (let block = 0; block < blocks && next < points; block++) {
    const over = block * BLOCK >= held;
    if (stage < 3 && over) stage = 3;
    if (stage < 3 || over) {
      const target = targets[stage];
      const size = step(rates[stage]);
      let arrived;
      if (level < target) {
        level = Math.max(level, JUMP);
        level += (17 - (Math.trunc(level) >> 8)) * size;
        arrived = level >= target;
      } else {
        level -= size;
        arrived = level <= target;
      }
      if (arrived) level = target;
      if (arrived && stage < 2) stage++;
    }
    while (next < points && Math.round((next * (blocks - 1)) / (points - 1)) === block) found[next++] = level * DB - TOP;
  }
  return found;
}

/** The envelope of operator `op` of a voice. @param {number[]} voice @param {number} op @param {{held?: number, seconds?: number, points?: number}} options */
export function envelope(voice, op, options = {}) {
  const of = (/** @type {string} */ name) => [1, 2, 3, 4].map((i) => value(voice, `op${op}.${name}${i}`));
  return curve(of("rate"), of("level"), value(voice, `op${op}.output_level`), options);
}
