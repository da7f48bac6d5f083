/** 记录: transcripts by name, the recording that is on, and replays under way. */
import type { Bus } from '../bus.ts'
import { array, integer, nullable, number, object, string } from '../check.ts'
import type { Transcript, TranscriptList, TranscriptMark } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { transcriptCheck } from '../transcripts/check.ts'

export interface TranscriptsDocument {
  recording: TranscriptMark | null
  transcripts: Transcript[]
  /** People of replays: what they did was told already. */
  cast: string[]
}

export interface Transcripts {
  list(): TranscriptList
  find(name: string): Transcript | undefined
  /** Replaces the one of the same name. @throws Problem 409 when there are too many */
  put(transcript: Transcript): void
  /** Whether there was one. */
  remove(name: string): boolean
  recording(): TranscriptMark | null
  record(mark: TranscriptMark | null): void
  /** These people play a part in a replay. */
  engage(openids: Iterable<string>): void
  isEngaged(openid: string): boolean
  /** Tells the list, and whoever listens, how far a replay is. */
  follow(name: string, of: number): { step(): void; end(): void }
  export(): TranscriptsDocument
  /** Older states have none. */
  import(document: TranscriptsDocument | undefined): void
}

const MOST = 500

export function createTranscripts({ bus }: { bus: Bus }): Transcripts {
  const kept = new Map<string, Transcript>()
  const cast = new Set<string>()
  const replays = new Map<string, { done: number; of: number }>()
  let recording: TranscriptMark | null = null
  const tell = () => bus.emit({ name: 'transcripts', data: { count: kept.size } })

  return {
    list: () => ({
      recording,
      transcripts: [...kept.values()]
        .map(({ name, fans, steps }) => ({
          name,
          fans: Object.keys(fans),
          steps: steps.length,
          replay: replays.get(name) ?? null,
        }))
        .sort((one, other) => one.name.localeCompare(other.name, 'zh')),
    }),
    find: (name) => kept.get(name),
    put(transcript) {
      if (kept.size >= MOST && !kept.has(transcript.name))
        throw new Problem(409, 'too_many', `The simulator keeps ${MOST} transcripts; delete one first`)
      kept.set(transcript.name, transcript)
      tell()
    },
    remove(name) {
      const wasThere = kept.delete(name)
      tell()
      return wasThere
    },
    recording: () => recording,
    record(mark) {
      recording = mark
      tell()
    },
    engage(openids) {
      for (const openid of openids) cast.add(openid)
    },
    isEngaged: (openid) => cast.has(openid),
    follow(name, of) {
      const progress = { done: 0, of }
      replays.set(name, progress)
      // Of two replays of one transcript the list shows the newer one.
      const isShown = () => replays.get(name) === progress
      const report = (running: boolean) => bus.emit({ name: 'replay', data: { name, ...progress, running } })
      report(true)
      return {
        step() {
          progress.done += 1
          if (isShown()) report(true)
        },
        end() {
          if (!isShown()) return
          replays.delete(name)
          report(false)
        },
      }
    },
    export: () => ({ recording, transcripts: [...kept.values()], cast: [...cast] }),
    import(document) {
      kept.clear()
      cast.clear()
      recording = document?.recording ?? null
      for (const transcript of document?.transcripts ?? []) kept.set(transcript.name, transcript)
      for (const openid of document?.cast ?? []) cast.add(openid)
    },
  }
}

export const transcriptsCheck = object<TranscriptsDocument>({
  recording: nullable(object<TranscriptMark>({ at: number(), push: integer(), message: integer() })),
  transcripts: array(transcriptCheck, { max: MOST }),
  cast: array(string()),
})
