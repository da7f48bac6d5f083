/** The calls of the control API for 记录. */
import type {
  ImportedPushLog,
  NewReplay,
  NewTranscript,
  PushLogImport,
  PushTest,
  ReplayReport,
  Transcript,
  TranscriptList,
  TranscriptMark,
} from '../../../src/control/types.ts'
import { request } from './api.ts'

const pathOf = (name: string) => `/transcripts/${encodeURIComponent(name)}`

export const transcriptsApi = {
  list: () => request<TranscriptList>('GET', '/transcripts'),
  one: (name: string) => request<Transcript>('GET', pathOf(name)),
  record: () => request<TranscriptMark>('POST', '/recording', {}),
  stop: () => request<unknown>('DELETE', '/recording'),
  make: (wish: NewTranscript) => request<Transcript>('POST', '/transcripts', wish),
  put: (transcript: Transcript) => request<Transcript>('PUT', pathOf(transcript.name), transcript),
  drop: (name: string) => request<unknown>('DELETE', pathOf(name)),
  takeOver: (log: PushLogImport) => request<ImportedPushLog>('POST', '/transcripts/import', log),
  replay: (wish: NewReplay) => request<ReplayReport>('POST', '/replays', wish),
  pushTest: (id: number) => request<PushTest>('GET', `/pushes/${id}/test`),
}
