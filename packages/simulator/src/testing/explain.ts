/** Why no message came, in the words of the push log: what a test prints instead of "timed out". */
import { type Attempt, type Push, VERDICTS } from '../control/types.ts'
import type { Report } from './reports.ts'

/** A person waited for a message, and there is none. */
export class NoMessageError extends Error {
  override readonly name = 'NoMessageError'
  /** The newest push of the person, with all attempts; undefined when nothing was pushed. */
  readonly push: Push | undefined

  constructor(message: string, push: Push | undefined, cause: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.push = push
  }
}

const OUTCOMES = {
  replied: '已回复，而且这条回复已经取走 / replied, and that reply has been taken already',
  silent:
    '机器人回了 success，没有内容：没有匹配的处理函数，或它没有返回回复 / the bot answered success: no handler matched, or it returned nothing',
  failed: '失败 / failed',
}

export function whyNoMessage(
  nickname: string,
  push: Push | undefined,
  reports: readonly Report[],
): NoMessageError {
  const lines = [
    `${nickname} 没有收到新消息 / ${nickname} got no new message`,
    ...(push ? pushLines(push) : [NO_PUSH]),
    ...reports.map(({ text }) => `  ${text}`),
  ]
  return new NoMessageError(lines.join('\n'), push, reports.find(({ error }) => error !== undefined)?.error)
}

const NO_PUSH =
  '  没有任何推送：此人还没有动作，或没有关注，或服务器没有接通 / nothing was pushed: no gesture yet, not a follower, or no server is connected'

function pushLines({ id, kind, summary, outcome, attempts, notSent }: Push): string[] {
  const state = outcome === null ? '尚未结束 / still under way' : OUTCOMES[outcome]
  return [
    `  推送 push #${id} ${kind}「${summary}」: ${state}`,
    ...(notSent ? [`    ${notSent.explanation.zh} / ${notSent.explanation.en}`] : []),
    ...attempts.filter(({ explanation }) => explanation !== null).map((attempt) => attemptLine(attempt)),
    ...attempts.flatMap(({ checks }) =>
      checks
        .filter(({ state }) => state === 'bad')
        .map(({ field, value, text }) => `      ${field} = ${value}: ${text.zh} / ${text.en}`),
    ),
  ]
}

function attemptLine({ n, of, verdict, durationMs, explanation }: Attempt): string {
  const { zh, en } = VERDICTS[verdict]
  const why = explanation === null ? '' : `: ${explanation.zh} / ${explanation.en}`
  return `    ${n}/${of} ${zh} ${en}, ${durationMs ?? '…'} ms${why}`
}
