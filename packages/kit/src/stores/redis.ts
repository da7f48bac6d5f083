import { checkTtl, type Store } from './store.ts'

/** What is asked of a driver: any command as texts. ioredis has `call`, node-redis has `sendCommand`. */
export type RedisClient =
  | { call(command: string, ...args: string[]): Promise<unknown> }
  | { sendCommand(command: string[]): Promise<unknown> }

const PREFIX = 'yingwu:'
/** Keys that one step of a listing looks at. */
const SCAN_COUNT = '1000'

/** Each script touches one key, so that a cluster can run it. */
const GET = `local value = redis.call('GET', KEYS[1])
if value then return { value, redis.call('PTTL', KEYS[1]) } end`
const PUT_OVER = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`
const DELETE_IF = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`

/**
 * Keeps everything in Redis (6 or newer; Valkey too), under keys that begin with `yingwu:`; ends go by the server's
 * clock. For processes on several machines. A failover may lose what was written last: for tokens that costs one
 * fetch. The values are credentials: give the server a password, and no port on the internet.
 *
 * @example redisStore(new Redis(process.env.REDIS_URL))
 */
export function redisStore(client: RedisClient): Store {
  const send = (...command: [string, ...string[]]): Promise<unknown> =>
    'call' in client ? client.call(...command) : client.sendCommand(command)
  const run = (script: string, key: string, ...args: string[]) =>
    send('EVAL', script, '1', toName(key), ...args)

  return {
    async get(key) {
      const answer = await run(GET, key)
      if (!Array.isArray(answer)) return undefined
      // In its last millisecond PTTL is 0.
      return { value: String(answer[0]), ttlMs: Math.max(1, Number(answer[1])) }
    },
    async put(key, value, options) {
      checkTtl(options)
      const { if: condition } = options
      const ttl = String(options.ttlMs)
      if (typeof condition === 'object') return (await run(PUT_OVER, key, condition.value, value, ttl)) === 1
      const onlyIf = condition === 'absent' ? ['NX'] : []
      return (await send('SET', toName(key), value, 'PX', ttl, ...onlyIf)) !== null
    },
    async delete(key, options) {
      const answer = options?.if ? run(DELETE_IF, key, options.if.value) : send('DEL', toName(key))
      return (await answer) === 1
    },
    async list(prefix) {
      const pattern = `${toName(prefix).replaceAll(/[*?[\]\\]/g, '\\$&')}*`
      const keys = new Set<string>()
      let cursor = '0'
      do {
        const answer = await send('SCAN', cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT)
        const [next, names]: unknown[] = Array.isArray(answer) ? answer : ['0', []]
        cursor = String(next)
        if (Array.isArray(names)) for (const name of names) keys.add(String(name).slice(PREFIX.length))
      } while (cursor !== '0')
      return [...keys]
    },
  }
}

function toName(key: string): string {
  return PREFIX + key
}
