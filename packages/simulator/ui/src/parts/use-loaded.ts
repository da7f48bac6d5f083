import { useCallback, useEffect, useState } from 'react'

export interface Loaded<T> {
  /** undefined until the first answer, and again once the question changes. */
  value: T | undefined
  error: Error | undefined
  reload: () => void
}

interface Answer<A, T> {
  argument: A
  value?: T
  error?: Error
}

/**
 * What the simulator answers to a question: a function of the control API and its argument. `everyMs` asks again and
 * again, keeping the old answer meanwhile.
 */
export function useLoaded<A, T>(load: (argument: A) => Promise<T>, argument: A, everyMs?: number): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<A, T> | null>(null)

  const ask = useCallback(() => {
    load(argument).then(
      (value) => setAnswer({ argument, value }),
      (cause: unknown) =>
        setAnswer({ argument, error: cause instanceof Error ? cause : new Error(String(cause)) }),
    )
  }, [load, argument])

  useEffect(() => {
    ask()
    if (everyMs === undefined) return undefined
    const timer = setInterval(ask, everyMs)
    return () => clearInterval(timer)
  }, [ask, everyMs])

  const isCurrent = answer !== null && answer.argument === argument
  return {
    value: isCurrent ? answer.value : undefined,
    error: isCurrent ? answer.error : undefined,
    reload: ask,
  }
}
