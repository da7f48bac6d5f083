import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadContract } from '../packages/protocol/scripts/load.ts'
import { allEndpoints, type Endpoint, isFilledIn, paramsOf } from '../packages/protocol/scripts/model.ts'
import { median } from './codec.ts'
import { path } from './servers.ts'

export interface TypesFigures {
  /** Milliseconds of tsc for a program of one line that imports nothing of ours. */
  without: number
  /** For a bot that makes every call of the contract, each with its example as parameters. */
  all: number
  calls: number
  /** Compiler errors; none is expected. */
  wrong: number
}

const NOTHING = `export const answers: unknown[] = [process.version]
`
const BOT = `import { createClient } from 'yingwu'
const { api } = createClient({ appId: 'wx00000000aaaaaaaa', appSecret: 'secret' })
${NOTHING}`

/** Type-checks two programs in turns with the compiler of this repository; the middle run counts. */
export function measureTypes(rounds: number): TypesFigures {
  // Beside the packages, so that a bot's imports resolve as they do for users.
  const folder = path('../node_modules/.cache/yingwu-bench/')
  mkdirSync(folder, { recursive: true })
  const endpoints = allEndpoints(loadContract())
  writeFileSync(`${folder}without.ts`, NOTHING)
  writeFileSync(`${folder}all.ts`, BOT + endpoints.map((endpoint) => call(endpoint)).join(''))
  const times = { without: [0].slice(1), all: [0].slice(1) }
  let wrong = 0
  try {
    for (let round = 0; round < rounds; round++) {
      for (const name of ['without', 'all'] as const) {
        const { ms, errors } = check(`${folder}${name}.ts`)
        times[name].push(ms)
        if (round === 0) wrong += errors
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return { without: median(times.without), all: median(times.all), calls: endpoints.length, wrong }
}

function check(file: string): { ms: number; errors: number } {
  const tsc = path('../node_modules/typescript/bin/tsc')
  const flags = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'esnext',
    '--module',
    'nodenext',
    '--types',
    'node',
  ]
  const began = performance.now()
  const { stdout, status } = spawnSync(process.execPath, [tsc, '--ignoreConfig', ...flags, file], {
    encoding: 'utf8',
  })
  const errors = status === 0 ? 0 : stdout.split('error TS').length - 1
  if (errors > 0) console.error(stdout)
  return { ms: performance.now() - began, errors }
}

/** The call with its example as parameters; what the client fills in is left out, and files are bytes. */
function call(endpoint: Endpoint): string {
  const { query, body, form } = endpoint.exampleRequest
  const given: Record<string, unknown> = Object.assign(
    {},
    query,
    endpoint.body === 'raw' ? { body } : body,
    form,
  )
  const fields = paramsOf(endpoint).filter((field) => field.name in given && !isFilledIn(field))
  const members = fields.map(({ name, type }) => {
    const value = type === 'file' ? 'new Uint8Array(1)' : JSON.stringify(given[name], toLiteral)
    return `${JSON.stringify(name)}: ${value}`
  })
  return `answers.push(await api.${endpoint.id}(${members.length > 0 ? `{ ${members.join(', ')} }` : ''}))\n`
}

function toLiteral(_name: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  return value > Number.MAX_SAFE_INTEGER ? String(value) : Number(value)
}
