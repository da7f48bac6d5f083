/** 上传永久素材: what the library takes, and how much of it. */
import { voiceSeconds } from '../../../articles/voice-seconds.ts'
import { MEDIA_TYPES, type Media, type MediaType } from '../../../world/media.ts'
import { ApiError } from '../../answer.ts'
import { type ApiCall, type Handler, record, text } from '../../call.ts'
import { fileOf, type FileRule } from '../media.ts'

const MEBIBYTE = 1024 * 1024
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/bmp']
const VOICES = ['audio/mpeg', 'audio/wav', 'audio/amr', 'audio/x-ms-wma', 'audio/x-ms-asf']

const RULES: Record<MediaType, FileRule> = {
  image: { formats: PICTURES, maxBytes: 10 * MEBIBYTE, tooBig: 40009, wrongFormat: 40137 },
  voice: { formats: VOICES, maxBytes: 2 * MEBIBYTE, tooBig: 40010 },
  video: { formats: ['video/mp4'], maxBytes: 10 * MEBIBYTE, tooBig: 40011 },
  thumb: { formats: ['image/jpeg'], maxBytes: 64 * 1024, tooBig: 40012 },
}
const MAX_VOICE_SECONDS = 60
/** Pictures share their 100,000 with articles. */
export const MAX_PICTURES = 100_000
const MAX_OTHERS = 1000

export const addMaterial: Handler = async (call) => {
  const { world, account, query } = call
  const type = MEDIA_TYPES.find((one) => one === query['type'])
  if (!type) throw new ApiError(40004)
  const file = await fileOf(call, RULES[type])
  if (type === 'voice' && voiceSeconds(file) > MAX_VOICE_SECONDS) throw new ApiError(45007)
  const words = type === 'video' ? descriptionOf(call) : {}
  const isFull =
    type === 'image' ? picturesAndArticles(call) >= MAX_PICTURES : countOf(call, type) >= MAX_OTHERS
  if (isFull || !world.media.hasRoom(file.bytes.length)) throw new ApiError(45034)
  const media = world.media.add({ appid: account.appid, type, home: 'library', ...words, ...file })
  return {
    media_id: media.id,
    ...(type === 'image' && { url: world.media.pictureUrlOf(media) }),
    item: [],
  }
}

/** One form field that holds JSON text. Clients in the wild give it a file name, or put it into the URL. */
function descriptionOf({ parts, query }: ApiCall): Pick<Media, 'title' | 'description'> {
  const part = parts.find(({ name }) => name === 'description')
  const written = part ? Buffer.from(part.bytes).toString() : (query['description'] ?? '')
  if (written === '') throw new ApiError(41028)
  let given: unknown
  try {
    given = JSON.parse(written)
  } catch {
    throw new ApiError(47001)
  }
  const members = record({ given }, 'given')
  return { title: text(members, 'title'), description: text(members, 'introduction') }
}

export const countOf = ({ world, account }: ApiCall, type: MediaType) =>
  world.media.library(account.appid, type).length

export const picturesAndArticles = (call: ApiCall) =>
  countOf(call, 'image') + call.world.articles.of(call.account.appid, 'material').length
