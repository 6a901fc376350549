// OSC 1.0: messages and bundles to bytes and back. Specification: opensoundcontrol.org/spec-1_0.

/** @typedef {number | string | Uint8Array} Atom */
/** @typedef {{address: string, args: Atom[]}} Message */

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** @param {number} size */
const padded = (size) => (size + 3) & ~3;

/**
 * The bytes of a message. Whole numbers go as int32 where they fit, others as float32.
 * @param {string} address
 * @param {...Atom} args
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function encode(address, ...args) {
  const head = utf8.encode(address);
  let tags = ",";
  let size = padded(head.length + 1);
  /** @type {Array<Uint8Array | number>} */
  const parts = [];
  for (const arg of args) {
    if (typeof arg === "number") {
      tags += isInt(arg) ? "i" : "f";
      parts.push(arg);
      size += 4;
    } else if (typeof arg === "string") {
      const bytes = utf8.encode(arg);
      tags += "s";
      parts.push(bytes);
      size += padded(bytes.length + 1);
    } else {
      tags += "b";
      parts.push(arg);
      size += 4 + padded(arg.length);
    }
  }
  size += padded(tags.length + 1);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(head);
  let at = padded(head.length + 1);
  bytes.set(utf8.encode(tags), at);
  at += padded(tags.length + 1);
  parts.forEach((part, i) => {
    const tag = tags[i + 1];
    if (typeof part === "number") {
      if (tag === "i") view.setInt32(at, part);
      else view.setFloat32(at, part);
      at += 4;
    } else if (tag === "s") {
      bytes.set(part, at);
      at += padded(part.length + 1);
    } else {
      view.setInt32(at, part.length);
      bytes.set(part, at + 4);
      at += 4 + padded(part.length);
    }
  });
  return bytes;
}

/**
 * The bytes of a bundle to be done at once.
 * @param {Uint8Array[]} packets
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bundle(packets) {
  const size = packets.reduce((sum, packet) => sum + 4 + packet.length, 16);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(utf8.encode("#bundle"));
  view.setUint32(12, 1);
  let at = 16;
  for (const packet of packets) {
    view.setInt32(at, packet.length);
    bytes.set(packet, at + 4);
    at += 4 + packet.length;
  }
  return bytes;
}

/**
 * The messages in a packet, those of bundles in order. Throws RangeError for what is not OSC.
 * @param {ArrayBuffer} buffer
 * @returns {Message[]}
 */
export function decode(buffer) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  /** @type {Message[]} */
  const found = [];

  /** @param {number} at @param {number} end @returns {[string, number]} */
  const string = (at, end) => {
    const stop = bytes.indexOf(0, at);
    if (stop < 0 || stop >= end) throw new RangeError("OSC: a text without an end");
    return [text.decode(bytes.subarray(at, stop)), at + padded(stop - at + 1)];
  };

  /** @param {number} at @param {number} end */
  const packet = (at, end) => {
    let [address, here] = string(at, end);
    if (address === "#bundle") {
      here += 8;
      while (here < end) {
        const size = view.getInt32(here);
        if (size <= 0 || here + 4 + size > end) throw new RangeError("OSC: a bundle of the wrong size");
        packet(here + 4, here + 4 + size);
        here += 4 + size;
      }
      return;
    }
    /** @type {string} */
    let tags;
    [tags, here] = string(here, end);
    /** @type {Atom[]} */
    const args = [];
    for (const tag of tags.slice(1)) {
      if (tag === "i") args.push(view.getInt32(here)), (here += 4);
      else if (tag === "f") args.push(view.getFloat32(here)), (here += 4);
      else if (tag === "d") args.push(view.getFloat64(here)), (here += 8);
      else if (tag === "h") args.push(Number(view.getBigInt64(here))), (here += 8);
      else if (tag === "s") {
        const [word, next] = string(here, end);
        args.push(word);
        here = next;
      } else if (tag === "b") {
        const size = view.getInt32(here);
        args.push(bytes.slice(here + 4, here + 4 + size));
        here += 4 + padded(size);
      } else if (tag === "T") args.push(1);
      else if (tag === "F" || tag === "N") args.push(0);
      else throw new RangeError(`OSC: no type tag ${tag}`);
    }
    if (here > end) throw new RangeError("OSC: a message that is cut off");
    found.push({ address, args });
  };

  packet(0, bytes.length);
  return found;
}

/** @param {number} value */
function isInt(value) {
  return Number.isInteger(value) && value >= -2147483648 && value <= 2147483647 && !Object.is(value, -0);
}
