/** The keyboard of the window. Single keys work outside text fields only, and can be switched off. */
import { useEffect } from 'react'
import { TABS } from '../view/view.ts'
import { type SimWindow, useWindow } from '../view/window.ts'

const AREAS = ['top', 'rail', 'phones', 'list', 'detail']

export function useKeys(): void {
  const simWindow = useWindow()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => handle(event, simWindow)
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [simWindow])
}

function handle(event: KeyboardEvent, { view, set }: SimWindow): void {
  if (event.defaultPrevented || event.isComposing) return
  if (event.key === 'F6') return run(event, () => nextArea(event.shiftKey ? -1 : 1))
  if (event.altKey && /^Digit[1-4]$/.test(event.code))
    return run(event, () => focusComposer(Number(event.code.at(-1)) - 1, set))
  const value = view.get()
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isInDialog()) return
  if (event.key === 'Escape') return set({ selectedPush: null, selectedCall: null })
  if (!value.singleKeys) return
  const tab = TABS[Number(event.key) - 1]
  if (tab) return set({ tab })
  switch (event.key.toLowerCase()) {
    case '/':
      return run(event, () => (set({ side: 'panel' }), focusSoon('[data-search]')))
    case '?':
      return run(event, () => set({ dialog: 'help' }))
    case 'd':
      return set({ theme: value.theme === 'dark' ? 'light' : 'dark' })
    case 'p':
      return set({ held: !value.held })
    case 'm':
      return activePhone()?.querySelector<HTMLElement>('[data-bar-toggle]')?.click()
    case 'b':
      return inPhones()
        ? focusSoon('.row[aria-selected=true]')
        : document.querySelector<HTMLElement>('[data-show-bubble]')?.click()
    case 'r':
    case 'e':
    case 'u':
    case 'c':
    case 't':
    case '.':
      return run(event, () => clickKey(event.key.toLowerCase()))
    case ' ':
      // A button that has the focus is pressed by it, as everywhere.
      if (!isButton(event.target)) run(event, () => clickKey('Space'))
      return
    case 'q':
      return run(event, () => scan(set))
  }
}

/** The button that a letter stands for, where it is on screen. */
function clickKey(key: string): void {
  document.querySelector<HTMLElement>(`button[data-key="${key}"]`)?.click()
}

function run(event: KeyboardEvent, action: () => void): void {
  event.preventDefault()
  action()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  )
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, summary, audio, video')
}

/** Whatever lies below a dialog is out of reach for keys, too. */
function isInDialog(): boolean {
  return document.querySelector('dialog[open]') !== null
}

/** 扫一扫 on the phone in use. */
function scan(set: SimWindow['set']): void {
  const openid = activePhone()?.dataset['openid']
  if (openid !== undefined) set({ side: 'phone', wantedScan: openid })
}

function inPhones(): boolean {
  return Boolean(document.activeElement?.closest('.phones'))
}

function activePhone(): HTMLElement | null {
  return (
    document.activeElement?.closest<HTMLElement>('.phone') ?? document.querySelector<HTMLElement>('.phone')
  )
}

function focusComposer(index: number, set: SimWindow['set']): void {
  const phone = [...document.querySelectorAll<HTMLElement>('.phone')].at(index)
  const openid = phone?.dataset['openid']
  if (!phone || !openid) return
  set({ side: 'phone' })
  if (!phone.querySelector('[data-composer]')) phone.querySelector<HTMLElement>('[data-bar-toggle]')?.click()
  focusSoon(`.phone[data-openid="${CSS.escape(openid)}"] [data-composer]`)
}

function focusSoon(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus())
}

function nextArea(step: 1 | -1): void {
  const areas = AREAS.flatMap((name) => [
    ...document.querySelectorAll<HTMLElement>(`[data-area=${name}]`),
  ]).filter((area) => area.offsetParent !== null || area.getClientRects().length > 0)
  const at = areas.findIndex((area) => area.contains(document.activeElement))
  const area = areas.at((at + step + areas.length) % areas.length)
  area?.querySelector<HTMLElement>('button:not([disabled]), [tabindex="0"], input, textarea')?.focus()
}
