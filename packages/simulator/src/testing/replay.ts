/** A transcript as a test: the story is told again, and a difference is an error that shows it. */
import type { ReplayReport } from '../control/types.ts'
import type { Simulator } from '../simulator.ts'
import { describeReport } from '../transcripts/describe.ts'
import type { Timing } from './test-clock.ts'

/** An account answered otherwise than the transcript says. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError'
  readonly report: ReplayReport

  constructor(report: ReplayReport) {
    super(describeReport(report))
    this.report = report
  }
}

/** @throws TranscriptError at the end, when a step differed */
export async function replayWith(
  transcript: unknown,
  { simulator, timing }: { simulator: Simulator; timing: Timing },
  { grace }: { grace?: number } = {},
): Promise<ReplayReport> {
  const report = await simulator.replay(transcript, {
    clock: true,
    ...(grace !== undefined && { grace }),
    pace: {
      begin: () => timing.begin(),
      wait: (work) => timing.wait(work),
      waitFor: (find, ms) => timing.waitFor(find, ms),
      async rest(ms) {
        const end = timing.clock.now() + ms
        await timing.waitFor(() => undefined, ms)
        await timing.clock.advance(Math.max(0, end - timing.clock.now()))
      },
      advance: (ms) => timing.clock.advance(ms),
    },
  })
  if (!report.passed) throw new TranscriptError(report)
  return report
}
