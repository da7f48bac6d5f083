/** Opens a store by its name and place, as each of several processes does. */
import { DatabaseSync } from 'node:sqlite'
import { Redis } from 'ioredis'
import pg from 'pg'
import { fileStore, memoryStore, postgresStore, redisStore, sqliteStore, type Store } from 'yingwu'

export type StoreKind = 'memory' | 'file' | 'sqlite' | 'postgres' | 'redis'

export interface OpenStore extends AsyncDisposable {
  store: Store
}

/** `place`: a path or a URL. */
export function openStore(kind: StoreKind, place: string): OpenStore {
  if (kind === 'memory') return { store: memoryStore(), [Symbol.asyncDispose]: async () => {} }
  if (kind === 'file') return { store: fileStore(place), [Symbol.asyncDispose]: async () => {} }
  if (kind === 'sqlite') {
    const database = new DatabaseSync(place)
    return { store: sqliteStore(database), [Symbol.asyncDispose]: async () => database.close() }
  }
  if (kind === 'postgres') {
    const pool = new pg.Pool({ connectionString: place, max: 4 })
    // A server that stops says so to connections that are being closed already.
    pool.on('error', () => {})
    return { store: postgresStore(pool), [Symbol.asyncDispose]: () => pool.end() }
  }
  const client = new Redis(place)
  return { store: redisStore(client), [Symbol.asyncDispose]: async () => client.disconnect() }
}
