import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { countNewer, type Rows } from '../../api/rows.ts'
import { ROW } from './use-rows-in-view.ts'

/**
 * Once the reader has scrolled away, new rows on top do not move what is being read.
 * Gives how many came since, and the way to forget them.
 */
export function useStandStill(rows: Rows<{ id: number }>, list: RefObject<HTMLDivElement | null>) {
  const top = rows.segments[0]?.[0]?.id ?? 0
  const newest = useRef(top)
  const [unseen, setUnseen] = useState(0)
  // Asking the list itself would lay it out once more for every new row.
  const isAtTop = useRef(true)

  useLayoutEffect(() => {
    const added = countNewer(rows, newest.current)
    newest.current = top
    const box = list.current
    // Not one row of before is left: another list.
    if (!box || added === 0 || added === rows.count || isAtTop.current) return
    box.scrollBy(0, added * ROW)
    setUnseen((before) => before + added)
  }, [rows, top, list])

  useEffect(() => {
    const box = list.current
    const onScroll = () => {
      isAtTop.current = box?.scrollTop === 0
      if (isAtTop.current) setUnseen(0)
    }
    box?.addEventListener('scroll', onScroll, { passive: true })
    return () => box?.removeEventListener('scroll', onScroll)
  }, [list])

  return [unseen, setUnseen] as const
}
