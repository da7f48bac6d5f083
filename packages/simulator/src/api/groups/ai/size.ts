/** Width and height of a picture, from its first bytes. */

export interface Size {
  w: number
  h: number
}

/** PNG and JPEG; undefined for anything else, broken ones included. */
export function sizeOf(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint32(0) === PNG) return sane({ w: view.getUint32(16), h: view.getUint32(20) })
    return view.getUint16(0) === JPEG ? sane(frameOf(view)) : undefined
  } catch (error) {
    // The file ends too early.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const PNG = 0x89504e47
const JPEG = 0xffd8
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

function sane({ w, h }: Size): Size | undefined {
  return w > 0 && h > 0 ? { w, h } : undefined
}
