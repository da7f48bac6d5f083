import { checkTtl, type Store } from './store.ts'

/** What is asked of a driver. A `Pool` or a `Client` of pg has it. */
export interface PostgresPool {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>
}

/** Every so many writes the ended entries are cleared away. */
const SWEEP_EVERY = 256
/** `now()` stands still within a transaction; this one is the time. */
const NOW = 'clock_timestamp()'
const END = `${NOW} + $2 * interval '1 millisecond'`

/** The lock, because two processes that create a table at once collide in the catalogue in spite of IF NOT EXISTS. */
const SCHEMA = `
  SELECT pg_advisory_xact_lock(hashtext('yingwu_store'));
  CREATE TABLE IF NOT EXISTS yingwu_store (
    key text PRIMARY KEY, value text NOT NULL, ends_at timestamptz NOT NULL
  );
  CREATE INDEX IF NOT EXISTS yingwu_store_ends_at ON yingwu_store (ends_at);`
const GET = `SELECT value, extract(epoch FROM ends_at - ${NOW})::float8 * 1000 AS ttl
  FROM yingwu_store WHERE key = $1 AND ends_at > ${NOW}`
const PUT = `INSERT INTO yingwu_store AS old (key, value, ends_at) VALUES ($1, $3, ${END})
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, ends_at = excluded.ends_at`
const PUT_ABSENT = `${PUT} WHERE old.ends_at <= ${NOW}`
const PUT_OVER = `UPDATE yingwu_store SET value = $3, ends_at = ${END}
  WHERE key = $1 AND value = $4 AND ends_at > ${NOW}`
const DELETE = `DELETE FROM yingwu_store WHERE key = $1 AND ends_at > ${NOW}`
const LIST = `SELECT key FROM yingwu_store WHERE starts_with(key, $1) AND ends_at > ${NOW}`
const SWEEP = `DELETE FROM yingwu_store WHERE ends_at <= ${NOW}`
const UNDEFINED_TABLE = '42P01'

/**
 * Keeps everything in PostgreSQL (13 or newer), in the table `yingwu_store`, which it makes when it is missing; ends
 * go by the server's clock. For processes on several machines. Values cannot hold the character U+0000; JSON never
 * does. The table holds credentials: who may read it can act as the account.
 *
 * @example postgresStore(new pg.Pool({ connectionString: process.env.DATABASE_URL }))
 */
export function postgresStore(pool: PostgresPool): Store {
  let writes = 0

  async function query(text: string, values: unknown[]) {
    try {
      return await pool.query(text, values)
    } catch (error) {
      if (!isUndefinedTable(error)) throw error
      await pool.query(SCHEMA)
      return await pool.query(text, values)
    }
  }

  return {
    async get(key) {
      const [row] = (await query(GET, [key])).rows
      return isRow(row) ? { value: row.value, ttlMs: Math.max(1, Math.round(row.ttl)) } : undefined
    },
    async put(key, value, options) {
      checkTtl(options)
      writes += 1
      if (writes % SWEEP_EVERY === 0) await query(SWEEP, [])
      const { ttlMs, if: condition } = options
      const { rowCount } =
        typeof condition === 'object'
          ? await query(PUT_OVER, [key, ttlMs, value, condition.value])
          : await query(condition === 'absent' ? PUT_ABSENT : PUT, [key, ttlMs, value])
      return rowCount === 1
    },
    async delete(key, options) {
      const { rowCount } = options?.if
        ? await query(`${DELETE} AND value = $2`, [key, options.if.value])
        : await query(DELETE, [key])
      return rowCount === 1
    },
    async list(prefix) {
      return (await query(LIST, [prefix])).rows.filter(hasKey).map(({ key }) => key)
    },
  }
}

function hasKey(row: unknown): row is { key: string } {
  return typeof row === 'object' && row !== null && 'key' in row && typeof row.key === 'string'
}

function isRow(row: unknown): row is { value: string; ttl: number } {
  return typeof row === 'object' && row !== null && 'value' in row && 'ttl' in row
}

function isUndefinedTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE
}
