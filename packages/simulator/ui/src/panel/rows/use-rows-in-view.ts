import { type RefObject, useEffect, useState } from 'react'

/** Height of a row. All rows are alike, which is what makes this so short. */
export const ROW = 57
/** Rows drawn beyond the edges, so that scrolling shows no gaps. */
const BEYOND = 8

/** Which rows of a long list are on screen. */
export function useRowsInView(
  list: RefObject<HTMLDivElement | null>,
  count: number,
): { first: number; last: number } {
  const [view, setView] = useState({ top: 0, height: 900 })

  useEffect(() => {
    const box = list.current
    if (!box) return undefined
    const look = () => setView({ top: box.scrollTop, height: box.clientHeight })
    const watcher = new ResizeObserver(look)
    watcher.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      watcher.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [list])

  return {
    first: Math.max(0, Math.floor(view.top / ROW) - BEYOND),
    last: Math.min(count - 1, Math.ceil((view.top + view.height) / ROW) + BEYOND),
  }
}
