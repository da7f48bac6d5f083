/** Scripts that people follow, with how far each has come: the running ones and the newest that have ended. */
import { actionCheck } from '../actions/checks.ts'
import type { Bus } from '../bus.ts'
import {
  array,
  both,
  either,
  integer,
  literal,
  nullable,
  number,
  object,
  optional,
  string,
} from '../check.ts'
import type { Script, ScriptRun } from '../control/types.ts'
import { personaCheck } from '../followers/personas.ts'

/** A run, and the openids of those who were chosen, in the order in which they act. */
export type ScriptRecord = Omit<ScriptRun, 'people'> & { openids: string[] }

export interface ScriptBook {
  lastId: number
  /** Oldest first. */
  runs: ScriptRecord[]
}

export interface Scripts {
  /** Newest first. */
  all(): ScriptRecord[]
  find(id: string): ScriptRecord | undefined
  add(run: Omit<ScriptRecord, 'id'>): ScriptRecord
  touch(run: ScriptRecord): void
  export(): ScriptBook
  import(book: ScriptBook): void
}

const ENDED_KEPT = 20

export function createScripts({ bus }: { bus: Bus }): Scripts {
  let lastId = 0
  let runs: ScriptRecord[] = []

  return {
    all: () => runs.toReversed(),
    find: (id) => runs.find((run) => run.id === id),
    add(given) {
      lastId += 1
      const run = { ...given, id: String(lastId) }
      const ended = runs.filter(({ state }) => state !== 'running')
      const oldest = new Set(ended.slice(0, Math.max(0, ended.length - ENDED_KEPT + 1)))
      runs = [...runs.filter((other) => !oldest.has(other)), run]
      return run
    },
    touch: (run) => bus.emit({ name: 'script', data: toScriptRun(run) }),
    export: () => ({ lastId, runs }),
    import(book) {
      ;({ lastId, runs } = book)
    },
  }
}

export function toScriptRun({ openids, ...run }: ScriptRecord): ScriptRun {
  return { ...run, people: openids.length }
}

const MAX_TIMES = 10_000
const MONTH_SECONDS = 30 * 24 * 3600

export const scriptCheck = object<Script>({
  appid: optional(string()),
  name: optional(string({ max: 60 })),
  seed: optional(integer(0, 2 ** 32 - 1)),
  who: optional(
    object<NonNullable<Script['who']>>({
      count: optional(integer(1, 1_000_000)),
      share: optional(number({ above: 0, max: 1 })),
      tag: optional(either(string(), integer())),
      persona: optional(personaCheck),
    }),
  ),
  does: actionCheck,
  withinSeconds: number({ min: 0, max: MONTH_SECONDS }),
  repeat: optional(
    object<NonNullable<Script['repeat']>>({
      times: integer(1, MAX_TIMES),
      everySeconds: optional(number({ min: 0, max: MONTH_SECONDS })),
    }),
  ),
})

export const scriptsCheck = object<ScriptBook>({
  lastId: integer(),
  runs: array(
    object<ScriptRecord>({
      id: string({ min: 1 }),
      script: both(scriptCheck, object<{ appid: string }>({ appid: string() })),
      state: literal('running', 'done', 'stopped'),
      startedAt: number(),
      endedAt: nullable(number()),
      openids: array(string()),
      total: integer(),
      begun: integer(),
      refused: integer(),
      problem: nullable(string()),
      pushes: object<ScriptRecord['pushes']>({ replied: integer(), silent: integer(), failed: integer() }),
    }),
  ),
})
