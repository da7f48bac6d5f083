/** A simulator on real sockets, and a program with somebody else's SDK that talks to it as to WeChat. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSimulator, type Fan, type Simulator } from '@yingwu/simulator'

export const INTEROP = fileURLToPath(new URL('..', import.meta.url))

/** What the servers with an SDK are told, and what they are connected with. */
export const SERVER = {
  token: 'interop1token',
  encodingAESKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const

export interface World extends AsyncDisposable {
  sim: Simulator
  fans: [Fan, Fan, Fan]
  /** Certificate of the simulator's authority. */
  caFile: string
  httpsUrl: string
  /** Runs a program to its end. */
  run(command: string, args?: string[], env?: NodeJS.Dict<string>): Promise<Report>
  /** Starts a program that listens; resolves with the address that it prints first. */
  serve(command: string, args?: string[], env?: NodeJS.Dict<string>): Promise<string>
}

/** What a program printed, a line of JSON for each step. */
export interface Report {
  steps: Step[]
  output: string
}

export interface Step {
  step: string
  /** What the SDK gave, as far as it can be told in JSON. */
  result?: unknown
  /** What the SDK threw. */
  error?: string
  errcode?: number
}

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-interop-'))
  const sim = createSimulator({ kind: 'verifiedService', authorityFolder: folder })
  await sim.listen({ port: 0, httpsPort: 0 })
  await sim.addFans({ count: 2, follow: true })
  const [first, second, third] = sim.fans()
  if (!first || !second || !third || sim.httpsUrl === undefined) throw new Error('the world is not complete')
  const caFile = join(folder, 'simulator-ca.pem')
  const children = new Set<ChildProcess>()
  const { appid, secret, alias } = sim.account()

  function start(command: string, args: string[], env: NodeJS.Dict<string>): ChildProcess {
    const child = spawn(command, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PYTHONPATH: join(INTEROP, 'support'),
        PYTHONUNBUFFERED: '1',
        PYTHONDONTWRITEBYTECODE: '1',
        // The lines that `npm run simulator` prints.
        HTTPS_PROXY: sim.url,
        HTTP_PROXY: sim.url,
        NO_PROXY: '127.0.0.1',
        NODE_USE_ENV_PROXY: '1',
        NODE_EXTRA_CA_CERTS: caFile,
        REQUESTS_CA_BUNDLE: caFile,
        SSL_CERT_FILE: caFile,
        SIMULATOR: sim.url,
        SIMULATOR_HTTPS: sim.httpsUrl,
        APPID: appid,
        SECRET: secret,
        ALIAS: alias,
        TOKEN: SERVER.token,
        AES_KEY: SERVER.encodingAESKey,
        OPENIDS: sim
          .fans()
          .map(({ openid }) => openid)
          .join(','),
        ...env,
      },
    })
    children.add(child)
    child.once('close', () => children.delete(child))
    return child
  }

  return {
    sim,
    fans: [first, second, third],
    caFile,
    httpsUrl: sim.httpsUrl,
    async run(command, args = [], env = {}) {
      const { output, code } = await ended(start(command, args, env))
      if (code !== 0) throw new Error(`${command} ended with ${code}\n${output}`)
      return { steps: toSteps(output), output }
    },
    serve(command, args = [], env = {}) {
      const child = start(command, args, env)
      let output = ''
      return new Promise((resolve, reject) => {
        const read = (text: string) => {
          output += text
          const [, url] = /^listening (\S+)$/m.exec(output) ?? []
          if (url !== undefined) resolve(url)
        }
        child.stdout?.setEncoding('utf8').on('data', read)
        child.stderr?.setEncoding('utf8').on('data', read)
        child.once('close', () => reject(new Error(`${command} ended before it listened\n${output}`)))
        child.once('error', reject)
      })
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill('SIGKILL')
      await sim.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Calls that went well, each once. */
export function succeeded(sim: Simulator): string[] {
  const ids = sim
    .calls()
    .flatMap(({ endpoint, errcode }) => (endpoint !== null && errcode === 0 ? [endpoint] : []))
  return [...new Set(ids)].sort()
}

function ended(child: ChildProcess): Promise<{ output: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ output, code }))
  })
}

function toSteps(output: string): Step[] {
  return output.split('\n').flatMap((line) => (line.startsWith('{"step":') ? [parse(line)] : []))
}

function parse(line: string): Step {
  return JSON.parse(line)
}
