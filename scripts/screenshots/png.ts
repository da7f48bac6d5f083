/**
 * Makes a picture of a window small: at most 256 colours, of which screens have hardly more. Reads what Chromium writes
 * (8 bits, RGB or RGBA, opaque, not interlaced) and keeps its size in pixels.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Pixels {
  width: number
  height: number
  /** 0xRRGGBB of each. */
  colours: Uint32Array
}

export function compressPng(png: Buffer): Buffer {
  const pixels = decode(png)
  return encode(pixels, paletteOf(pixels.colours))
}

/** A picture of one's own. `colourAt` gives 0xRRGGBB. */
export function paintPng(width: number, height: number, colourAt: (x: number, y: number) => number): Buffer {
  const colours = Uint32Array.from({ length: width * height }, (_, i) =>
    colourAt(i % width, Math.floor(i / width)),
  )
  return encode({ width, height, colours }, paletteOf(colours))
}

function decode(png: Buffer): Pixels {
  const chunks = chunksOf(png)
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const channels = header[9] === 6 ? 4 : 3
  const stride = width * channels
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  const colours = new Uint32Array(width * height)
  let above = new Uint8Array(stride)
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1)
    const line = unfilter(raw[start] ?? 0, raw.subarray(start + 1, start + 1 + stride), above, channels)
    for (let x = 0; x < width; x++) {
      const at = x * channels
      colours[y * width + x] = ((line[at] ?? 0) << 16) | ((line[at + 1] ?? 0) << 8) | (line[at + 2] ?? 0)
    }
    above = line
  }
  return { width, height, colours }
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

/** A line without its filter, as the PNG specification numbers them. */
function unfilter(
  filter: number,
  line: Uint8Array,
  above: Uint8Array,
  channels: number,
): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(line.length)
  for (let i = 0; i < line.length; i++) {
    const left = i < channels ? 0 : (result[i - channels] ?? 0)
    const up = above[i] ?? 0
    const corner = i < channels ? 0 : (above[i - channels] ?? 0)
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    result[i] = (line[i] ?? 0) + guess
  }
  return result
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

interface Palette {
  colours: number[]
  /** Place of a colour of the picture in `colours`. */
  indexOf: Map<number, number>
}

/** Median cut: the box with the most pixels and width is halved until there are 256. */
function paletteOf(pixels: Uint32Array): Palette {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const boxes = [toBox([...counts])]
  while (boxes.length < 256) {
    const widest = boxes.reduce((best, box) => (box.weight > best.weight ? box : best))
    if (widest.weight === 0) break
    boxes.splice(boxes.indexOf(widest), 1, ...halve(widest))
  }
  const indexOf = new Map<number, number>()
  const colours = boxes.map(({ members }, index) => {
    for (const [colour] of members) indexOf.set(colour, index)
    return mean(members)
  })
  return { colours, indexOf }
}

type Member = [colour: number, count: number]

interface Box {
  members: Member[]
  /** Bits by which the channel with the widest range is shifted. */
  shift: number
  weight: number
}

function toBox(members: Member[]): Box {
  const ranges = [16, 8, 0].map((shift) => {
    let [low, high] = [255, 0]
    for (const [colour] of members) {
      const value = (colour >> shift) & 255
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    return { shift, range: Math.max(0, high - low) }
  })
  const { shift, range } = ranges.reduce((best, one) => (one.range > best.range ? one : best))
  const count = members.reduce((sum, [, one]) => sum + one, 0)
  return { members, shift, weight: members.length < 2 ? 0 : range * range * Math.sqrt(count) }
}

function halve({ members, shift }: Box): [Box, Box] {
  const sorted = members.toSorted(([a], [b]) => ((a >> shift) & 255) - ((b >> shift) & 255))
  const half = sorted.reduce((sum, [, count]) => sum + count, 0) / 2
  let seen = 0
  const found = sorted.findIndex(([, count]) => (seen += count) >= half)
  const cut = Math.min(sorted.length - 1, Math.max(1, found))
  return [toBox(sorted.slice(0, cut)), toBox(sorted.slice(cut))]
}

function mean(members: Member[]): number {
  const total = members.reduce((sum, [, count]) => sum + count, 0)
  const channel = (shift: number): number =>
    Math.round(members.reduce((sum, [colour, count]) => sum + ((colour >> shift) & 255) * count, 0) / total)
  return (channel(16) << 16) | (channel(8) << 8) | channel(0)
}

function encode({ width, height, colours }: Pixels, palette: Palette): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  const lines = Buffer.alloc((width + 1) * height)
  colours.forEach((colour, i) => {
    lines[i + Math.floor(i / width) + 1] = palette.indexOf.get(colour) ?? 0
  })
  const table = Buffer.from(
    palette.colours.flatMap((one) => [(one >> 16) & 255, (one >> 8) & 255, one & 255]),
  )
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
