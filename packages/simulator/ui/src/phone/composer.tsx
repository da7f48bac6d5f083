import { useRef, useState } from 'react'
import { useView, useWindow } from '../view/window.ts'
import { FacePanel } from './face-panel.tsx'
import { MenuBar } from './menu-bar.tsx'
import { MenuStrip } from './menu-strip.tsx'
import { MorePanel } from './more-panel.tsx'
import { usePhone } from './phone-context.ts'
import { type Drawer, TextBar } from './text-bar.tsx'
import { useSeenMenu } from './use-seen-menu.ts'

/** The bottom of the chat: the account's menu or the keyboard, and what opens beneath it. */
export function Composer() {
  const { fan, send } = usePhone()
  const { set, view } = useWindow()
  const chosen = useView((value) => value.bars[fan.openid])
  const [draft, setDraft] = useState('')
  const [drawer, setDrawer] = useState<Drawer>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const menu = useSeenMenu()
  const bar = menu.buttons ? (chosen ?? 'menu') : 'text'

  function toggleBar(): void {
    const next = bar === 'menu' ? 'text' : 'menu'
    setDrawer(null)
    set({ bars: { ...view.get().bars, [fan.openid]: next } })
    if (next === 'text') requestAnimationFrame(() => field.current?.focus())
  }

  /** Puts it where the caret is, and the caret behind it. */
  function insert(text: string): void {
    const at = field.current?.selectionStart ?? draft.length
    const to = field.current?.selectionEnd ?? at
    setDraft(draft.slice(0, at) + text + draft.slice(to))
    requestAnimationFrame(() => field.current?.setSelectionRange(at + text.length, at + text.length))
  }

  function submit(): void {
    if (draft.trim() === '') return
    setDraft('')
    void send({ type: 'text', content: draft })
  }

  // Another menu is another bar, with nothing open.
  if (menu.buttons && bar === 'menu')
    return (
      <>
        <MenuStrip menu={menu} />
        <MenuBar key={menu.key} buttons={menu.buttons} onToggle={toggleBar} />
      </>
    )
  return (
    <>
      <MenuStrip menu={menu} />
      <TextBar
        ref={field}
        draft={draft}
        drawer={drawer}
        onDraft={setDraft}
        onDrawer={(wanted) => setDrawer(drawer === wanted ? null : wanted)}
        onSubmit={submit}
        onToggle={menu.buttons ? toggleBar : null}
      />
      {drawer === 'faces' && <FacePanel onPick={insert} />}
      {drawer === 'more' && <MorePanel />}
    </>
  )
}
