/** Template messages, notifications and one-time messages that were accepted, with what became of each. */
import { array, integer, literal, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { cardCheck, type TemplateCard } from './messages.ts'

export const TEMPLATE_MESSAGE_KINDS = ['template', 'notice', 'once'] as const
export const TEMPLATE_MESSAGE_STATES = ['waiting', 'delivered', 'blocked', 'failed'] as const

export interface TemplateMessage {
  /** `msgid`, digits beyond 2^53. */
  msgId: string
  /** `template` 模板消息, `notice` 订阅通知, `once` 一次性订阅消息. */
  kind: (typeof TEMPLATE_MESSAGE_KINDS)[number]
  appid: string
  openid: string
  templateId: string
  /** `client_msg_id`; empty: none. */
  clientMsgId: string
  callId: number
  at: number
  card: TemplateCard
  state: (typeof TEMPLATE_MESSAGE_STATES)[number]
  /** Place among the blocked ones, from 1; 0: was not blocked. */
  blockedId: number
}

export interface TemplateMessages {
  add(message: Omit<TemplateMessage, 'at' | 'state' | 'blockedId'>): TemplateMessage
  find(msgId: string): TemplateMessage | undefined
  /** The one that had a `client_msg_id` in the last ten minutes. */
  recent(appid: string, clientMsgId: string): TemplateMessage | undefined
  block(message: TemplateMessage): void
  /** Refused by their readers, oldest first. */
  blocked(appid: string, templateId: string): TemplateMessage[]
  export(): TemplateMessage[]
  import(messages: readonly TemplateMessage[]): void
}

const SAME_CLIENT_ID_MS = 10 * 60_000
const KEPT = 10_000

export function createTemplateMessages({ clock }: { clock: WorldClock }): TemplateMessages {
  const messages = new Map<string, TemplateMessage>()
  const all = () => [...messages.values()]

  return {
    add(given) {
      const message: TemplateMessage = { at: clock.now(), state: 'waiting', blockedId: 0, ...given }
      messages.set(message.msgId, message)
      const [oldest] = messages.values()
      if (messages.size > KEPT && oldest && oldest.state !== 'waiting') messages.delete(oldest.msgId)
      return message
    },
    find: (msgId) => messages.get(msgId),
    recent: (appid, clientMsgId) =>
      all().findLast(
        (message) =>
          message.appid === appid &&
          message.clientMsgId === clientMsgId &&
          clock.now() - message.at < SAME_CLIENT_ID_MS,
      ),
    block(message) {
      message.state = 'blocked'
      message.blockedId = all().reduce((highest, { blockedId }) => Math.max(highest, blockedId), 0) + 1
    },
    blocked: (appid, templateId) =>
      all()
        .filter((message) => message.appid === appid && message.templateId === templateId)
        .filter(({ state }) => state === 'blocked')
        .sort((one, other) => one.blockedId - other.blockedId),
    export: all,
    import(saved) {
      messages.clear()
      for (const message of saved) messages.set(message.msgId, message)
    },
  }
}

export const templateMessagesCheck = array(
  object<TemplateMessage>({
    msgId: string({ pattern: /^\d+$/, says: 'digits' }),
    kind: literal(...TEMPLATE_MESSAGE_KINDS),
    appid: string(),
    openid: string(),
    templateId: string(),
    clientMsgId: string(),
    callId: integer(),
    at: number(),
    card: cardCheck,
    state: literal(...TEMPLATE_MESSAGE_STATES),
    blockedId: integer(),
  }),
)
