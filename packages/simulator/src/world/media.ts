/** 临时素材: real bytes under 64-character ids, valid for 3 days. */
import { type Check, literal, nullable, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ID_ALPHABET, type Random } from '../random.ts'

export const MEDIA_TYPES = ['image', 'voice', 'video', 'thumb'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export interface Media {
  id: string
  appid: string
  type: MediaType
  /** As detected, never as the sender claims. */
  contentType: string
  filename: string
  bytes: Uint8Array
  createdAt: number
  expiresAt: number
  /** Only voices of the JS-SDK have a high-quality file (`media/get/jssdk`). */
  fromJsSdk: boolean
  /** Picture shown for a video. */
  thumbId: string | null
}

export interface MediaStore {
  add(media: Pick<Media, 'appid' | 'type' | 'contentType' | 'filename' | 'bytes'> & Partial<Media>): Media
  /** A valid one of this account; `expired` and `missing` are told apart for explanations only. */
  find(appid: string, id: string): Media | 'expired' | 'missing'
  /** For the phone, which keeps what it has shown: by id alone, expired or not. */
  peek(id: string): Media | undefined
  export(): MediaDocument[]
  import(media: readonly MediaDocument[]): void
}

const LIFETIME_MS = 3 * 24 * 3600 * 1000
/** Beyond this the oldest files go, whatever their age: the simulator lives in memory. */
const CAPACITY_BYTES = 512 * 1024 * 1024

export function createMediaStore({ clock, random }: { clock: WorldClock; random: Random }): MediaStore {
  const store = new Map<string, Media>()
  let held = 0

  function keep(media: Media) {
    store.set(media.id, media)
    held += media.bytes.length
    for (const oldest of store.values()) {
      if (held <= CAPACITY_BYTES || oldest === media) break
      store.delete(oldest.id)
      held -= oldest.bytes.length
    }
  }

  return {
    add(given) {
      const createdAt = clock.now()
      const media: Media = {
        id: random.text(64, ID_ALPHABET),
        createdAt,
        expiresAt: createdAt + LIFETIME_MS,
        fromJsSdk: false,
        thumbId: null,
        ...given,
      }
      keep(media)
      return media
    },
    find(appid, id) {
      const media = store.get(id)
      if (!media || media.appid !== appid) return 'missing'
      return media.expiresAt > clock.now() ? media : 'expired'
    },
    peek: (id) => store.get(id),
    export: () =>
      [...store.values()].map(({ bytes, ...media }) => ({
        ...media,
        base64: Buffer.from(bytes).toString('base64'),
      })),
    import(documents) {
      store.clear()
      held = 0
      for (const { base64, ...media } of documents) keep({ ...media, bytes: Buffer.from(base64, 'base64') })
    },
  }
}

export interface MediaDocument extends Omit<Media, 'bytes'> {
  base64: string
}

const booleanCheck: Check<boolean> = literal(true, false)

export const mediaCheck = object<MediaDocument>({
  id: string({ pattern: /^[\w-]{1,128}$/, says: 'a media id' }),
  appid: string(),
  type: literal(...MEDIA_TYPES),
  contentType: string({ pattern: /^[\w.+-]+\/[\w.+-]+$/, says: 'a type such as image/png' }),
  filename: string(),
  base64: string(),
  createdAt: number(),
  expiresAt: number(),
  fromJsSdk: booleanCheck,
  thumbId: nullable(string()),
})
