/** Everything a person can send: the bubble on the phone and the message on the wire. */
import { hash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { Action } from '../control/types.ts'
import { isPixelBomb } from '../picture-size.ts'
import { Problem } from '../problem.ts'
import { toMediaPath } from '../push/media-path.ts'
import { ALPHANUMERIC } from '../random.ts'
import type { Media } from '../world/media.ts'
import type { World } from '../world/world.ts'
import { type Acted, type Hand, say } from './hand.ts'
import { samplePicture, sampleVideo, sampleVoice } from './samples.ts'

type ActionOf<Type extends Action['type']> = Omit<Extract<Action, { type: Type }>, 'type'>
type Video = Omit<Extract<Action, { type: 'video' | 'shortvideo' }>, 'type'>

const MAX_FILE_BYTES = 10 * 1024 * 1024

/** The text by which WeChat reports what it cannot (自定义表情, 名片, …). */
const UNSUPPORTED = '【收到不支持的消息类型，暂无法显示】'

export function sendText(hand: Hand, { content, bizmsgmenuid }: ActionOf<'text'>): Acted {
  const message = { MsgType: 'text', Content: content, bizmsgmenuid }
  return say(hand, { type: 'text', content }, message, content)
}

export async function sendPicture(hand: Hand, { data, contentType }: ActionOf<'image'>): Promise<Acted> {
  const bytes = data === undefined ? samplePicture() : decode(data)
  const type = await detect(bytes, contentType, 'image')
  const media = keep(hand, { type: 'image', bytes, contentType: type })
  const url = toMediaPath(media.id)
  return say(
    hand,
    { type: 'image', mediaId: media.id, url },
    { MsgType: 'image', PicUrl: `${hand.world.url()}${url}`, MediaId: media.id },
    '[图片]',
  )
}

export function sendVoice(
  hand: Hand,
  { recognition, seconds = 2, data, format = 'amr' }: ActionOf<'voice'>,
): Acted {
  const bytes = data === undefined ? sampleVoice(seconds) : decode(data)
  const contentType = format === 'mp3' ? 'audio/mpeg' : `audio/${format}`
  const media = keep(hand, { type: 'voice', bytes, contentType, extension: format })
  const wide = keep(hand, { type: 'voice', bytes, contentType: 'audio/amr', extension: 'amr' })
  const isOn = hand.account.switches.voiceRecognition
  return say(
    hand,
    {
      type: 'voice',
      mediaId: media.id,
      url: toMediaPath(media.id),
      seconds,
      recognition: recognition ?? null,
    },
    {
      MsgType: 'voice',
      MediaId: media.id,
      Format: format,
      // With the switch on the field is there, though empty, when nothing was understood.
      Recognition: isOn ? (recognition ?? '') : undefined,
      MediaId16K: wide.id,
    },
    recognition ?? '[语音]',
  )
}

export async function sendVideo(
  hand: Hand,
  MsgType: 'video' | 'shortvideo',
  { data, contentType }: Video,
): Promise<Acted> {
  const bytes = data === undefined ? sampleVideo() : decode(data)
  const type = await detect(bytes, contentType, 'video')
  const thumb = keep(hand, { type: 'thumb', bytes: samplePicture(), contentType: 'image/png' })
  const media = keep(hand, { type: 'video', bytes, contentType: type, thumbId: thumb.id })
  return say(
    hand,
    {
      type: MsgType,
      mediaId: media.id,
      url: toMediaPath(media.id),
      thumbUrl: toMediaPath(thumb.id),
      title: '',
      description: '',
    },
    { MsgType, MediaId: media.id, ThumbMediaId: thumb.id },
    MsgType === 'video' ? '[视频]' : '[小视频]',
  )
}

export function sendLocation(hand: Hand, place: ActionOf<'location'>): Acted {
  const { latitude = 39.908722, longitude = 116.397499, scale = 16, label = '北京市东城区示例路1号' } = place
  return say(
    hand,
    { type: 'location', latitude, longitude, scale, label },
    { MsgType: 'location', Location_X: latitude, Location_Y: longitude, Scale: scale, Label: label },
    label,
  )
}

export function sendLink(hand: Hand, link: ActionOf<'link'>): Acted {
  const { title = '一篇文章', description = '摘要', url = 'https://example.com/a?id=1' } = link
  return say(
    hand,
    { type: 'link', title, description, url },
    { MsgType: 'link', Title: title, Description: description, Url: url },
    title,
  )
}

export function sendFile(hand: Hand, { title = 'report.pdf', size = 1024 }: ActionOf<'file'>): Acted {
  return say(
    hand,
    { type: 'file', title, size },
    {
      MsgType: 'file',
      Title: title,
      Description: '',
      FileKey: hand.world.random.text(32, ALPHANUMERIC),
      FileMd5: hash('md5', `${title}${size}`),
      FileTotalLen: size,
    },
    title,
  )
}

export function sendSticker(hand: Hand): Acted {
  return say(hand, { type: 'sticker' }, { MsgType: 'text', Content: UNSUPPORTED }, '[表情]')
}

export function sendContact(hand: Hand, { nickname = '林小满' }: ActionOf<'contact'>): Acted {
  return say(hand, { type: 'contact', nickname }, { MsgType: 'text', Content: UNSUPPORTED }, '[名片]')
}

// === Files

/** wx.uploadImage: a picture that no message carries. */
export async function keepUpload(
  world: World,
  appid: string,
  { data, contentType }: { data: string; contentType?: string },
): Promise<Media> {
  const bytes = decode(data)
  const type = await detect(bytes, contentType, 'image')
  const filename = `file.${type.split('/')[1] ?? 'bin'}`
  return world.media.add({ appid, type: 'image', bytes, contentType: type, filename, fromJsSdk: true })
}

function decode(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0) throw new Problem(400, 'bad_request', 'data must be a file in base64, not empty')
  if (bytes.length > MAX_FILE_BYTES) throw new Problem(413, 'too_large', 'data may be at most 10 MiB')
  return bytes
}

/** What the file really is; the sender's word counts only where the bytes say nothing. */
async function detect(
  bytes: Uint8Array,
  claimed: string | undefined,
  wanted: 'image' | 'video',
): Promise<string> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? claimed ?? ''
  if (wanted === 'image' && isPixelBomb(bytes))
    throw new Problem(413, 'too_large', 'data is a picture of more than 100 million pixels')
  if (mime.startsWith(`${wanted}/`) && mime !== 'image/svg+xml') return mime
  throw new Problem(
    400,
    'bad_request',
    `data must be ${wanted === 'image' ? 'a PNG, JPEG or GIF' : 'an MP4'} file`,
  )
}

function keep(
  { world, account }: Hand,
  {
    extension,
    ...media
  }: Pick<Media, 'type' | 'bytes' | 'contentType'> & { thumbId?: string; extension?: string },
): Media {
  const suffix = extension ?? media.contentType.split('/')[1] ?? 'bin'
  return world.media.add({ appid: account.appid, filename: `file.${suffix}`, ...media })
}
