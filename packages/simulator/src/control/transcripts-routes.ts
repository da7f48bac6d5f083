/** Control calls of 记录: transcripts made, kept, told again; a push as a test; a push log taken over. */
import type { Core } from '../core.ts'
import { Problem } from '../problem.ts'
import { newReplayCheck, newTranscriptCheck, pushLogCheck, transcriptCheck } from '../transcripts/check.ts'
import { importPushLog } from '../transcripts/import-log.ts'
import { replayTranscript } from '../transcripts/replay.ts'
import { takeTranscript } from '../transcripts/take.ts'
import { toTest } from '../transcripts/to-test.ts'
import { type ControlRoute, route } from './route.ts'
import type { PushTest, Transcript, TranscriptMark } from './types.ts'

const MEBIBYTE = 1024 * 1024
const MAX_TRANSCRIPT_BYTES = 64 * MEBIBYTE

export const transcriptRoutes: ControlRoute[] = [
  route('GET', '/transcripts', {
    summary: 'Transcripts by name, the recording that is on, and how far replays are',
    answer: ({ core }) => core.world.transcripts.list(),
  }),
  route('POST', '/recording', {
    summary: 'Begins to record: what is done from now on is meant for the next transcript',
    answer: ({ core: { world } }): TranscriptMark => {
      const mark = {
        at: world.clock.now(),
        push: world.pushes.nextId() - 1,
        message: world.messages.lastId(),
      }
      world.transcripts.record(mark)
      return mark
    },
  }),
  route('DELETE', '/recording', {
    summary: 'Stops recording without a transcript; nothing of what was done is lost',
    answer: ({ core }) => {
      core.world.transcripts.record(null)
      return { ok: true }
    },
  }),
  route('POST', '/transcripts', {
    summary: 'Makes a transcript of what people did and what the account answered, and keeps it',
    body: newTranscriptCheck,
    answer: ({ core, body }) => {
      const { world } = core
      const { name, openids, appid, from } = body
      const mark = world.transcripts.recording()
      if (from === 'recording' && mark === null)
        throw new Problem(409, 'not_recording', 'Nothing is being recorded; POST /_sim/v1/recording first')
      const since = from === 'log' || mark === null ? undefined : mark
      const transcript = takeTranscript(world, { name, account: core.account(appid), openids, since })
      world.transcripts.put(transcript)
      if (since) world.transcripts.record(null)
      return transcript
    },
  }),
  route('GET', '/transcripts/{name}', {
    summary: 'A transcript, as the file that is kept beside the code',
    answer: ({ core, params }) => find(core, params['name'] ?? ''),
  }),
  route('PUT', '/transcripts/{name}', {
    summary: 'Keeps a transcript under this name',
    body: transcriptCheck,
    maxBytes: MAX_TRANSCRIPT_BYTES,
    answer: ({ core, params, body }) => {
      const transcript: Transcript = { ...body, name: params['name'] ?? body.name }
      const problem = transcriptCheck.problem(transcript, '')
      if (problem !== null) throw new Problem(400, 'bad_request', problem)
      core.world.transcripts.put(transcript)
      return transcript
    },
  }),
  route('DELETE', '/transcripts/{name}', {
    summary: 'Forgets a transcript',
    answer: ({ core, params }) => {
      const { name } = find(core, params['name'] ?? '')
      core.world.transcripts.remove(name)
      return { ok: true }
    },
  }),
  route('POST', '/transcripts/import', {
    summary: 'Makes a transcript of the push log of a real server, without its people, and keeps it',
    body: pushLogCheck,
    maxBytes: MAX_TRANSCRIPT_BYTES,
    answer: ({ core, body }) => {
      const imported = importPushLog(body)
      core.world.transcripts.put(imported.transcript)
      return imported
    },
  }),
  route('POST', '/replays', {
    summary: 'Tells a transcript again with new people, and answers what differs',
    body: newReplayCheck,
    maxBytes: MAX_TRANSCRIPT_BYTES,
    answer: ({ core, body }) => {
      const { name, transcript, appid, clock, within, grace } = body
      if ((name === undefined) === (transcript === undefined))
        throw new Problem(400, 'bad_request', 'the body must have either name or transcript')
      const told = transcript ?? find(core, name ?? '')
      return replayTranscript(core, told, { account: core.account(appid), clock, within, grace })
    },
  }),
  route('GET', '/pushes/{id}/test', {
    summary: 'A push and its answer as a test for vitest',
    answer: ({ core, params }): PushTest => {
      const { world } = core
      const push = world.pushes.find(Number(params['id']))
      if (!push) throw new Problem(404, 'unknown_push', 'No such push; the log keeps the newest 50,000')
      const options = {
        name: push.kind,
        account: core.account(push.appid),
        openids: [push.openid],
        push: push.id,
      }
      return { code: toTest(takeTranscript(world, options)) }
    },
  }),
]

function find(core: Core, name: string): Transcript {
  const found = core.world.transcripts.find(name)
  if (!found)
    throw new Problem(404, 'unknown_transcript', `No transcript ${name}; GET /_sim/v1/transcripts lists them`)
  return found
}
