// Tens of thousands of dots: WebGL where the browser has it, a canvas otherwise.

const VERTEX = `
attribute vec2 place; attribute float shade; attribute float kind;
uniform vec2 centre; uniform vec2 scale; uniform float size; uniform float from; uniform vec2 kinds;
varying vec3 tint; varying float hollow;
uniform vec3 low; uniform vec3 middle; uniform vec3 high;
void main() {
  gl_Position = vec4((place - centre) * scale, 0.0, 1.0);
  float shown = kind < 0.5 ? kinds.x : kinds.y;
  gl_PointSize = shown * size;
  if (shown < 0.5) gl_Position = vec4(2.0, 2.0, 0.0, 1.0);
  hollow = kind < 0.5 ? 1.0 : 0.0;
  tint = shade < 0.5 ? mix(low, middle, shade * 2.0) : mix(middle, high, shade * 2.0 - 1.0);
}`;
const FRAGMENT = `
precision mediump float;
varying vec3 tint; varying float hollow; uniform float alpha;
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float r = dot(p, p);
  if (r > 1.0) discard;
  float inside = hollow * (1.0 - smoothstep(0.25, 0.5, r)) * 0.8;
  gl_FragColor = vec4(tint, alpha * smoothstep(1.0, 0.7, r) * (1.0 - inside));
}`;

/** @typedef {{x: number, y: number, zoom: number}} Camera  centre, and half the shown height is 1 / zoom */
/** @typedef {[number, number, number]} RGB */

export class Points {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.count = 0;
    /** @type {Float32Array} */
    this.places = new Float32Array(0);
    /** @type {Uint8Array} */
    this.shades = new Uint8Array(0);
    /** @type {Uint8Array} */
    this.kinds = new Uint8Array(0);
    /** Which kinds are shown. */
    this.shown = [true, true];
    this.gl = canvas.getContext("webgl", { antialias: false, alpha: true, premultipliedAlpha: false });
    if (this.gl) this.prepare(this.gl);
    canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    canvas.addEventListener("webglcontextrestored", () => {
      if (!this.gl) return;
      this.prepare(this.gl);
      this.load(this.places, this.shades, this.kinds);
    });
  }

  /** @param {WebGLRenderingContext} gl */
  prepare(gl) {
    const program = /** @type {WebGLProgram} */ (gl.createProgram());
    for (const [kind, source] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]])) {
      const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
    this.program = program;
    this.buffers = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
    this.uniform = (/** @type {string} */ name) => gl.getUniformLocation(program, name);
  }

  /** @param {Float32Array} places  x, y of each @param {Uint8Array} shades @param {Uint8Array} kinds */
  load(places, shades, kinds) {
    [this.places, this.shades, this.kinds, this.count] = [places, shades, kinds, kinds.length];
    this.attribute(0, "place", places, 2);
    this.attribute(2, "kind", kinds, 1);
    this.colour(shades);
  }

  /** @param {Uint8Array} shades */
  colour(shades) {
    this.shades = shades;
    this.attribute(1, "shade", shades, 1);
  }

  /** @param {number} i @param {string} name @param {Float32Array | Uint8Array} data @param {number} size */
  attribute(i, name, data, size) {
    const { gl } = this;
    if (!gl || !this.program || !this.buffers) return;
    const bytes = data instanceof Uint8Array;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[i]);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
    const where = gl.getAttribLocation(this.program, name);
    gl.enableVertexAttribArray(where);
    gl.vertexAttribPointer(where, size, bytes ? gl.UNSIGNED_BYTE : gl.FLOAT, bytes && name === "shade", 0, 0);
  }

  /** @param {Camera} camera @param {{low: RGB, middle: RGB, high: RGB}} tints */
  draw(camera, tints) {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const { canvas, gl } = this;
    const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const size = Math.min(Math.max(6.5 * Math.sqrt(camera.zoom) * Math.sqrt(Math.min(6000 / Math.max(this.count, 1), 3)), 2.2), 16) * ratio;
    if (!gl || !this.uniform) {
      this.drawPlain(camera, tints, size);
      return;
    }
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(this.uniform("centre"), camera.x, camera.y);
    gl.uniform2f(this.uniform("scale"), (camera.zoom * height * stretch(width, height)) / width, camera.zoom);
    gl.uniform1f(this.uniform("size"), size);
    gl.uniform1f(this.uniform("alpha"), 0.9);
    gl.uniform2f(this.uniform("kinds"), Number(this.shown[0]), Number(this.shown[1]));
    gl.uniform3fv(this.uniform("low"), tints.low);
    gl.uniform3fv(this.uniform("middle"), tints.middle);
    gl.uniform3fv(this.uniform("high"), tints.high);
    gl.drawArrays(gl.POINTS, 0, this.count);
  }

  /** @param {Camera} camera @param {{low: RGB, middle: RGB, high: RGB}} tints @param {number} size */
  drawPlain(camera, tints, size) {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const { width, height } = this.canvas;
    context.clearRect(0, 0, width, height);
    const half = (camera.zoom * height) / 2;
    const steps = Array.from({ length: 16 }, (_, i) => mixed(tints, i / 15));
    for (let step = 0; step < 16; step++) {
      context.fillStyle = steps[step];
      for (let i = 0; i < this.count; i++) {
        if (this.shades[i] >> 4 !== step || !this.shown[this.kinds[i]]) continue;
        const x = width / 2 + (this.places[2 * i] - camera.x) * half * stretch(width, height);
        const y = height / 2 - (this.places[2 * i + 1] - camera.y) * half;
        if (x > -size && y > -size && x < width + size && y < height + size) context.fillRect(x - size / 2, y - size / 2, size, size);
      }
    }
  }

  /** The point nearest to a place, within `reach` upwards and `reach / wide` across; -1 if there is none. @param {number} x @param {number} y @param {number} reach @param {number} wide */
  nearest(x, y, reach, wide) {
    let best = reach * reach;
    let found = -1;
    for (let i = 0; i < this.count; i++) {
      if (!this.shown[this.kinds[i]]) continue;
      const [dx, dy] = [(this.places[2 * i] - x) * wide, this.places[2 * i + 1] - y];
      const apart = dx * dx + dy * dy;
      if (apart < best) [best, found] = [apart, i];
    }
    return found;
  }
}

/** How much wider than high the map is drawn: it uses a wide window. @param {number} width @param {number} height */
export const stretch = (width, height) => Math.min(Math.max((width / height) * 0.95, 0.6), 2.2);

/** @param {{low: RGB, middle: RGB, high: RGB}} tints @param {number} share */
export function mixed(tints, share) {
  const [from, to, t] = share < 0.5 ? [tints.low, tints.middle, share * 2] : [tints.middle, tints.high, share * 2 - 1];
  return `rgb(${from.map((each, i) => Math.round((each + (to[i] - each) * t) * 255)).join(" ")})`;
}
