import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

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
 * again, keeping the old answer meanwhile; so does another `turn`.
 */
export function useLoaded<A, T>(
  load: (argument: A) => Promise<T>,
  argument: A,
  everyMs?: number,
  turn = 0,
): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<A, T> | null>(null)
  const asked = useRef(0)
  const answered = useRef(0)
  const question = useMemo(() => ({ load, argument, turn }), [load, argument, turn])

  const ask = useCallback(() => {
    const { load, argument } = question
    asked.current += 1
    const number = asked.current
    // Answers may overtake one another; the newest question counts.
    const take = (taken: Answer<A, T>) => {
      if (number < answered.current) return
      answered.current = number
      setAnswer(taken)
    }
    load(argument).then(
      (value) => take({ argument, value }),
      (cause: unknown) =>
        take({ argument, error: cause instanceof Error ? cause : new Error(String(cause)) }),
    )
  }, [question])

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
