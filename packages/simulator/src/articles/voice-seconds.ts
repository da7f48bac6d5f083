/** How long a voice lasts, from its first bytes; 0 where the format does not tell. */
import type { Media } from '../world/media.ts'

/** Bytes of an AMR frame by its mode, its head included; each lasts 20 ms. */
const AMR_FRAMES = [13, 14, 16, 18, 20, 21, 27, 32, 6]
const AMR_HEAD = 6
const FRAMES_A_SECOND = 50
/** MPEG 1, layer 3, by the index in the frame's head. */
const MP3_KBIT = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0]

export function voiceSeconds({ bytes, contentType }: Pick<Media, 'bytes' | 'contentType'>): number {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (contentType === 'audio/amr') return amrSeconds(data)
  if (contentType === 'audio/wav') return wavSeconds(data)
  return contentType === 'audio/mpeg' ? mp3Seconds(data) : 0
}

function amrSeconds(data: Buffer): number {
  let frames = 0
  for (let at = AMR_HEAD; at < data.length; frames++) at += AMR_FRAMES[((data[at] ?? 0) >> 3) & 15] ?? 1
  return frames / FRAMES_A_SECOND
}

function wavSeconds(data: Buffer): number {
  const bytesASecond = data.length >= 44 ? data.readUInt32LE(28) : 0
  return bytesASecond === 0 ? 0 : (data.length - 44) / bytesASecond
}

/** As if every frame had the rate of the first. */
function mp3Seconds(data: Buffer): number {
  for (let at = 0; at + 2 < data.length; at++) {
    // 11 bits of synchronisation, then MPEG 1 and layer 3.
    const isHead = data[at] === 0xff && ((data[at + 1] ?? 0) & 0xfe) === 0xfa
    const kbit = isHead ? (MP3_KBIT[(data[at + 2] ?? 0) >> 4] ?? 0) : 0
    if (kbit > 0) return ((data.length - at) * 8) / (kbit * 1000)
  }
  return 0
}
