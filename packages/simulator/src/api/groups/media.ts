/** 临时素材: up and down. */
import { fileTypeFromBuffer } from 'file-type'
import { isPixelBomb } from '../../picture-size.ts'
import { MEDIA_TYPES, type Media, type MediaType } from '../../world/media.ts'
import { ApiError, FileAnswer, type JsonAnswer } from '../answer.ts'
import { type ApiCall, type Handler, text, type Handlers } from '../call.ts'

const MEBIBYTE = 1024 * 1024

/** What a call takes, and its errors for a file that is too big or of another kind. */
export interface FileRule {
  formats: string[]
  maxBytes: number
  tooBig: number
  /** 40005 where left out. */
  wrongFormat?: number
}

const RULES: Record<MediaType, FileRule> = {
  image: { formats: ['image/png', 'image/jpeg', 'image/gif'], maxBytes: 10 * MEBIBYTE, tooBig: 40009 },
  voice: { formats: ['audio/amr', 'audio/mpeg'], maxBytes: 2 * MEBIBYTE, tooBig: 40010 },
  video: { formats: ['video/mp4'], maxBytes: 10 * MEBIBYTE, tooBig: 40011 },
  thumb: { formats: ['image/jpeg'], maxBytes: 64 * 1024, tooBig: 40012 },
}

const BY_EXTENSION: { [extension: string]: string } = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  amr: 'audio/amr',
  mp3: 'audio/mpeg',
  wma: 'audio/x-ms-wma',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  speex: 'voice/speex',
}

const uploadMedia: Handler = async (call) => {
  const { world, account, query } = call
  const type = MEDIA_TYPES.find((one) => one === query['type'])
  if (!type) throw new ApiError(40004)
  const file = await fileOf(call, type)
  const media = world.media.add({ appid: account.appid, type, ...file })
  return {
    type,
    // The manual leaves out that thumbnails come under another name.
    [type === 'thumb' ? 'thumb_media_id' : 'media_id']: media.id,
    created_at: Math.floor(media.createdAt / 1000),
    item: [],
  } satisfies JsonAnswer
}

/** The uploaded file of a call, checked against a rule: one of its own, or that of temporary media of a type. */
export async function fileOf(
  { parts }: ApiCall,
  rule: MediaType | FileRule,
): Promise<Pick<Media, 'bytes' | 'contentType' | 'filename'>> {
  const { formats, maxBytes, tooBig, wrongFormat = 40005 } = typeof rule === 'string' ? RULES[rule] : rule
  const files = parts.filter((part) => part.filename !== undefined)
  const part = files.find(({ name }) => name === 'media') ?? files[0]
  if (!part?.filename) throw new ApiError(41005)
  if (part.bytes.length === 0) throw new ApiError(44001)
  if (part.bytes.length > maxBytes) throw new ApiError(tooBig)
  const detected = (await fileTypeFromBuffer(part.bytes))?.mime
  const contentType = detected ?? typeByName(part.filename, part.bytes)
  if (!formats.includes(contentType)) throw new ApiError(wrongFormat)
  if (contentType.startsWith('image/') && isPixelBomb(part.bytes)) throw new ApiError(tooBig)
  return { bytes: part.bytes, contentType, filename: part.filename }
}

const getMedia: Handler = (call) => {
  const media = mediaOf(call)
  if (media.type === 'video') return { video_url: videoUrlOf(call, media) }
  return fileAnswerOf(media)
}

export function videoUrlOf({ world }: ApiCall, { id }: Media): string {
  return `${world.url()}/_sim/media/${encodeURIComponent(id)}`
}

export function fileAnswerOf({ id, bytes, contentType }: Media): FileAnswer {
  return new FileAnswer(bytes, contentType, `${id}.${formatOf(contentType)}`)
}

/** 高清语音素材: only voices recorded through the JS-SDK have it. */
const getHdVoice: Handler = (call) => {
  const media = mediaOf(call)
  if (!media.fromJsSdk) throw new ApiError(40007)
  return new FileAnswer(media.bytes, 'voice/speex', `${media.id}.speex`)
}

function mediaOf({ world, account, query }: ApiCall): Media {
  const id = text(query, 'media_id')
  if (id === '') throw new ApiError(41006)
  const media = world.media.find(account.appid, id)
  // Permanent media have a call of their own.
  if (typeof media === 'string' || media.home !== 'temporary') throw new ApiError(40007)
  return media
}

const PNG = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1')

/** Voices and films are not always told by their bytes. Pictures are, but for a PNG that breaks off after its mark. */
function typeByName(filename: string, bytes: Uint8Array): string {
  const type = BY_EXTENSION[extensionOf(filename)] ?? ''
  if (!type.startsWith('image/')) return type
  return PNG.equals(bytes.subarray(0, PNG.length)) ? 'image/png' : ''
}

function extensionOf(filename: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''
}

function formatOf(contentType: string): string {
  return Object.entries(BY_EXTENSION).find(([, type]) => type === contentType)?.[0] ?? 'bin'
}

export const MEDIA: Handlers = {
  'media.upload': uploadMedia,
  'media.get': getMedia,
  'media.getHdVoice': getHdVoice,
}
