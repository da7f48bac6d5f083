import { useMemo } from 'react'
import type { ReplayProgress, TranscriptList } from '../../../../src/control/types.ts'
import { transcriptsApi } from '../../api/transcripts-api.ts'
import { type Loaded, useLoaded } from '../../parts/use-loaded.ts'
import { useSim } from '../../view/window.ts'

/** The list, read again whenever the stream says that it has changed; how far replays are comes with the stream itself. */
export function useTranscripts(): Loaded<TranscriptList> {
  const turn = useSim((state) => state.transcriptTurn)
  const heard = useSim((state) => state.replays)
  const { value, error, reload } = useLoaded(transcriptsApi.list, undefined, undefined, turn)
  const list = useMemo(() => value && withProgress(value, heard), [value, heard])
  return { value: list, error, reload }
}

/** What was heard is newer than what was read. */
function withProgress(list: TranscriptList, heard: { [name: string]: ReplayProgress }): TranscriptList {
  const transcripts = list.transcripts.map((summary) => {
    const progress = heard[summary.name]
    if (!progress) return summary
    const { done, of, running } = progress
    return { ...summary, replay: running ? { done, of } : null }
  })
  return { ...list, transcripts }
}
