/** 菜单按钮: read under WeChat's limits, each with its own number. */
import type { MenuButton } from '../../../control/types.ts'
import { ApiError } from '../../answer.ts'
import { type ApiCall, records, text } from '../../call.ts'
import { checkMaterial } from './material.ts'

const MAX_BUTTONS = 3
const MAX_SUB_BUTTONS = 5
const MAX_KEY_BYTES = 128
const MAX_URL_BYTES = 1024

/** The errors of the two levels. */
const LEVELS = {
  top: { nameBytes: 16, type: 40017, name: 40018, key: 40019, url: 40020, media: 40117 },
  sub: { nameBytes: 60, type: 40024, name: 40025, key: 40026, url: 40027, media: 40118 },
} as const
type Level = (typeof LEVELS)[keyof typeof LEVELS]

const KEY_TYPES = [
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
]

/** The buttons of a call. */
export function readButtons(call: ApiCall): MenuButton[] {
  const { body, rawBody } = call
  // Letters of other scripts must stand as they are; the escapes of control characters are harmless.
  if (/(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-f]{4}/i.test(rawBody)) throw new ApiError(40033)
  const buttons = records(body, 'button') ?? []
  if (buttons.length === 0 || buttons.length > MAX_BUTTONS) throw new ApiError(40016)
  const read = buttons.map(readButton)
  for (const button of read) {
    for (const one of [button, ...(button.sub_button ?? [])]) checkMaterial(call, one)
  }
  return read
}

function readButton(button: { [member: string]: unknown }): MenuButton {
  const name = readName(button, LEVELS.top)
  const children = records(button, 'sub_button') ?? []
  if (children.length === 0) return { name, ...readTarget(button, LEVELS.top) }
  if (children.length > MAX_SUB_BUTTONS) throw new ApiError(40023)
  return { name, sub_button: children.map(readSubButton) }
}

function readSubButton(button: { [member: string]: unknown }): MenuButton {
  if (records(button, 'sub_button')?.length) throw new ApiError(40022)
  return { name: readName(button, LEVELS.sub), ...readTarget(button, LEVELS.sub) }
}

function readName(button: { [member: string]: unknown }, level: Level): string {
  const name = text(button, 'name')
  if (name === '' || Buffer.byteLength(name) > level.nameBytes) throw new ApiError(level.name)
  return name
}

/** What the button does: the members that its type needs, and no others. */
function readTarget(button: { [member: string]: unknown }, level: Level): Omit<MenuButton, 'name'> {
  const type = text(button, 'type')
  if (KEY_TYPES.includes(type)) return { type, key: limited(button, 'key', MAX_KEY_BYTES, level.key) }
  switch (type) {
    case 'view':
      return { type, url: readUrl(button, level) }
    case 'miniprogram':
      return {
        type,
        url: readUrl(button, level),
        appid: limited(button, 'appid', MAX_KEY_BYTES, 40166),
        pagepath: limited(button, 'pagepath', MAX_URL_BYTES, 40165),
      }
    case 'media_id':
    case 'view_limited':
      return { type, media_id: limited(button, 'media_id', MAX_KEY_BYTES, level.media) }
    case 'article_id':
    case 'article_view_limited':
      return { type, article_id: limited(button, 'article_id', MAX_KEY_BYTES, level.media) }
    default:
      throw new ApiError(level.type)
  }
}

function readUrl(button: { [member: string]: unknown }, level: Level): string {
  const url = limited(button, 'url', MAX_URL_BYTES, level.url)
  if (!/^https?:\/\//i.test(url)) throw new ApiError(level.url)
  return url
}

function limited(
  button: { [member: string]: unknown },
  member: string,
  maxBytes: number,
  errcode: number,
): string {
  const value = text(button, member)
  if (value === '' || Buffer.byteLength(value) > maxBytes) throw new ApiError(errcode)
  return value
}
