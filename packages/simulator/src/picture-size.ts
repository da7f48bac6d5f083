/** Width and height of a picture, from its first bytes: nothing is decoded. */

export interface Size {
  w: number
  h: number
}

/** Beyond this a few kilobytes can unpack to more memory than a browser has (400 MB at 100 million pixels). */
const MAX_PIXELS = 100_000_000

/** A picture that is small as a file and not on a screen. One of unknown kind or broken is none. */
export function isPixelBomb(bytes: Uint8Array): boolean {
  const size = sizeOf(bytes)
  return size !== undefined && size.w * size.h > MAX_PIXELS
}

/** PNG, JPEG, GIF, BMP and WebP; undefined for anything else, broken ones included. */
export function sizeOf(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return sane(readSize(view))
  } catch (error) {
    // The file ends too early.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const PNG = 0x89504e47
const JPEG = 0xffd8
const GIF = 0x47494638
const BMP = 0x424d
const RIFF = 0x52494646
const WEBP = 0x57454250

function readSize(view: DataView): Size | undefined {
  const mark = view.getUint32(0)
  if (mark === PNG) return { w: view.getUint32(16), h: view.getUint32(20) }
  if (mark === GIF) return { w: view.getUint16(6, true), h: view.getUint16(8, true) }
  if (mark >>> 16 === JPEG) return frameOf(view)
  // A negative height says that the rows begin at the top.
  if (mark >>> 16 === BMP) return { w: view.getInt32(18, true), h: Math.abs(view.getInt32(22, true)) }
  return mark === RIFF && view.getUint32(8) === WEBP ? webpSize(view) : undefined
}

/** Markers that begin with SOF's number but begin no frame: tables and extensions. */
const NO_FRAMES = new Set([0xc4, 0xc8, 0xcc])

function frameOf(view: DataView): Size {
  let at = 2
  for (;;) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker)
    if (isFrame) return { w: view.getUint16(at + 7), h: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
}

const VP8 = 0x56503820
const VP8_LOSSLESS = 0x5650384c
const VP8_EXTENDED = 0x56503858
const FOURTEEN_BITS = 0x3fff

function webpSize(view: DataView): Size | undefined {
  switch (view.getUint32(12)) {
    case VP8:
      return {
        w: view.getUint16(26, true) & FOURTEEN_BITS,
        h: view.getUint16(28, true) & FOURTEEN_BITS,
      }
    case VP8_LOSSLESS: {
      const bits = view.getUint32(21, true)
      return { w: (bits & FOURTEEN_BITS) + 1, h: ((bits >>> 14) & FOURTEEN_BITS) + 1 }
    }
    case VP8_EXTENDED:
      return { w: (view.getUint32(23, true) >>> 8) + 1, h: (view.getUint32(26, true) >>> 8) + 1 }
    default:
      return undefined
  }
}

function sane(size: Size | undefined): Size | undefined {
  return size && size.w > 0 && size.h > 0 ? size : undefined
}
