import {
  EVENTS,
  type EventName,
  type EventOf,
  isEventName,
  isMessageType,
  kindOf,
  type Message,
  MESSAGES,
  type MessageKind,
  type MessageOf,
  type MessageType,
  officialEventName,
} from '@yingwu/protocol'
import { type Bilingual, ConfigError } from '../errors.ts'

/** What a handler can be registered for: one kind, or all messages, or all events. */
export type Filter = 'message' | 'event' | MessageKind

/** The message that a handler gets for a filter. */
export type Filtered<F extends Filter> = F extends 'message'
  ? { [T in MessageType]: MessageOf<T> }[MessageType]
  : F extends 'event'
    ? { [E in EventName]: EventOf<E> }[EventName]
    : F extends `message:${infer T extends MessageType}`
      ? MessageOf<T>
      : F extends `event:${infer E extends EventName}`
        ? EventOf<E>
        : never

/** Events that carry a key: the button's key, the scene of a QR code, the address of a link. */
export type KeyedFilter = {
  [E in EventName]: EventOf<E> extends { EventKey: string } ? `event:${E}` : never
}[EventName]

/** Exact text, a regular expression, or several of them. */
export type Pattern = string | RegExp | readonly (string | RegExp)[]

/** Whether a message passes a filter. */
export function passes<F extends Filter>(filter: F, message: Message): message is Filtered<F> {
  const kind = kindOf(message)
  return kind === filter || ((filter === 'message' || filter === 'event') && kind.startsWith(filter))
}

/**
 * Plain JavaScript has no compiler to say it, so that a wrong filter speaks at registration.
 *
 * @throws ConfigError
 */
export function checkFilter(filter: string): void {
  const [group, name, ...rest] = filter.split(':')
  const isKnown =
    rest.length === 0 &&
    ((group === 'message' && (name === undefined || isMessageType(name))) ||
      (group === 'event' && (name === undefined || isEventName(name))))
  if (isKnown) return
  const remedy = group === 'event' ? eventRemedy(name ?? '') : MESSAGE_REMEDY
  throw new ConfigError({
    zh: `bot.on('${filter}')：没有这种过滤器。${remedy.zh}`,
    en: `bot.on('${filter}'): there is no such filter. ${remedy.en}`,
  })
}

const MESSAGE_WORDS = `'message', 'event', 'event:<name>', 'message:<${Object.keys(MESSAGES).join('|')}>'`
const MESSAGE_REMEDY = { zh: `可用：${MESSAGE_WORDS}`, en: `Use one of: ${MESSAGE_WORDS}` }

function eventRemedy(name: string): Bilingual {
  const official = officialEventName(name)
  if (isEventName(official))
    return { zh: `微信的写法是 'event:${official}'`, en: `WeChat spells it 'event:${official}'` }
  const names = Object.keys(EVENTS).join(', ')
  return { zh: `事件有：${names}`, en: `Events are: ${names}` }
}

/** A pattern made ready: text must be equal as a whole. */
export function toMatcher(pattern: Pattern): (text: string) => RegExpExecArray | undefined {
  const list = typeof pattern === 'string' || pattern instanceof RegExp ? [pattern] : pattern
  const expressions = list.map((one) => (typeof one === 'string' ? new RegExp(`^${escape(one)}$`) : one))
  return (text) => {
    for (const expression of expressions) {
      // A global expression would otherwise go on where its last match ended.
      expression.lastIndex = 0
      const match = expression.exec(text)
      if (match !== null) return match
    }
    return undefined
  }
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}
