/** What an action may look like. */
import {
  anything,
  array,
  boolean,
  type Check,
  dictionary,
  either,
  integer,
  literal,
  number,
  object,
  optional,
  string,
  tagged,
} from '../check.ts'
import type { Action } from '../control/types.ts'

type ActionOf<Type extends Action['type']> = Extract<Action, { type: Type }>
type Video = Extract<Action, { type: 'video' | 'shortvideo' }>

const base64 = string({ pattern: /^[A-Za-z0-9+/]*={0,2}$/, says: 'base64' })
const contentType = string({ pattern: /^[\w.+-]+\/[\w.+-]+$/, says: 'a type such as image/png' })
const scene = either(string({ min: 1, max: 64 }), integer(0, 2 ** 32 - 1))
const latitude = number({ min: -90, max: 90 })
const longitude = number({ min: -180, max: 180 })
const line = string({ max: 2048 })
const templateIds = array(string({ min: 1, max: 128 }), { max: 10 })

const video = object<Video>({
  type: literal('video', 'shortvideo'),
  data: optional(base64),
  contentType: optional(contentType),
})

export const actionCheck: Check<Action> = tagged<Action>({
  follow: object<ActionOf<'follow'>>({ type: literal('follow'), scene: optional(scene) }),
  unfollow: object<ActionOf<'unfollow'>>({ type: literal('unfollow') }),
  text: object<ActionOf<'text'>>({
    type: literal('text'),
    content: string({ min: 1, max: 200_000 }),
    bizmsgmenuid: optional(string({ max: 256 })),
  }),
  image: object<ActionOf<'image'>>({
    type: literal('image'),
    data: optional(base64),
    contentType: optional(contentType),
  }),
  voice: object<ActionOf<'voice'>>({
    type: literal('voice'),
    recognition: optional(string({ max: 20_000 })),
    seconds: optional(number({ above: 0, max: 60 })),
    data: optional(base64),
    format: optional(string({ pattern: /^[a-z0-9]{1,16}$/, says: 'a format such as amr or speex' })),
  }),
  video,
  shortvideo: video,
  location: object<ActionOf<'location'>>({
    type: literal('location'),
    latitude: optional(latitude),
    longitude: optional(longitude),
    scale: optional(integer(1, 28)),
    label: optional(line),
  }),
  link: object<ActionOf<'link'>>({
    type: literal('link'),
    title: optional(line),
    description: optional(line),
    url: optional(line),
  }),
  file: object<ActionOf<'file'>>({
    type: literal('file'),
    title: optional(line),
    size: optional(integer(0, 2 ** 31)),
  }),
  sticker: object<ActionOf<'sticker'>>({ type: literal('sticker') }),
  contact: object<ActionOf<'contact'>>({
    type: literal('contact'),
    nickname: optional(string({ min: 1, max: 64 })),
  }),
  menu: object<ActionOf<'menu'>>({
    type: literal('menu'),
    key: optional(line),
    url: optional(line),
    name: optional(line),
    scanResult: optional(line),
    pictures: optional(integer(1, 9)),
    latitude: optional(latitude),
    longitude: optional(longitude),
    label: optional(line),
  }),
  scan: object<ActionOf<'scan'>>({ type: literal('scan'), scene: optional(scene), ticket: optional(line) }),
  subscribe: object<ActionOf<'subscribe'>>({
    type: literal('subscribe'),
    templateIds,
    status: optional(literal('accept', 'reject')),
    scene: optional(literal(0, 1, 2)),
  }),
  rejectNotices: object<ActionOf<'rejectNotices'>>({ type: literal('rejectNotices'), templateIds }),
  refuseTemplates: object<ActionOf<'refuseTemplates'>>({
    type: literal('refuseTemplates'),
    refuse: optional(boolean),
  }),
  reportLocation: object<ActionOf<'reportLocation'>>({
    type: literal('reportLocation'),
    latitude: optional(latitude),
    longitude: optional(longitude),
    precision: optional(number({ min: 0, max: 1e6 })),
  }),
  comment: object<ActionOf<'comment'>>({
    type: literal('comment'),
    msgDataId: string({ pattern: /^\d{1,20}$/, says: 'the msg_data_id of a publication, as text' }),
    index: optional(integer(0, 7)),
    content: string({ min: 1, max: 600 }),
  }),
  share: object<ActionOf<'share'>>({
    type: literal('share'),
    msgDataId: string({ pattern: /^\d{1,20}$/, says: 'the msg_data_id of a publication, as text' }),
    index: optional(integer(0, 7)),
    to: optional(literal('friend', 'moments', 'other')),
  }),
  event: object<ActionOf<'event'>>({
    type: literal('event'),
    event: string({ pattern: /^[A-Za-z]\w{0,63}$/, says: 'the name of an event such as CLICK' }),
    fields: optional(dictionary(anything)),
  }),
})
