import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Gives the focus to a row, as soon as it is drawn. */
export function useFocus(list: RefObject<HTMLElement | null>): (id: number) => void {
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

/** Whether keys go to this list: a row that was scrolled away leaves them to the page. */
export function hasKeys(list: HTMLElement | null): boolean {
  const { activeElement, body } = document
  return activeElement === body || list?.contains(activeElement) === true
}
