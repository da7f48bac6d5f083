/** Somebody with an empty folder and two terminals. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../support/wait.ts'

export interface Reader extends AsyncDisposable {
  write(files: { name: string; text: string }[]): void
  /** Types lines whose last one goes on; resolves when something listens on the port. */
  start(lines: string, port: number): Promise<void>
  /** Types lines into another terminal, and gives what they print. */
  type(lines: string): Promise<string>
}

/** @param patience seconds until a server must listen: its SDK may come from far away */
export function createReader(patience: number): Reader {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-reader-'))
  const started: ChildProcess[] = []

  function shell(lines: string): {
    child: ChildProcess
    output: () => string
    ended: Promise<number | null>
  } {
    // A process group of its own: what the lines start ends with them.
    const child = spawn('sh', ['-ec', lines], {
      cwd: folder,
      env: ownEnvironment(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.push(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    const ended = new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('close', resolve),
    )
    return { child, output: () => output, ended }
  }

  return {
    write(files) {
      for (const { name, text } of files) writeFileSync(join(folder, name), text)
    },
    async start(lines, port) {
      const { child, output } = shell(lines)
      await until(
        async () => child.exitCode !== null || (await isListening(port)),
        `something listens after:\n${lines}`,
        patience,
      )
      if (child.exitCode !== null) throw new Error(`${lines}\n${output()}`)
    },
    async type(lines) {
      const { output, ended } = shell(lines)
      if ((await ended) !== 0) throw new Error(`${lines}\n${output()}`)
      return output()
    },
    async [Symbol.asyncDispose]() {
      for (const child of started) await end(child)
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** That of the terminal, without what the test runner adds. */
function ownEnvironment(): NodeJS.Dict<string> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(entries.filter(([name]) => !/^(VITEST|NODE_ENV$|WECHAT_)/.test(name)))
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function end({ pid, exitCode, signalCode }: ChildProcess): Promise<void> {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself in between.
  }
}
