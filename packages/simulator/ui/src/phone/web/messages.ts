/** What pages say to the phone, checked: any page may send anything. */
import { MARK, type PageMessage, type PhoneAnswer, type WxResult } from '../../js-sdk/wire.ts'

/** The session of one page in one web view. A new page begins a new one. */
export interface Session {
  /** Of the page: nobody else is listened to, and answers go nowhere else. */
  origin: string
  /** Calls that a verified `wx.config` listed; null before that. */
  allowed: ReadonlySet<string> | null
  /** Pictures the person chose for this page, by the phone's own names. */
  pictures: Map<string, Blob>
  shares: Map<string, ShareData>
}

export interface ShareData {
  title: string
  desc: string
  link: string
  imgUrl: string
}

type Incoming = Pick<MessageEvent, 'source' | 'origin' | 'data'>

/**
 * A message of the page in this frame; null for everybody else's. Pages of the simulator itself (`own`) have no business
 * with the JS-SDK, and a page without an origin could not be answered alone.
 */
export function readMessage(
  { source, origin, data }: Incoming,
  { frame, own, session }: { frame: Window | null | undefined; own: string; session: Session | null },
): PageMessage | null {
  if (!frame || source !== frame || origin === own || origin === 'null' || origin === '') return null
  if (!isPageMessage(data)) return null
  if (data.api === 'hello') return data
  // A frame that has moved on to another origin must greet first.
  return session?.origin === origin && originOf(data.url) === origin ? data : null
}

export function post(frame: Window, origin: string, answer: Omit<PhoneAnswer, 'mark'>): void {
  const message: PhoneAnswer = { mark: MARK, ...answer }
  frame.postMessage(message, origin)
}

export function startSession(origin: string): Session {
  return { origin, allowed: null, pictures: new Map(), shares: new Map() }
}

/** Whether the page may call this; else what it is told. */
export function refusalOf(session: Session, api: string): WxResult | null {
  if (api === 'checkJsApi') return null
  if (session.allowed?.has(api)) return null
  return { errMsg: `${api}:the permission value is offline verifying` }
}

function isPageMessage(data: unknown): data is PageMessage {
  if (!isRecord(data)) return false
  const { mark, id, api, params, url, title } = data
  return (
    mark === MARK &&
    Number.isSafeInteger(id) &&
    typeof api === 'string' &&
    /^[a-zA-Z]{1,40}$/.test(api) &&
    isRecord(params) &&
    typeof url === 'string' &&
    url.length <= MAX_TEXT &&
    typeof title === 'string'
  )
}

const MAX_TEXT = 8192

export function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text of a page, cut to a sane length. */
export function textOf(value: unknown, max = 500): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, max) : ''
}

function originOf(url: string): string | undefined {
  return URL.parse(url)?.origin
}
