import { type ReactNode, useEffect, useRef } from 'react'
import type { PhoneScope } from '../phone-context.ts'

/** Shows a sheet and waits for what the person chooses; null when they close it. */
export function ask<T>(
  cover: PhoneScope['cover'],
  draw: (pick: (value: T) => void) => ReactNode,
): Promise<T | null> {
  return new Promise((resolve) => cover(<Asked onGone={() => resolve(null)}>{draw(resolve)}</Asked>))
}

function Asked({ onGone, children }: { onGone: () => void; children: ReactNode }) {
  const isThere = useRef(false)
  const gone = useRef(onGone)
  useEffect(() => {
    const tell = gone.current
    isThere.current = true
    return () => {
      isThere.current = false
      // A choice is told first, and React may only be trying whether effects can be repeated.
      setTimeout(() => {
        if (!isThere.current) tell()
      })
    }
  }, [])
  return children
}
