/** Which transcript is open, and how its newest replay went: kept while other tabs are looked at. */
import type { ReplayReport, TranscriptSummary } from '../../../../src/control/types.ts'
import { transcriptsApi } from '../../api/transcripts-api.ts'
import { createStore } from '../../parts/store.ts'

export interface Replays {
  /** null: the first of the list. */
  selected: string | null
  /** By name; `running` until the report is there. */
  reports: { readonly [name: string]: ReplayReport | 'running' }
}

export const replays = createStore<Replays>({ selected: null, reports: {} })

export function select(name: string | null): void {
  replays.update((state) => ({ ...state, selected: name }))
}

/** @throws ApiError */
export async function startReplay(name: string, clock: boolean): Promise<void> {
  setReport(name, 'running')
  try {
    setReport(name, await transcriptsApi.replay({ name, clock }))
  } catch (error) {
    dropReport(name)
    throw error
  }
}

/** A transcript that has changed has not been replayed. */
export function dropReport(name: string): void {
  replays.update((state) => {
    const { [name]: _, ...reports } = state.reports
    return { ...state, reports }
  })
}

function setReport(name: string, report: ReplayReport | 'running'): void {
  replays.update((state) => ({ ...state, reports: { ...state.reports, [name]: report } }))
}

/** Here or in another window. Our own report may be there before the stream says that it is over. */
export function isReplaying(
  { replay }: TranscriptSummary,
  known: ReplayReport | 'running' | undefined,
): boolean {
  return known === 'running' || (known === undefined && replay !== null)
}

export function failedIn({ steps }: ReplayReport): number {
  return steps.filter(({ state }) => state === 'failed').length
}
