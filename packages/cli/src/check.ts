/** One thing that was looked at, with what was found and what to do: `decode` and `doctor` speak in these. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'bad' | 'warn' | 'skipped'
  readonly zh: string
  readonly en: string
}

const MARKS = { ok: '✓', bad: '✗', warn: '!', skipped: '–' }

export function toLine({ name, state, zh, en }: Check): string {
  return `${MARKS[state]} ${name.padEnd(14)} ${zh}\n  ${''.padEnd(14)} ${en}`
}

export function isBroken({ state }: Check): boolean {
  return state === 'bad'
}
