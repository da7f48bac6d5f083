/** One at a time for each key: in this process in order of arrival, among processes by a lease. */
import type { Clock } from '../clock.ts'
import { HandlerError } from '../bot/handler-error.ts'
import type { Random } from '../random.ts'
import { type Lease, takeLease } from './lease.ts'
import type { Store } from './store.ts'

export interface Turns {
  /**
   * Waits for the turn. Who has it already (the same `owner`) gets it once more, and everybody else has to wait until
   * each of its turns is released.
   *
   * @throws HandlerError after two minutes in vain
   */
  take(owner: object, key: string): Promise<Turn>
}

export interface Turn {
  release(): Promise<void>
}

export interface TurnsOptions {
  clock: Clock
  random: Random
}

/** Until a process that died in its turn is taken to be dead. */
const LEASE_MS = 10_000
/** How often another process's turn is looked at. */
const LOOK_MS = 50
/** Nobody waits longer for a handler that hangs. */
const LONGEST_WAIT_MS = 120_000

interface Held {
  uses: number
  lease: Promise<Lease>
  leave: () => void
}

interface Queues {
  /** Resolves when the last one in line has left. */
  tails: Map<string, Promise<void>>
  held: WeakMap<object, Map<string, Held>>
}

/** One set of queues for each store, whoever uses it: a session and a conversation share a follower's turn. */
const queuesOf = new WeakMap<Store, Queues>()

export function createTurns(store: Store, { clock, random }: TurnsOptions): Turns {
  const queues = queuesOf.get(store) ?? { tails: new Map(), held: new WeakMap() }
  queuesOf.set(store, queues)
  const { tails, held } = queues

  /** Stands in line; answers how to leave it. */
  function enqueue(key: string): { before: Promise<void>; leave: () => void } {
    const before = tails.get(key) ?? Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    const tail = before.then(() => promise)
    tails.set(key, tail)
    return {
      before,
      leave() {
        resolve()
        if (tails.get(key) === tail) tails.delete(key)
      },
    }
  }

  async function waitFor(before: Promise<void>, key: string): Promise<Lease> {
    const giveUpAt = clock.now() + LONGEST_WAIT_MS
    let cancel = () => {}
    const tooLate = new Promise<'late'>((resolve) => {
      cancel = clock.setTimeout(() => resolve('late'), LONGEST_WAIT_MS)
    })
    try {
      if ((await Promise.race([before, tooLate])) === 'late') throw waitedTooLong()
      for (;;) {
        const lease = await takeLease(store, `turn:${key}`, { clock, random, ttlMs: LEASE_MS })
        if (lease !== undefined) return lease
        if (clock.now() >= giveUpAt) throw waitedTooLong()
        await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_MS))
      }
    } finally {
      cancel()
    }
  }

  return {
    async take(owner, key) {
      const mine = held.get(owner) ?? new Map<string, Held>()
      held.set(owner, mine)
      let turn = mine.get(key)
      if (turn === undefined) {
        const { before, leave } = enqueue(key)
        turn = { uses: 0, lease: waitFor(before, key), leave }
        mine.set(key, turn)
      }
      const taken = turn
      taken.uses += 1
      const release = async (): Promise<void> => {
        taken.uses -= 1
        if (taken.uses > 0) return
        mine.delete(key)
        const lease = await taken.lease.catch(() => undefined)
        // A lease that cannot be given back ends by itself.
        await lease?.release().catch(() => {})
        taken.leave()
      }
      try {
        await taken.lease
      } catch (error) {
        await release()
        throw error
      }
      return { release }
    },
  }
}

function waitedTooLong(): HandlerError {
  return new HandlerError({
    zh: `这位用户的上一条消息处理了 ${LONGEST_WAIT_MS / 1000} 秒还没有结束，不再等它。请检查是否有不会结束的处理函数`,
    en: `An earlier message of this follower has been in its handler for ${LONGEST_WAIT_MS / 1000} s; no longer waiting. Look for a handler that does not end`,
  })
}
