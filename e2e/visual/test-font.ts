/** Units of an em. */
const EM = 1000;
const ASCENT = 900;
const DESCENT = 250;
/** Characters beyond ASCII; any other one would come from a font of the machine. */
const CHARACTERS = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index)),
  ...Array.from('\u00a0·–—‘’“”…→✓'),
].sort((a, b) => codeOf(a) - codeOf(b));

/**
 * A TrueType font whose letters are plain bars: as wide and as high as letters are, without a curve or a hint that
 * another machine would draw differently. Words keep their lengths, so lines break where they would.
 */
export function barFont(): Buffer {
  const glyphs = [barOf('n'), ...CHARACTERS.map(barOf)];
  const outlines = glyphs.map(({ outline }) => outline);
  const offsets = outlines.reduce<number[]>((all, { length }) => [...all, (all.at(-1) ?? 0) + length], [0]);
  return fontFile({
    'OS/2': Buffer.concat([
      words(4, 500, 400, 5, 0, ...Array<number>(10).fill(100), 0),
      Buffer.alloc(26),
      Buffer.from('ONEF'),
      words(0x40, 0x20, 0xffff, ASCENT, -DESCENT, 0, ASCENT, DESCENT, 0, 1, 0, 0, 500, 700, 0, 0x20, 1),
    ]),
    cmap: Buffer.concat([words(0, 1, 3, 10), longs(12), words(12, 0), characterMap()]),
    glyf: Buffer.concat(outlines),
    head: Buffer.concat([
      longs(0x10000, 0x10000, 0, 0x5f0f3cf5),
      words(0b1011, EM),
      Buffer.alloc(16),
      words(0, -DESCENT, EM, ASCENT, 0, 8, 2, 1, 0),
    ]),
    hhea: Buffer.concat([
      longs(0x10000),
      words(ASCENT, -DESCENT, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length),
    ]),
    hmtx: Buffer.concat(glyphs.map(({ advance }) => words(advance, 0))),
    loca: longs(...offsets),
    maxp: Buffer.concat([longs(0x10000), words(glyphs.length, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: words(0, 0, 6),
    post: Buffer.concat([longs(0x30000, 0), words(-100, 50), longs(0, 0, 0, 0, 0)]),
  });
}

/** One group for each character: its code, and its glyph after the one for what is missing. */
function characterMap(): Buffer {
  const groups = CHARACTERS.map((character, index) => longs(codeOf(character), codeOf(character), index + 1));
  return Buffer.concat([longs(16 + groups.length * 12, 0, groups.length), ...groups]);
}

function barOf(character: string): { readonly advance: number; readonly outline: Buffer } {
  const advance = widthOf(character);
  if (/\s/.test(character)) return { advance, outline: Buffer.alloc(0) };
  const top = /[A-Z0-9bdfhklt]/.test(character) ? 700 : /[.,…]/.test(character) ? 120 : 500;
  const bottom = /[gjpqy]/.test(character) ? -180 : 0;
  const [left, right] = [40, advance - 40];
  return {
    advance,
    // One contour of four points, as differences: up, right, down.
    outline: Buffer.concat([
      words(1, left, bottom, right, top, 3, 0),
      Buffer.from([1, 1, 1, 1]),
      words(left, 0, right - left, 0, bottom, top - bottom, 0, bottom - top),
    ]),
  };
}

function widthOf(character: string): number {
  if (/\s/.test(character)) return 280;
  if (/[ijltf.,:;!|'’‘·]/.test(character)) return 300;
  if (/[mwMW@…—]/.test(character)) return 860;
  return /[A-Z]/.test(character) ? 660 : 560;
}

/** The file around the tables (OpenType 1.9, "Organization of an OpenType font"). */
function fontFile(tables: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(tables);
  const power = Math.floor(Math.log2(entries.length));
  let offset = 12 + entries.length * 16;
  const records: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const [tag, table] of entries) {
    const body = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    records.push(Buffer.from(tag), longs(checksum(body), offset, table.length));
    bodies.push(body);
    offset += body.length;
  }
  const range = 16 << power;
  return Buffer.concat([
    longs(0x10000),
    words(entries.length, range, power, entries.length * 16 - range),
    ...records,
    ...bodies,
  ]);
}

function checksum(body: Buffer): number {
  let sum = 0;
  for (let at = 0; at < body.length; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0;
  return sum;
}

function words(...values: readonly number[]): Buffer {
  return Buffer.concat(values.map((value) => Buffer.from([(value >> 8) & 0xff, value & 0xff])));
}

function longs(...values: readonly number[]): Buffer {
  return Buffer.concat(values.map((value) => words(value >>> 16, value & 0xffff)));
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
