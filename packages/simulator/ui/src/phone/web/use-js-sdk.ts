import { type RefObject, useEffect, useRef, useState } from 'react'
import type { JsConfig, JsConfigVerdict } from '../../../../src/control/types.ts'
import { phoneApi } from '../../api/phone-api.ts'
import type { PageMessage, WxResult } from '../../js-sdk/wire.ts'
import { useWindow } from '../../view/window.ts'
import { type PhoneScope, usePhone } from '../phone-context.ts'
import { type Bar, runCall } from './calls.tsx'
import { post, readMessage, type Session, startSession, textOf } from './messages.ts'

/** What the phone knows of the page in its frame, all of it from the page's own JS-SDK. */
export interface PageState {
  /** null: the page has not loaded the JS-SDK. */
  url: string | null
  title: string
  verdict: JsConfigVerdict | null
  calls: readonly { key: number; api: string; errMsg: string }[]
  bar: Bar
}

const FRESH: PageState = {
  url: null,
  title: '',
  verdict: null,
  calls: [],
  bar: { hasMenu: true, hidden: new Set() },
}
const MAX_CALLS = 100
const MAX_TITLE = 200

export interface JsSdk {
  state: PageState
  session: RefObject<Session | null>
  /** Something happened on the phone that the page may have asked to hear of. */
  tell: (event: string, result: WxResult) => void
  /** The frame has loaded a page. */
  onLoad: () => void
}

/** The other end of `wx` for one web view. */
export function useJsSdk(frame: RefObject<HTMLIFrameElement | null>, close: () => void): JsSdk {
  const phone = usePhone()
  const { toast } = useWindow()
  const [state, setState] = useState(FRESH)
  const session = useRef<Session | null>(null)
  const greeted = useRef(false)
  const scope = useRef<{ phone: PhoneScope; close: () => void }>({ phone, close })
  useEffect(() => {
    scope.current = { phone, close }
  }, [phone, close])

  useEffect(() => {
    let count = 0

    async function onMessage(event: MessageEvent): Promise<void> {
      const target = frame.current?.contentWindow
      const message = readMessage(event, {
        frame: target,
        own: location.origin,
        session: session.current,
      })
      if (!message || !target) return
      if (message.api === 'hello') {
        session.current = startSession(event.origin)
        greeted.current = true
        setState(FRESH)
        return post(target, event.origin, { id: message.id, result: { errMsg: 'hello:ok' } })
      }
      const current = session.current
      if (!current) return
      setState((known) => ({ ...known, url: message.url, title: message.title.slice(0, MAX_TITLE) }))
      if (message.api === 'page') return
      const result = await answer(current, message)
      if (session.current !== current) return
      const key = ++count
      if (message.api !== 'config')
        setState((known) => ({
          ...known,
          calls: [...known.calls.slice(-MAX_CALLS), { key, api: message.api, errMsg: result.errMsg }],
        }))
      if (frame.current?.contentWindow === target) post(target, current.origin, { id: message.id, result })
    }

    async function answer(current: Session, message: PageMessage): Promise<WxResult> {
      if (message.api !== 'config') {
        const changeBar = (change: (bar: Bar) => Bar) =>
          setState((known) => ({ ...known, bar: change(known.bar) }))
        return runCall({ ...scope.current, session: current, changeBar }, message)
      }
      const { params } = message
      const verdict = await phoneApi.judgeConfig(toConfig(message)).catch(() => null)
      const errMsg = verdict?.errMsg ?? 'config:fail'
      if (params['debug'] === true) toast(errMsg, verdict?.ok ? 'plain' : 'bad')
      current.allowed = verdict?.ok ? new Set(namesOf(params['jsApiList'])) : null
      if (session.current === current) setState((known) => ({ ...known, verdict }))
      return { errMsg }
    }

    const listener = (event: MessageEvent) => void onMessage(event)
    addEventListener('message', listener)
    return () => removeEventListener('message', listener)
  }, [frame, toast])

  return {
    state,
    session,
    tell(event, result) {
      const target = frame.current?.contentWindow
      const { current } = session
      if (target && current) post(target, current.origin, { id: null, event, result })
    },
    onLoad() {
      // The SDK of a page greets before the page has loaded. None did: the page has none.
      if (!greeted.current) {
        session.current = null
        setState(FRESH)
      }
      greeted.current = false
    },
  }
}

function toConfig({ url, params }: PageMessage): JsConfig {
  return {
    url,
    appId: textOf(params['appId'], 64),
    timestamp: textOf(params['timestamp'], 32),
    nonceStr: textOf(params['nonceStr'], 256),
    signature: textOf(params['signature'], 128),
    jsApiList: namesOf(params['jsApiList']),
  }
}

function namesOf(list: unknown): string[] {
  return Array.isArray(list) ? list.slice(0, MAX_CALLS).map((name) => textOf(name, 64)) : []
}
