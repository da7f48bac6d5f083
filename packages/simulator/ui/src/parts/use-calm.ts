import { useEffect, useRef, useState } from 'react'

/** A value that may change many times a second, looked at again after so many ms at the earliest. */
export function useCalm<T>(value: T, ms: number): T {
  const [calm, setCalm] = useState(value)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  const latest = useRef(value)

  useEffect(() => {
    latest.current = value
  }, [value])

  const isBehind = !Object.is(value, calm)
  useEffect(() => {
    if (!isBehind) return undefined
    const take = () => {
      changedAt.current = performance.now()
      setCalm(latest.current)
    }
    const timer = setTimeout(take, Math.max(0, changedAt.current + ms - performance.now()))
    return () => clearTimeout(timer)
  }, [isBehind, ms])

  return calm
}
