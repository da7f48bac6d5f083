import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PhoneMessage } from '../../../src/control/types.ts'
import { stillOut } from '../api/outgoing.ts'
import { useT } from '../i18n/use-t.ts'
import { useStore } from '../parts/store.ts'
import { simNow, toStamp } from '../parts/time.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { useConversations } from './conversations.ts'
import { Message } from './message.tsx'
import { OutgoingMessage } from './outgoing-message.tsx'
import { usePhone } from './phone-context.ts'

const SUGGESTIONS = ['你好', '在吗', '今天有什么茶？']
/** A grey time appears where at least so long was silent. */
const SILENCE_MS = 5 * 60_000
/** A long conversation is drawn from its end, so many messages at a time. */
const PAGE = 200

export function Chat() {
  const t = useT()
  const { account, fan } = usePhone()
  const { sim } = useWindow()
  const messages = useConversations(fan.openid)?.chat
  const outgoing = useStore(sim.outbox.store, (items) => items)
  const own = useMemo(() => {
    const mine = outgoing.filter((item) => item.openid === fan.openid)
    return stillOut(mine, messages ?? []).filter(({ state }) => state !== 'quick')
  }, [outgoing, messages, fan.openid])
  const [pages, setPages] = useState(1)
  const shown = useMemo(() => messages?.slice(-pages * PAGE), [messages, pages])
  const view = useChatScroll(messages?.length ?? 0, own.length)
  useWantedBubble(fan.openid, messages, setPages)

  return (
    <div
      ref={view}
      className="chat"
      role="log"
      aria-live="polite"
      aria-label={`与${account.name}的对话`}
      tabIndex={0}
    >
      <div className="talk">
        {messages && shown && shown.length < messages.length && (
          <button type="button" className="earlier" onClick={() => setPages(pages + 1)}>
            {t('earlier')}
          </button>
        )}
        {shown?.map((message, index) => (
          <Fragment key={message.id}>
            <Stamp message={message} before={shown[index - 1]} />
            <Message message={message} />
          </Fragment>
        ))}
        {messages?.length === 0 && own.length === 0 && <EmptyChat />}
        {own.map((item) => (
          <OutgoingMessage key={item.key} item={item} />
        ))}
      </div>
    </div>
  )
}

function Stamp({ message, before }: { message: PhoneMessage; before: PhoneMessage | undefined }) {
  const clock = useSim((state) => state.clock)
  if (before && message.at - before.at < SILENCE_MS) return null
  return <time className="stamp">{toStamp(message.at, simNow(clock))}</time>
}

function EmptyChat() {
  const t = useT()
  const { send } = usePhone()
  return (
    <div className="emptychat">
      <p className="notice">{t('emptyChat')}</p>
      <div className="chips">
        {SUGGESTIONS.map((text) => (
          <button key={text} type="button" onClick={() => void send({ type: 'text', content: text })}>
            {text}
          </button>
        ))}
      </div>
    </div>
  )
}

/** Keeps the end in view while new things arrive, unless the person has scrolled up. */
function useChatScroll(messages: number, outgoing: number) {
  const view = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)

  useEffect(() => {
    const element = view.current
    const talk = element?.firstElementChild
    if (!element || !talk) return undefined
    const onScroll = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40
    }
    const toEnd = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    }
    // Pictures arrive late and drawers open: both change the room without a new message.
    const watcher = new ResizeObserver(toEnd)
    watcher.observe(talk)
    watcher.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      watcher.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [])

  useLayoutEffect(() => {
    if (view.current && atEnd.current && messages + outgoing > 0)
      view.current.scrollTop = view.current.scrollHeight
  }, [messages, outgoing])

  return view
}

/** Brings the bubble that was asked for into view, drawing as far back as it takes. */
function useWantedBubble(
  openid: string,
  messages: readonly PhoneMessage[] | undefined,
  setPages: (change: (pages: number) => number) => void,
): void {
  const wanted = useView((view) => view.wantedBubble)
  const { set } = useWindow()
  useEffect(() => {
    const at = messages?.findLastIndex(({ id }) => id === wanted?.messageId) ?? -1
    if (!messages || wanted?.openid !== openid || at < 0) return undefined
    setPages((pages) => Math.max(pages, Math.ceil((messages.length - at) / PAGE)))
    const frame = requestAnimationFrame(() => {
      const bubble = document.querySelector<HTMLElement>(`[data-message="${wanted.messageId}"]`)
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
      bubble?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
      bubble?.focus({ preventScroll: true })
      set({ wantedBubble: null })
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, openid, messages, setPages, set])
}
