import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { hasKeys } from './use-focus.ts'
import { ROW } from './use-rows-in-view.ts'

/**
 * The oldest rows may not be here when somebody presses End. The list then goes to the end of what is there, which asks for
 * more, until there are no more, and selects the last. Gives the way to begin, and to stay where one is.
 */
export function useSeekEnd(
  list: RefObject<HTMLElement | null>,
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
