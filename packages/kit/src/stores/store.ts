/** What processes share: tokens and tickets, each under its key for a while. */
import { ConfigError } from '../errors.ts'

/**
 * A small shared memory: texts under keys, each with an end. Made by {@link memoryStore}, {@link fileStore},
 * {@link sqliteStore}, {@link postgresStore} or {@link redisStore}; one of your own keeps these promises:
 *
 * - **Atomic.** `put` and `delete` look at the old value and act in one step. Of any number of processes that put
 *   with `if: 'absent'` at once, exactly one succeeds.
 * - **In order.** Who reads after a `put` was answered sees it, or what came later; in every process.
 * - **Whole.** A process that dies in mid-write leaves the old value or the new one.
 * - **Ends by itself.** An entry is absent once its time is over, by the store's own clock, never by that of the
 *   caller: processes whose clocks disagree agree on it. Nothing has to run in the background.
 *
 * It rejects when it cannot be reached, and then says nothing about whether a write was carried out.
 *
 * A value is its own version: compare-and-set names the old value. For a lease that is the holder's id, for a token
 * the token, for a session its text.
 *
 * Values may be credentials. Whoever can read the store can act as the account: guard it like the AppSecret.
 */
export interface Store {
  get(key: string): Promise<Entry | undefined>
  /** Stores a value; the answer tells whether `if` held. */
  put(key: string, value: string, options: PutOptions): Promise<boolean>
  /** Takes an entry away; the answer tells whether there was one, and `if` held. */
  delete(key: string, options?: DeleteOptions): Promise<boolean>
  /**
   * The keys that begin so, in any order; entries that come and go meanwhile may be missing. For looking after what a
   * dead process left behind, every few seconds: it may look at all entries.
   */
  list(prefix: string): Promise<string[]>
}

export interface Entry {
  value: string
  /** Milliseconds it still lives, more than 0. A duration, because the store's clock need not be ours. */
  ttlMs: number
}

export interface PutOptions {
  /** Milliseconds until the entry ends: a whole number from 1 to a hundred years. */
  ttlMs: number
  /** Only if there is no entry (`'absent'`), or if its value is this one. */
  if?: 'absent' | { value: string } | undefined
}

export interface DeleteOptions {
  /** Only if its value is this one. */
  if?: { value: string } | undefined
}

const LONGEST_MS = 100 * 365 * 24 * 3600_000

/** @throws ConfigError for a time that not every store can keep */
export function checkTtl({ ttlMs }: PutOptions): void {
  if (Number.isInteger(ttlMs) && ttlMs >= 1 && ttlMs <= LONGEST_MS) return
  throw new ConfigError({
    zh: `ttlMs 必须是 1 到 ${LONGEST_MS} 的整数（毫秒），得到 ${ttlMs}`,
    en: `ttlMs must be a whole number of milliseconds from 1 to ${LONGEST_MS}, not ${ttlMs}`,
  })
}
