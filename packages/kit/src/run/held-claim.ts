/** A claim in a store, as its holder has it: every write names the value before it, so that only the holder's counts. */
import type { Store } from '../stores/store.ts'
import type { Claim } from './claims.ts'
import { type RunRecord, type RunState, toRecord } from './record.ts'

export interface HeldClaim extends Claim {
  /** Writes the record again, so that it lives on. */
  renew(): Promise<void>
}

export interface ClaimOptions {
  store: Store
  runKey: string
  lateKey: string
  /** Of the message. */
  key: string
  record: RunRecord
  /** The record as it stands in the store. */
  value: string
  /** Carries out a write; `inStead` where the store fails. */
  attempt: <T>(act: () => Promise<T>, inStead: () => T | Promise<T>) => Promise<T>
  isAsked: Claim['isAsked']
  /** What is handled while the store fails. */
  remember: (record: RunRecord) => void
  /** Nothing is held any more. */
  onEnd: (claim: HeldClaim) => void
}

/** A record lives so long after it was written. How much of that is gone tells when that was, by the store's own clock. */
const LIFE_MS = {
  running: 600_000,
  /** Longer than the time in which an answer may still be pushed. */
  closed: 49 * 3600_000,
  /** WeChat's deliveries span 15 s. */
  done: 120_000,
} as const satisfies Record<RunState, number>

export function lifeOf({ state }: Pick<RunRecord, 'state'>): number {
  return LIFE_MS[state]
}

export function holdClaim(options: ClaimOptions): HeldClaim {
  const { store, runKey, lateKey, key, attempt, isAsked, remember, onEnd } = options
  let { record, value } = options
  const isTakenOver = record.attempt > 1
  let isKept = record.state === 'closed'
  let isOver = false
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: each write names the value before it. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = last.then(act, act)
    last = next.catch(() => {})
    return next
  }

  async function replace(next: RunRecord): Promise<boolean> {
    if (isOver) return false
    const text = next === record ? value : JSON.stringify(next)
    // Only a renewal writes the same again.
    if (next !== record && text === value) return true
    const isOurs = await store.put(runKey, text, { ttlMs: lifeOf(next), if: { value } })
    if (isOurs) {
      record = next
      value = text
    } else lose()
    return isOurs
  }

  function lose() {
    if (isOver) return
    isOver = true
    onEnd(claim)
    claim.onLost()
  }

  const claim: HeldClaim = {
    attempt: record.attempt,
    before: { answer: record.answer, left: record.left },
    onLost: () => {},
    write: (progress) =>
      inTurn(async () => {
        const { owner, attempt: number } = record
        const next: RunRecord = { owner, attempt: number, ...progress }
        const isOurs = await attempt(
          () => replace(next),
          () => {
            remember(next)
            return true
          },
        )
        if (isOurs && progress.state === 'done') onEnd(claim)
        return isOurs
      }),
    async keepMessage(message) {
      if (isKept) return
      const text = JSON.stringify({ key, message })
      const put = () => store.put(lateKey, text, { ttlMs: LIFE_MS.closed })
      isKept = await attempt(put, () => false)
    },
    async end() {
      onEnd(claim)
      // After a take-over: the one before may have died before it could say so.
      if (!isKept && !isTakenOver) return
      await attempt(
        () => store.delete(lateKey),
        () => false,
      )
    },
    isAsked,
    release: () =>
      inTurn(async () => {
        onEnd(claim)
        const next = toRecord(value)
        if (next && !isOver && next.state !== 'done') {
          await attempt(
            () => replace({ ...next, owner: '' }),
            () => false,
          )
        }
        isOver = true
      }),
    renew: () =>
      inTurn(async () => {
        if (isOver || record.state === 'done') return
        await replace(record).catch(() => {})
      }),
  }
  return claim
}
