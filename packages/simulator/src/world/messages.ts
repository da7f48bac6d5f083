/** What stands on the phones: one chat per person, the newest 2,000 entries of each. */
import type { Bus } from '../bus.ts'
import {
  array,
  both,
  type Check,
  integer,
  literal,
  nullable,
  number,
  object,
  optional,
  string,
  tagged,
} from '../check.ts'
import type { WorldClock } from '../clock.ts'
import type { PhoneContent, PhoneMessage } from '../control/types.ts'
import { createLog, type Log } from './log.ts'

export type Envelope = Pick<PhoneMessage, 'from' | 'via' | 'pushId' | 'callId' | 'agent'>

export interface Messages {
  /** Oldest first. */
  of(openid: string): readonly PhoneMessage[]
  /** The id of the newest message of all phones, 0 when there was none. */
  lastId(): number
  add(to: { appid: string; openid: string }, envelope: Partial<Envelope>, content: PhoneContent): PhoneMessage
  export(): PhoneMessage[]
  import(messages: readonly PhoneMessage[]): void
}

const MESSAGES_PER_FAN = 2000

export function createMessages({ bus, clock }: { bus: Bus; clock: WorldClock }): Messages {
  const chats = new Map<string, Log<PhoneMessage>>()
  let lastId = 0

  function chatOf(openid: string) {
    const chat = chats.get(openid) ?? createLog<PhoneMessage>(MESSAGES_PER_FAN)
    chats.set(openid, chat)
    return chat
  }

  return {
    of: (openid) => chats.get(openid)?.all() ?? [],
    lastId: () => lastId,
    add({ appid, openid }, envelope, content) {
      lastId += 1
      const message: PhoneMessage = {
        id: lastId,
        appid,
        openid,
        at: clock.now(),
        from: 'fan',
        via: 'fan',
        pushId: null,
        callId: null,
        agent: null,
        ...envelope,
        ...content,
      }
      chatOf(openid).add(message)
      bus.emit({ name: 'message', data: message })
      return message
    },
    export: () => [...chats.values()].flatMap((chat) => chat.all()),
    import(messages) {
      chats.clear()
      for (const message of messages) chatOf(message.openid).add(message)
      lastId = messages.reduce((highest, { id }) => Math.max(highest, id), 0)
    },
  }
}

// === Checks

type ContentOf<Type extends PhoneContent['type']> = Extract<PhoneContent, { type: Type }>
type Video = Extract<PhoneContent, { thumbUrl: string; mediaId: string }>

const videoCheck = object<Video>({
  type: literal('video', 'shortvideo'),
  mediaId: string(),
  url: string(),
  thumbUrl: string(),
  title: string(),
  description: string(),
})

/** 模板消息 and its kin on the phone. */
export type TemplateCard = ContentOf<'template'>

export const cardCheck = object<TemplateCard>({
  type: literal('template'),
  title: string(),
  rows: array(object<TemplateCard['rows'][number]>({ label: string(), value: string(), color: string() })),
  url: string(),
  miniprogram: nullable(
    object<NonNullable<TemplateCard['miniprogram']>>({ appid: string(), pagepath: string() }),
  ),
  place: optional(literal('notices')),
})

export const contentCheck: Check<PhoneContent> = tagged<PhoneContent>({
  text: object<ContentOf<'text'>>({ type: literal('text'), content: string() }),
  image: object<ContentOf<'image'>>({ type: literal('image'), mediaId: string(), url: string() }),
  voice: object<ContentOf<'voice'>>({
    type: literal('voice'),
    mediaId: string(),
    url: string(),
    seconds: number(),
    recognition: nullable(string()),
  }),
  video: videoCheck,
  shortvideo: videoCheck,
  music: object<ContentOf<'music'>>({
    type: literal('music'),
    title: string(),
    description: string(),
    url: string(),
    hqUrl: string(),
    thumbUrl: string(),
  }),
  news: object<ContentOf<'news'>>({
    type: literal('news'),
    articles: array(
      object<ContentOf<'news'>['articles'][number]>({
        title: string(),
        description: string(),
        url: string(),
        picUrl: string(),
      }),
    ),
  }),
  location: object<ContentOf<'location'>>({
    type: literal('location'),
    latitude: number(),
    longitude: number(),
    scale: number(),
    label: string(),
  }),
  link: object<ContentOf<'link'>>({
    type: literal('link'),
    title: string(),
    description: string(),
    url: string(),
  }),
  file: object<ContentOf<'file'>>({ type: literal('file'), title: string(), size: number() }),
  sticker: object<ContentOf<'sticker'>>({ type: literal('sticker') }),
  contact: object<ContentOf<'contact'>>({ type: literal('contact'), nickname: string() }),
  msgmenu: object<ContentOf<'msgmenu'>>({
    type: literal('msgmenu'),
    head: string(),
    list: array(object<ContentOf<'msgmenu'>['list'][number]>({ id: string(), content: string() })),
    tail: string(),
  }),
  template: cardCheck,
  miniprogrampage: object<ContentOf<'miniprogrampage'>>({
    type: literal('miniprogrampage'),
    title: string(),
    appid: string(),
    pagepath: string(),
    thumbUrl: string(),
  }),
  notice: object<ContentOf<'notice'>>({
    type: literal('notice'),
    code: literal('failed', 'unfollowed', 'agent'),
    content: string(),
  }),
})

type MessageHead = Envelope & Pick<PhoneMessage, 'id' | 'appid' | 'openid' | 'at'>

export const messageCheck: Check<PhoneMessage> = both(
  object<MessageHead>({
    id: integer(),
    appid: string(),
    openid: string(),
    at: number(),
    from: literal('fan', 'account', 'system'),
    via: literal('fan', 'reply', 'custom', 'broadcast', 'template', 'platform'),
    pushId: nullable(integer()),
    callId: nullable(integer()),
    agent: nullable(
      object<NonNullable<PhoneMessage['agent']>>({ nickname: string(), avatar: nullable(string()) }),
    ),
  }),
  contentCheck,
)
