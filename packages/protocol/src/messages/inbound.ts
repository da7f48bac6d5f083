import type { FieldTable } from './fields.ts'

/** In every push. */
export const HEAD = {
  /** 原始ID of the account (`gh_…`). */
  ToUserName: 'string',
  /** openid of the person. */
  FromUserName: 'string',
  /** Unix seconds. The same in every delivery of a push. */
  CreateTime: 'time',
  MsgType: 'string',
} as const satisfies FieldTable

/** In every event (接收事件推送). */
export const EVENT_HEAD = { ...HEAD, Event: 'string' } as const satisfies FieldTable

const MESSAGE_TAIL = {
  /** 64-bit id, unique per message and the same in every delivery. */
  MsgId: 'id',
  /** Only if the person came from an article: its id. */
  'MsgDataId?': 'id',
  /** Only with `MsgDataId`: which article of several, from 1. */
  'Idx?': 'integer',
} as const satisfies FieldTable

/** 接收普通消息: everything a person can send, by `MsgType`. */
export const MESSAGES = {
  /** 文本 */
  text: {
    /** As typed, blanks and line feeds included. QQ faces arrive as codes such as `/::D` or `[捂脸]`. */
    Content: 'string',
    ...MESSAGE_TAIL,
    /** Id of the menu entry that was tapped, when the text came from a menu message or a bizmsgmenu link. */
    'bizmsgmenuid?': 'string',
  },
  /** 图片 */
  image: {
    /** Public address of the picture; its lifetime is not promised. */
    PicUrl: 'string',
    ...MESSAGE_TAIL,
    /** Temporary material: 3 days. */
    MediaId: 'string',
  },
  /** 语音 */
  voice: {
    /** Temporary material: 3 days. */
    MediaId: 'string',
    /** `amr` as a rule, `speex` possible. */
    Format: 'string',
    ...MESSAGE_TAIL,
    /** 语音识别结果: only if the account has recognition on; may be empty. Withdrawn for most accounts. */
    'Recognition?': 'string',
    /** 16 kHz variant. */
    'MediaId16K?': 'string',
  },
  /** 视频 */
  video: { MediaId: 'string', ThumbMediaId: 'string', ...MESSAGE_TAIL },
  /** 小视频 */
  shortvideo: { MediaId: 'string', ThumbMediaId: 'string', ...MESSAGE_TAIL },
  /** 地理位置, GCJ-02 */
  location: {
    /** 纬度, latitude */
    Location_X: 'decimal',
    /** 经度, longitude */
    Location_Y: 'decimal',
    /** Zoom of the map. */
    Scale: 'integer',
    Label: 'string',
    ...MESSAGE_TAIL,
  },
  /** 链接 */
  link: { Title: 'string', Description: 'string', Url: 'string', ...MESSAGE_TAIL },
  /** 文件. Undocumented; the bytes cannot be fetched. */
  file: {
    /** File name. */
    Title: 'string',
    Description: 'string',
    FileKey: 'string',
    FileMd5: 'string',
    /** Bytes. */
    FileTotalLen: 'integer',
    ...MESSAGE_TAIL,
  },
  /** 小程序卡片. Documented for mini programs only. */
  miniprogrampage: {
    Title: 'string',
    AppId: 'string',
    PagePath: 'string',
    ThumbUrl: 'string',
    ThumbMediaId: 'string',
    ...MESSAGE_TAIL,
  },
} as const satisfies Record<string, FieldTable>

export type MessageType = keyof typeof MESSAGES

export function isMessageType(name: string): name is MessageType {
  return Object.hasOwn(MESSAGES, name)
}
