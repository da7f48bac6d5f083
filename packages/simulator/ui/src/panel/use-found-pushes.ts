import { useEffect, useState } from 'react'
import { api } from '../api/api.ts'
import { useWindow } from '../view/window.ts'

/** What has come since is looked through so often. */
const AGAIN_MS = 1000
/** Nobody reads what is found between two keys. */
const TYPING_MS = 150

/** Pushes in whose content the simulator has found a text; none while nothing is looked for. */
export function useFoundPushes(text: string): ReadonlySet<number> {
  const { sim } = useWindow()
  const [answer, setAnswer] = useState({ text: '', ids: NOBODY })

  useEffect(() => {
    if (text === '') return undefined
    let isWanted = true
    let searched = 0
    let isAsking = false

    async function ask(): Promise<void> {
      const newest = sim.store.get().pushes?.segments[0]?.[0]?.id ?? 0
      if (isAsking || newest <= searched) return
      isAsking = true
      try {
        const { ids } = await api.foundPushes(text, searched)
        if (!isWanted) return
        searched = newest
        setAnswer((known) => {
          if (known.text !== text) return { text, ids: new Set(ids) }
          return ids.every((id) => known.ids.has(id)) ? known : { text, ids: new Set([...known.ids, ...ids]) }
        })
      } catch {
        // Rows still tell what they know, and the next turn asks again.
      } finally {
        isAsking = false
      }
    }

    const first = setTimeout(() => void ask(), TYPING_MS)
    const timer = setInterval(() => void ask(), AGAIN_MS)
    return () => {
      isWanted = false
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [sim, text])

  return answer.text === text ? answer.ids : NOBODY
}

const NOBODY: ReadonlySet<number> = new Set()
