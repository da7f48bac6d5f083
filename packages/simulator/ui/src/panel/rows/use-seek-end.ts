import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { ROW } from './use-rows-in-view.ts'

type List = RefObject<HTMLDivElement | null>

/** Gives the focus to a row, as soon as it is drawn. */
export function useFocus(list: List): (id: number) => void {
  const wanted = useRef<number | null>(null)

  function focus(id: number): void {
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)
    wanted.current = row ? null : id
    row?.focus()
  }

  useLayoutEffect(() => {
    if (wanted.current !== null && hasKeys(list.current)) focus(wanted.current)
  })
  return focus
}

/**
 * The oldest rows may not be here when somebody presses End. The list then goes to the end of what is there, which asks for
 * more, until there are no more, and selects the last. Gives the way to begin, and to stay where one is.
 */
export function useSeekEnd(
  list: List,
  count: number,
  more: boolean,
  select: (index: number) => void,
): (seeks: boolean) => void {
  const isSeeking = useRef(false)

  const goOn = useEffectEvent((last: number, isWhole: boolean) => {
    // Who does something else meanwhile is not pulled back.
    isSeeking.current &&= hasKeys(list.current)
    if (!isSeeking.current) return
    isSeeking.current = !isWhole
    if (isWhole) select(last)
    else list.current?.scrollTo({ top: (last + 1) * ROW })
  })

  useEffect(() => goOn(count - 1, !more), [count, more])
  return (seeks) => {
    isSeeking.current = seeks && more
  }
}

/** Whether keys go to this list: a row that was scrolled away leaves them to the page. */
function hasKeys(list: HTMLElement | null): boolean {
  const { activeElement, body } = document
  return activeElement === body || list?.contains(activeElement) === true
}
