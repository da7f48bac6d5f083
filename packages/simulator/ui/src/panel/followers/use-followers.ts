import { useEffect, useMemo, useRef, useState } from 'react'
import type { Fan } from '../../../../src/control/types.ts'
import { type FollowerState, followersApi } from '../../api/followers-api.ts'
import { useSim } from '../../view/window.ts'

export interface Followers {
  total: number
  found: number
  tags: ReadonlyMap<number, string>
  /** By number of the page: those that are on screen. */
  pages: ReadonlyMap<number, readonly Fan[]>
}

interface Asked {
  appid: string
  text: string
  state: FollowerState
}

export const PAGE = 100
/** What happens to people is looked at again after so many ms. */
const CALM_MS = 700

/** The pages of the list that are on screen, read from the simulator and kept up to date. */
export function useFollowers(
  { appid, text, state }: Asked,
  firstPage: number,
  lastPage: number,
): { followers: Followers | undefined; error: Error | undefined; reload: () => void } {
  const key = `${appid} ${state} ${text}`
  const turn = useCalm(useSim(({ fanTurn }) => fanTurn))
  const [retries, setRetries] = useState(0)
  const [answer, setAnswer] = useState<{ key: string; followers: Followers } | null>(null)
  const [error, setError] = useState<Error | undefined>()

  const question = useMemo(
    () => ({ appid, text, state, firstPage, lastPage, turn, retries }),
    [appid, text, state, firstPage, lastPage, turn, retries],
  )

  useEffect(() => {
    let isWanted = true

    async function read(): Promise<void> {
      const { firstPage: from, lastPage: to, ...asked } = question
      const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      const pending = numbers.map((page) => followersApi.list({ ...asked, offset: page * PAGE, limit: PAGE }))
      const answers = await Promise.all(pending)
      const [first] = answers
      if (!isWanted || !first) return
      const { total, found } = first
      const tags = new Map(first.tags.map(({ id, name }) => [id, name]))
      const pages = new Map(answers.map(({ fans }, index) => [from + index, fans]))
      setError(undefined)
      setAnswer({ key, followers: { total, found, tags, pages } })
    }

    read().catch((cause: unknown) => {
      if (isWanted) setError(cause instanceof Error ? cause : new Error(String(cause)))
    })
    return () => {
      isWanted = false
    }
  }, [key, question])

  return {
    followers: answer?.key === key ? answer.followers : undefined,
    error,
    reload: () => setRetries(retries + 1),
  }
}

/** A value that changes by the thousand, looked at now and then. */
function useCalm(value: number): number {
  const latest = useRef(value)
  const [calm, setCalm] = useState(value)
  useEffect(() => {
    latest.current = value
  }, [value])
  useEffect(() => {
    const timer = setInterval(() => setCalm(latest.current), CALM_MS)
    return () => clearInterval(timer)
  }, [])
  return calm
}
