import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Push } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useSim, useWindow } from '../view/window.ts'
import { Scale } from './lane.tsx'
import { PushRow } from './push-row.tsx'
import { ROW, useRowsInView } from './use-rows-in-view.ts'

/** A virtual list: 50,000 rows cost what fits on the screen. */
export function PushList({
  rows,
  narrowed,
  fresh,
  shownId,
}: {
  rows: readonly Push[]
  narrowed: boolean
  /** What came since the log was held. */
  fresh: number
  shownId: number | null
}) {
  const t = useT()
  const { sim, set, fail } = useWindow()
  const more = useSim((state) => state.morePushes)
  const list = useRef<HTMLDivElement>(null)
  const { first, last } = useRowsInView(list, rows.length)
  const [unseen, setUnseen] = useStandStill(rows, list)
  const waiting = fresh + unseen

  useEffect(() => {
    if (more && last >= rows.length - 20) sim.loadMorePushes().catch(fail)
  }, [sim, fail, more, last, rows.length])

  function select(index: number): void {
    const push = rows[index]
    const box = list.current
    if (!push || !box) return
    set({ selectedPush: push.id })
    if (index * ROW < box.scrollTop) box.scrollTop = index * ROW
    if ((index + 1) * ROW > box.scrollTop + box.clientHeight)
      box.scrollTop = (index + 1) * ROW - box.clientHeight
    requestAnimationFrame(() => box.querySelector<HTMLElement>(`[data-push="${push.id}"]`)?.focus())
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = rows.findIndex((push) => push.id === shownId)
    const targets: { [key: string]: number } = {
      ArrowDown: Math.min(at + 1, rows.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: rows.length - 1,
    }
    const target = targets[event.key]
    if (event.key === 'Enter') document.querySelector<HTMLElement>('.detail')?.focus()
    else if (target === undefined) return
    else select(target)
    event.preventDefault()
  }

  function showNew(): void {
    set({ held: false })
    setUnseen(0)
    list.current?.scrollTo({ top: 0 })
  }

  return (
    <>
      <div className="lanehead">
        <span>{t(narrowed ? 'listFound' : more ? 'listMore' : 'listHead', { count: rows.length })}</span>
        <Scale marks={[0, 2.5, 5]} />
      </div>
      <div className="listbox">
        {waiting > 0 && (
          <button type="button" className="newpill" data-testid="new-pushes" onClick={showNew}>
            {t('newPushes', { count: waiting })}
          </button>
        )}
        <div
          ref={list}
          className="list"
          role="listbox"
          tabIndex={-1}
          aria-label={t('pushLog')}
          onKeyDown={onKeyDown}
        >
          <div className="rows" style={{ height: rows.length * ROW }}>
            {rows.slice(first, last + 1).map((push, index) => (
              <PushRow
                key={push.id}
                push={push}
                position={first + index + 1}
                total={rows.length}
                selected={push.id === shownId}
              />
            ))}
          </div>
        </div>
      </div>
    </>
  )
}

/**
 * Once the reader has scrolled away, new rows on top do not move what is being read.
 * Gives how many came since, and the way to forget them.
 */
function useStandStill(rows: readonly Push[], list: React.RefObject<HTMLDivElement | null>) {
  const newest = useRef(rows[0]?.id ?? 0)
  const [unseen, setUnseen] = useState(0)

  useLayoutEffect(() => {
    const added = rows.findIndex((push) => push.id <= newest.current)
    newest.current = rows[0]?.id ?? 0
    const box = list.current
    if (!box || added <= 0 || box.scrollTop === 0) return
    box.scrollBy(0, added * ROW)
    setUnseen((before) => before + added)
  }, [rows, list])

  useEffect(() => {
    const box = list.current
    const onScroll = () => box?.scrollTop === 0 && setUnseen(0)
    box?.addEventListener('scroll', onScroll, { passive: true })
    return () => box?.removeEventListener('scroll', onScroll)
  }, [list])

  return [unseen, setUnseen] as const
}
