import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Fan } from '@yingwu/simulator'
import { until } from './wait.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One of our programs, running for real, in an empty folder. */
export interface Program extends AsyncDisposable {
  readonly process: ChildProcess
  /** Everything it printed so far. */
  output(): string
  readonly port: number
  readonly simulatorPort: number
  /** Ends it as a terminal would, and gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts the compiled `yingwu` command on free ports, with nothing from our own environment but the path. */
export async function startProgram(
  command: 'start' | 'serve' | 'simulator',
  env: NodeJS.Dict<string> = {},
  words: readonly string[] = [],
): Promise<Program> {
  const [port, simulatorPort] = [await freePort(), await freePort()]
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-program-'))
  const child = spawn(process.execPath, [join(ROOT, 'packages/cli/dist/main.js'), command, ...words], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      BROWSER: 'none',
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      YINGWU_BOT: join(ROOT, 'examples/parrot/bot.ts'),
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve))

  async function stop(): Promise<number | null> {
    child.kill('SIGTERM')
    const code = await exited
    rmSync(folder, { recursive: true, force: true })
    return code
  }
  return {
    process: child,
    output: () => output,
    port,
    simulatorPort,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  }
}

/** `npm start` itself, up to the moment when it says that it is connected. */
export async function startEverything(env: NodeJS.Dict<string> = {}) {
  const program = await startProgram('start', env)
  await until(
    () => program.output().includes('已接通') || program.process.exitCode !== null,
    'npm start is connected',
  )
  if (program.process.exitCode !== null) throw new Error(program.output())
  const simulator = `http://127.0.0.1:${program.simulatorPort}`
  const [fan] = await getJson<Fan[]>(`${simulator}/_sim/v1/fans`)
  const openid = fan?.openid ?? ''
  return { program, simulator, server: `http://127.0.0.1:${program.port}`, openid }
}

export async function getJson<T>(url: string): Promise<T> {
  return JSON.parse(await (await fetch(url)).text())
}

export async function postJson<T>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return JSON.parse(await response.text())
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
