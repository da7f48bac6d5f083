/** What a phone's messages are as conversations: the account's own, and 服务通知. */
import { useMemo, useState } from 'react'
import type { Account, PhoneMessage } from '../../../src/control/types.ts'
import { useSim } from '../view/window.ts'
import { parseText } from './text/parse-text.ts'

export type Notice = Extract<PhoneMessage, { type: 'template' }>

export interface Conversations {
  chat: readonly PhoneMessage[]
  notices: readonly Notice[]
}

/** Where a message stands. */
export function isNotice(message: PhoneMessage): message is Notice {
  return message.type === 'template' && message.place === 'notices'
}

/** 订阅号 stand together in a folder; 服务号 each have a line of their own. */
export function isInFolder({ kind }: Account): boolean {
  return kind === 'subscription' || kind === 'verifiedSubscription'
}

/** undefined until the messages are loaded. */
export function useConversations(openid: string): Conversations | undefined {
  const messages = useSim((state) => state.messages[openid])
  return useMemo(
    () =>
      messages && {
        chat: messages.filter((message) => !isNotice(message)),
        notices: messages.filter(isNotice),
      },
    [messages],
  )
}

export interface Unread {
  chat: number
  notices: number
}

/** New messages of the conversations that are not open. What a phone held when it was opened counts as read. */
export function useUnread(openid: string, open: 'chat' | 'notices' | null): Unread {
  const conversations = useConversations(openid)
  const [read, setRead] = useState<{ chat: number; notices: number } | null>(null)
  if (conversations) {
    const chat = lastId(conversations.chat)
    const notices = lastId(conversations.notices)
    const next = {
      // A reset begins again with small ids.
      chat: open === 'chat' || !read ? chat : Math.min(read.chat, chat),
      notices: open === 'notices' || !read ? notices : Math.min(read.notices, notices),
    }
    if (read?.chat !== next.chat || read.notices !== next.notices) setRead(next)
  }

  const count = (list: readonly PhoneMessage[] = [], after = Infinity) =>
    list.filter(({ id, from }) => from === 'account' && id > after).length
  return {
    chat: open === 'chat' ? 0 : count(conversations?.chat, read?.chat),
    notices: open === 'notices' ? 0 : count(conversations?.notices, read?.notices),
  }
}

function lastId(list: readonly PhoneMessage[]): number {
  return list.at(-1)?.id ?? 0
}

/** The line below a name in the list of chats. */
export function toPreview(message: PhoneMessage): string {
  switch (message.type) {
    case 'text':
      return message.from === 'account' ? toWords(message.content) : message.content
    case 'notice':
      return message.content
    case 'image':
      return '[图片]'
    case 'voice':
      return '[语音]'
    case 'video':
    case 'shortvideo':
      return '[视频]'
    case 'music':
      return `[音乐] ${message.title}`
    case 'news':
      return message.articles[0]?.title ?? '[图文]'
    case 'location':
      return `[位置] ${message.label}`
    case 'link':
      return `[链接] ${message.title}`
    case 'file':
      return `[文件] ${message.title}`
    case 'sticker':
      return '[表情]'
    case 'contact':
      return `[个人名片] ${message.nickname}`
    case 'msgmenu':
      return message.head
    case 'miniprogrampage':
      return `[小程序] ${message.title}`
    default:
      return message.title
  }
}

/** Links by their words, faces by their names. */
function toWords(content: string): string {
  return parseText(content, true)
    .map((piece) => (piece.type === 'face' ? `[${piece.name}]` : piece.text))
    .join('')
}

const DAY_MS = 86_400_000

/** 14:33, 昨天, 星期五, 11月18日 */
export function toListTime(at: number, now: number): string {
  const date = new Date(at)
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS)
  if (days <= 0) return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`
  if (days === 1) return '昨天'
  if (days < 7) return date.toLocaleDateString('zh-CN', { weekday: 'long' })
  return `${date.getMonth() + 1}月${date.getDate()}日`
}
