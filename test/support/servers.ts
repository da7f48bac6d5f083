/** Real servers for the stores, each on a free port with a folder of its own, gone after the test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findServers } from '../../scripts/servers.ts'
import { freePort } from './program.ts'

export interface Server extends AsyncDisposable {
  readonly url: string
}

export async function startRedis(): Promise<Server> {
  const { redisServer } = findServers(process.env)
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-redis-'))
  const port = await freePort()
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ]
  const child = spawn(redisServer, args)
  return await ready(child, /Ready to accept connections/, 'SIGTERM', folder, `redis://127.0.0.1:${port}`)
}

/** PostgreSQL refuses to run as root; then it runs as the user that its package made. */
export async function startPostgres(): Promise<Server> {
  const { postgresFolder } = findServers(process.env)
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-postgres-'))
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const options = { ...user, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } }
  const data = join(folder, 'data')
  execFileSync(
    join(postgresFolder, 'initdb'),
    ['-D', data, '-U', 'yingwu', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'],
    { ...options, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
  ]
  const child = spawn(
    join(postgresFolder, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    options,
  )
  const url = `postgres://yingwu@127.0.0.1:${port}/postgres`
  return await ready(child, /ready to accept connections/, 'SIGINT', folder, url)
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
}

async function ready(
  child: ChildProcess,
  sign: RegExp,
  end: NodeJS.Signals,
  folder: string,
  url: string,
): Promise<Server> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += String(text)
      if (sign.test(output)) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${child.spawnfile} did not start:\n${output}`)))
  })
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill(end)
      await exited
      process.off('exit', kill)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
