import { type Clock, systemClock } from '../clock.ts'
import { createBatch } from './batch.ts'
import { checkTtl, type Store } from './store.ts'

/** What is asked of a driver. `DatabaseSync` of `node:sqlite` and better-sqlite3 have it. */
export interface SqliteDatabase {
  exec(sql: string): unknown
  prepare(sql: string): SqliteStatement
}

export interface SqliteStatement {
  get(...params: (string | number)[]): unknown
  run(...params: (string | number)[]): { changes: number | bigint }
  all(...params: (string | number)[]): unknown[]
}

export interface SqliteStoreOptions {
  /** Default: the machine's, which is the one that all processes on it share. */
  clock?: Clock | undefined
}

/** How long a process waits for another one's write, by blocking. Writes take less than a millisecond. */
const BUSY_MS = 5000
/** After so many writes, twice as many entries are looked at, and the ended ones cleared away: the next in their order. */
const SWEEP_EVERY = 256

const SCHEMA = `
  PRAGMA busy_timeout = ${BUSY_MS};
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS yingwu_store (
    key TEXT PRIMARY KEY, value TEXT NOT NULL, ends_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`
const PUT = `INSERT INTO yingwu_store (key, value, ends_at) VALUES (?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, ends_at = excluded.ends_at`

/**
 * Keeps everything in an SQLite database, in the table `yingwu_store`, which it makes. For the processes of one
 * machine. The database is switched to WAL. It holds credentials: keep the file from others (mode 0600).
 *
 * @example sqliteStore(new DatabaseSync('data/yingwu.db'))
 */
export function sqliteStore(
  database: SqliteDatabase,
  { clock = systemClock }: SqliteStoreOptions = {},
): Store {
  database.exec(SCHEMA)
  const get = database.prepare('SELECT value, ends_at FROM yingwu_store WHERE key = ? AND ends_at > ?')
  const put = database.prepare(PUT)
  const putAbsent = database.prepare(`${PUT} WHERE ends_at <= ?`)
  const putOver = database.prepare(
    'UPDATE yingwu_store SET value = ?, ends_at = ? WHERE key = ? AND value = ? AND ends_at > ?',
  )
  const remove = database.prepare('DELETE FROM yingwu_store WHERE key = ? AND ends_at > ?')
  const removeIf = database.prepare('DELETE FROM yingwu_store WHERE key = ? AND ends_at > ? AND value = ?')
  const list = database.prepare(
    'SELECT key FROM yingwu_store WHERE substr(key, 1, length(?1)) = ?1 AND key >= ?1 AND ends_at > ?2',
  )
  const lastOf = database.prepare(
    `SELECT max(key) AS key FROM (SELECT key FROM yingwu_store WHERE key > ? ORDER BY key LIMIT ${2 * SWEEP_EVERY})`,
  )
  const clear = database.prepare('DELETE FROM yingwu_store WHERE key > ? AND key <= ? AND ends_at <= ?')
  const batch = createBatch(database)
  let writes = 0
  let sweptTo = ''

  /** An index by end would tell all ended ones at once, and cost every write as much as the write itself. */
  function sweep(now: number): void {
    const last = lastOf.get(sweptTo)
    const key = hasKey(last) ? last.key : ''
    if (key !== '') clear.run(sweptTo, key, now)
    sweptTo = key
  }

  return {
    async get(key) {
      const now = clock.now()
      const row = get.get(key, now)
      return isRow(row) ? { value: row.value, ttlMs: row.ends_at - now } : undefined
    },
    async put(key, value, options) {
      checkTtl(options)
      const { ttlMs, if: condition } = options
      return await batch(() => {
        const now = clock.now()
        writes += 1
        if (writes % SWEEP_EVERY === 0) sweep(now)
        const { changes } =
          condition === undefined
            ? put.run(key, value, now + ttlMs)
            : condition === 'absent'
              ? putAbsent.run(key, value, now + ttlMs, now)
              : putOver.run(value, now + ttlMs, key, condition.value, now)
        return Number(changes) === 1
      })
    },
    async delete(key, options) {
      return await batch(() => {
        const now = clock.now()
        const { changes } = options?.if ? removeIf.run(key, now, options.if.value) : remove.run(key, now)
        return Number(changes) === 1
      })
    },
    async list(prefix) {
      return list
        .all(prefix, clock.now())
        .filter(hasKey)
        .map(({ key }) => key)
    },
  }
}

function hasKey(row: unknown): row is { key: string } {
  return typeof row === 'object' && row !== null && 'key' in row && typeof row.key === 'string'
}

function isRow(row: unknown): row is { value: string; ends_at: number } {
  return typeof row === 'object' && row !== null && 'value' in row && 'ends_at' in row
}
