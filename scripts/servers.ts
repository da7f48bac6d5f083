import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Programs of the real servers that the stores are tested with. */
export interface Servers {
  /** PostgreSQL's folder of programs (`initdb`, `postgres`). */
  postgresFolder: string
  redisServer: string
}

const POSTGRES_ROOTS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']
const POSTGRES_FOLDERS = ['/usr/local/pgsql/bin', '/usr/bin', '/usr/local/bin']
const REDIS_SERVERS = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
]

/**
 * Installed servers, or, on Debian as root, some that are installed now. There is no third way: a test run without them
 * would not show what it claims.
 */
export function findServers(env: NodeJS.ProcessEnv): Servers {
  if (!locate() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) install(env)
  const found = locate()
  if (found) return found
  throw new Error(
    '没有找到 PostgreSQL 和 Redis / PostgreSQL and Redis are not both installed (Debian: apt-get install postgresql redis-server; macOS: brew install postgresql redis)',
  )
}

function locate(): Servers | undefined {
  const versions = POSTGRES_ROOTS.filter((root) => existsSync(root)).flatMap((root) =>
    readdirSync(root)
      .filter((name) => /^(\d+|postgresql.*)$/.test(name))
      .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((name) => join(root, name, 'bin')),
  )
  const postgresFolder = [...versions, ...POSTGRES_FOLDERS].find((folder) =>
    existsSync(join(folder, 'initdb')),
  )
  const redisServer = REDIS_SERVERS.find((path) => existsSync(path))
  return postgresFolder !== undefined && redisServer !== undefined
    ? { postgresFolder, redisServer }
    : undefined
}

function install(env: NodeJS.ProcessEnv) {
  console.log('安装 PostgreSQL 和 Redis Installing PostgreSQL and Redis …')
  const run = (...args: string[]): void => {
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // Runlevel 1 keeps the packages from starting servers of their own: the tests start theirs.
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    })
  }
  run('update')
  run('install', '-y', '--no-install-recommends', 'postgresql', 'redis-server')
}
