/**
 * 客服消息下发规则: what opens the right to send customer-service messages (`message/custom/send`), how many, and for
 * how long. WeChat has changed the table twice; `current` is the official one of today.
 */
export const ALLOWANCES = {
  current: {
    message: { messages: 5, seconds: 48 * 3600 },
    menu: { messages: 3, seconds: 60 },
    follow: { messages: 3, seconds: 60 },
    scan: { messages: 3, seconds: 60 },
    payment: { messages: Number.POSITIVE_INFINITY, seconds: 48 * 3600 },
  },
  /** From June 2021. */
  june2021: {
    message: { messages: 20, seconds: 48 * 3600 },
    menu: { messages: 3, seconds: 60 },
    follow: { messages: 3, seconds: 60 },
    scan: { messages: 3, seconds: 60 },
    payment: { messages: 20, seconds: 48 * 3600 },
  },
  /** Until May 2021; older tutorials even say "unlimited". */
  before2021: {
    message: { messages: 20, seconds: 48 * 3600 },
    menu: { messages: 20, seconds: 48 * 3600 },
    follow: { messages: 20, seconds: 48 * 3600 },
    scan: { messages: 20, seconds: 48 * 3600 },
    payment: { messages: 20, seconds: 48 * 3600 },
  },
} as const satisfies Record<string, Record<string, { messages: number; seconds: number }>>

export type AllowanceTable = keyof typeof ALLOWANCES
export type AllowanceTrigger = keyof (typeof ALLOWANCES)['current']

const MENU_EVENTS = new Set(['CLICK', 'scancode_push', 'scancode_waitmsg'])

/** Which allowance a push opens; undefined when none. A tapped menu message counts as a menu click. */
export function triggerOf(message: {
  MsgType: string
  Event?: string
  EventKey?: string
  bizmsgmenuid?: string
}): AllowanceTrigger | undefined {
  if (message.MsgType !== 'event') return message.bizmsgmenuid === undefined ? 'message' : 'menu'
  const { Event = '', EventKey = '' } = message
  if (MENU_EVENTS.has(Event)) return 'menu'
  if (Event === 'SCAN') return 'scan'
  if (Event === 'subscribe') return EventKey.startsWith('qrscene_') ? 'scan' : 'follow'
  return undefined
}
