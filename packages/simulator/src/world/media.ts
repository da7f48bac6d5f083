/** 素材: real bytes under their ids. Temporary ones (临时素材) are valid for 3 days, those of the library (永久素材) for ever. */
import { boolean, literal, nullable, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ID_ALPHABET, type Random } from '../random.ts'

export const MEDIA_TYPES = ['image', 'voice', 'video', 'thumb'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

/**
 * Where a file belongs: `temporary` 临时素材 and what people send; `library` 永久素材; `broadcast` a video of
 * `media/uploadvideo`; `article` a picture of `media/uploadimg`, which has an address but no media id.
 */
export const MEDIA_HOMES = ['temporary', 'library', 'broadcast', 'article'] as const
export type MediaHome = (typeof MEDIA_HOMES)[number]

export interface Media {
  id: string
  appid: string
  type: MediaType
  home: MediaHome
  /** As detected, never as the sender claims. */
  contentType: string
  filename: string
  bytes: Uint8Array
  createdAt: number
  /** null: never. */
  expiresAt: number | null
  /** Only voices of the JS-SDK have a high-quality file (`media/get/jssdk`). */
  fromJsSdk: boolean
  /** Picture shown for a video. */
  thumbId: string | null
  /** Of a video in the library or for a broadcast. */
  title: string
  description: string
}

export type NewMedia = Pick<Media, 'appid' | 'type' | 'contentType' | 'filename' | 'bytes'> &
  Partial<Omit<Media, 'id' | 'createdAt' | 'expiresAt'>>

export interface MediaStore {
  add(media: NewMedia): Media
  /** A valid one of this account; `expired` and `missing` are told apart for explanations only. */
  find(appid: string, id: string): Media | 'expired' | 'missing'
  /** For the phone, which keeps what it has shown: by id alone, expired or not. */
  peek(id: string): Media | undefined
  /** 永久素材 of one type, newest first. */
  library(appid: string, type: MediaType): Media[]
  /** 临时素材 that still lives. */
  temporary(appid: string): Media[]
  /** Whether the library has room in memory for so many bytes more. */
  hasRoom(bytes: number): boolean
  remove(media: Media): void
  /** The public address of a picture, in place of one on mmbiz.qpic.cn. */
  pictureUrlOf(media: Media): string
  export(): MediaDocument[]
  import(media: readonly MediaDocument[]): void
}

const LIFETIME_MS = 3 * 24 * 3600 * 1000
/** Beyond this the oldest temporary files go, whatever their age: the simulator lives in memory. */
const CAPACITY_BYTES = 512 * 1024 * 1024

export function createMediaStore({
  clock,
  random,
  url,
}: {
  clock: WorldClock
  random: Random
  url: () => string
}): MediaStore {
  const store = new Map<string, Media>()
  let held = 0
  let heldForEver = 0

  function keep(media: Media) {
    store.set(media.id, media)
    count(media, 1)
    if (held <= CAPACITY_BYTES) return
    for (const oldest of store.values()) {
      if (held <= CAPACITY_BYTES || oldest === media) break
      if (oldest.expiresAt !== null) drop(oldest)
    }
  }

  function drop(media: Media) {
    if (store.delete(media.id)) count(media, -1)
  }

  function count({ bytes, expiresAt }: Media, sign: 1 | -1) {
    held += sign * bytes.length
    if (expiresAt === null) heldForEver += sign * bytes.length
  }

  return {
    add(given) {
      const createdAt = clock.now()
      const { home = 'temporary' } = given
      const isForEver = home === 'library' || home === 'article'
      const media: Media = {
        id: random.text(home === 'library' ? 43 : 64, ID_ALPHABET),
        home,
        createdAt,
        expiresAt: isForEver ? null : createdAt + LIFETIME_MS,
        fromJsSdk: false,
        thumbId: null,
        title: '',
        description: '',
        ...given,
      }
      keep(media)
      return media
    },
    find(appid, id) {
      const media = store.get(id)
      if (!media || media.appid !== appid || media.home === 'article') return 'missing'
      return media.expiresAt === null || media.expiresAt > clock.now() ? media : 'expired'
    },
    peek: (id) => store.get(id),
    library: (appid, type) =>
      [...store.values()]
        .filter((media) => media.appid === appid && media.home === 'library' && media.type === type)
        .toReversed(),
    temporary: (appid) =>
      [...store.values()].filter(
        (media) => media.appid === appid && media.expiresAt !== null && media.expiresAt > clock.now(),
      ),
    hasRoom: (bytes) => heldForEver + bytes <= CAPACITY_BYTES,
    remove: drop,
    pictureUrlOf({ id, contentType }) {
      const format = contentType.split('/')[1] ?? 'png'
      return `${url()}/mmbiz_${format}/${id}/0?wx_fmt=${format}`
    },
    export: () =>
      [...store.values()].map(({ bytes, ...media }) => ({
        ...media,
        base64: Buffer.from(bytes).toString('base64'),
      })),
    import(documents) {
      store.clear()
      held = 0
      heldForEver = 0
      for (const { base64, ...media } of documents) keep({ ...media, bytes: Buffer.from(base64, 'base64') })
    },
  }
}

export interface MediaDocument extends Omit<Media, 'bytes'> {
  base64: string
}

export const mediaCheck = object<MediaDocument>({
  id: string({ pattern: /^[\w-]{1,128}$/, says: 'a media id' }),
  appid: string(),
  type: literal(...MEDIA_TYPES),
  home: literal(...MEDIA_HOMES),
  contentType: string({ pattern: /^[\w.+-]+\/[\w.+-]+$/, says: 'a type such as image/png' }),
  filename: string(),
  base64: string(),
  createdAt: number(),
  expiresAt: nullable(number()),
  fromJsSdk: boolean,
  thumbId: nullable(string()),
  title: string(),
  description: string(),
})
