import { useCallback, useEffect, useRef, useState } from 'react'
import type { Push, PushRow } from '../../../src/control/types.ts'
import { api } from '../api/api.ts'

interface Answer {
  id: number
  push?: Push
  error?: Error
}

/**
 * All of a push, read again whenever its row changes. undefined until the first answer; where the newest push is followed,
 * the one before stays until the next is there.
 */
export function usePush(
  row: PushRow | undefined,
  follows: boolean,
): { push: Push | undefined; error: Error | undefined; reload: () => void } {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const asked = useRef(0)
  const answered = useRef(0)
  const id = row?.id

  const ask = useCallback(() => {
    if (id === undefined) return
    const turn = ++asked.current
    // Answers may overtake one another.
    const take = (next: Answer) => {
      if (turn < answered.current) return
      answered.current = turn
      setAnswer(next)
    }
    api.push(id).then(
      (push) => take({ id, push }),
      (cause: unknown) => take({ id, error: cause instanceof Error ? cause : new Error(String(cause)) }),
    )
  }, [id])

  // The row is the question, too: it is another object when the push has grown.
  useEffect(() => {
    if (row) ask()
  }, [row, ask])

  const isCurrent = answer !== null && (follows || answer.id === id)
  return {
    push: isCurrent ? answer.push : undefined,
    error: isCurrent ? answer.error : undefined,
    reload: ask,
  }
}
