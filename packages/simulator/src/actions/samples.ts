/** What a person sends who did not bring a file: a picture, a second of silence, a film without a frame. */
import { writePng } from '../png.ts'

/** 320 × 240, tea in two greens. */
export function samplePicture(): Uint8Array {
  return writePng(320, 240, (x, y) => {
    const isCup = (x - 160) ** 2 / 6400 + (y - 130) ** 2 / 3600 < 1
    return isCup ? [246, 244, 236] : [40 + Math.floor(y / 6), 120 + Math.floor(x / 8), 80 + Math.floor(y / 4)]
  })
}

/** AMR, 12.2 kbit/s: 50 frames of 32 bytes a second, all silent. */
export function sampleVoice(seconds: number): Uint8Array {
  const frames = Buffer.alloc(Math.ceil(seconds * 50) * 32)
  for (let at = 0; at < frames.length; at += 32) frames[at] = 0x3c
  return Buffer.concat([Buffer.from('#!AMR\n'), frames])
}

/** An MP4 container with nothing in it: enough for upload and download, not for a player. */
export function sampleVideo(): Uint8Array {
  const box = (type: string, data: Uint8Array) => {
    const framed = Buffer.alloc(8 + data.length)
    framed.writeUInt32BE(framed.length, 0)
    framed.write(type, 4)
    framed.set(data, 8)
    return framed
  }
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\u0002\0isommp42')),
    box('free', Buffer.alloc(1024)),
  ])
}
