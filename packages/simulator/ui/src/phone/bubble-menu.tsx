import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { PhoneMessage } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icons.ts'
import { useWindow } from '../view/window.ts'
import { toAgain, toCopyText } from './message-again.ts'
import { usePhone } from './phone-context.ts'

const LONG_MS = 500
/** A finger that wanders further scrolls or selects. */
const STILL_PX = 6
/** Nearer to the top of the chat the menu stands below its message. */
const ROOM_PX = 84

interface Item {
  id: string
  text: string
  icon: IconName
  run: () => void
}

/** 长按: opens by a long press, a right click, or the menu key; what to spread over the message, and the menu itself. */
export function useBubbleMenu(message: PhoneMessage, recall: () => void) {
  const [place, setPlace] = useState<'above' | 'below' | null>(null)
  const press = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> }>(null)
  /** The click that ends a long press is no tap. */
  const swallows = useRef(false)

  function open(element: Element): void {
    const chat = element.closest('.chat')?.getBoundingClientRect().top ?? 0
    setPlace(element.getBoundingClientRect().top - chat < ROOM_PX ? 'below' : 'above')
  }

  function release(): void {
    clearTimeout(press.current?.timer)
    press.current = null
  }

  const handlers = {
    onContextMenu(event: MouseEvent) {
      event.preventDefault()
      open(event.currentTarget)
    },
    onPointerDown({ clientX: x, clientY: y, currentTarget, target }: PointerEvent) {
      swallows.current = false
      if (target instanceof Element && target.closest('.bubblemenu, .pinref')) return
      const timer = setTimeout(() => {
        swallows.current = true
        open(currentTarget)
      }, LONG_MS)
      press.current = { x, y, timer }
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const from = press.current
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) release()
    },
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: release,
    onClickCapture(event: MouseEvent) {
      if (!swallows.current) return
      swallows.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
  const menu = place && (
    <BubbleMenu message={message} place={place} recall={recall} onClose={() => setPlace(null)} />
  )
  return { handlers, menu }
}

function BubbleMenu({
  message,
  place,
  recall,
  onClose,
}: {
  message: PhoneMessage
  place: 'above' | 'below'
  recall: () => void
  onClose: () => void
}) {
  const items = useItems(message, recall)
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  }, [onClose])

  useEffect(() => {
    const before = document.activeElement
    box.current?.querySelector('button')?.focus({ preventScroll: true })
    const onPointer = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) close.current()
    }
    document.addEventListener('pointerdown', onPointer)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (step !== undefined) {
      event.preventDefault()
      const all = [...(box.current?.querySelectorAll('button') ?? [])]
      const at = all.findIndex((button) => button === document.activeElement)
      all.at((at + step + all.length) % all.length)?.focus()
    }
  }

  if (items.length === 0) return null
  return (
    <div
      ref={box}
      className={`bubblemenu ${place}`}
      role="menu"
      tabIndex={-1}
      data-testid="bubble-menu"
      onKeyDown={onKeyDown}
    >
      {items.map(({ id, text, icon, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          data-testid={`bubble-${id}`}
          onClick={() => {
            onClose()
            run()
          }}
        >
          <Icon name={icon} />
          {text}
        </button>
      ))}
    </div>
  )
}

function useItems(message: PhoneMessage, recall: () => void): Item[] {
  const t = useT()
  const { send } = usePhone()
  const { set, toast, fail } = useWindow()
  const text = toCopyText(message)
  const isMine = message.from === 'fan'
  const { pushId } = message
  const again = async () => {
    const action = await toAgain(message)
    if (action) await send(action)
  }
  return [
    text !== null && {
      id: 'copy',
      text: '复制',
      icon: 'copy' as const,
      run: () => void navigator.clipboard.writeText(text).then(() => toast(t('copied')), fail),
    },
    isMine && { id: 'recall', text: '撤回', icon: 'undo' as const, run: recall },
    isMine && {
      id: 'again',
      text: '再发',
      icon: 'replay' as const,
      run: () => void again().catch(fail),
    },
    pushId !== null && {
      id: 'push',
      text: '看推送',
      icon: 'push' as const,
      run: () => set({ selectedPush: pushId, side: 'panel' }),
    },
  ].filter((item) => item !== false)
}
