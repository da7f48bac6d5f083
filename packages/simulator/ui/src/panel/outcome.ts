/** How a push or an attempt is told in words and drawn as bars. */
import { type AttemptRow, type PushRow, type Verdict, VERDICTS } from '../../../src/control/types.ts'
import { createCount } from '../api/rows.ts'
import { isMessageKey, type Translate } from '../i18n/i18n.ts'
import { toDuration } from '../parts/time.ts'
import type { Language } from '../view/view.ts'

type Tone = 'ok' | 'warn' | 'bad' | 'idle'
type BarLook = 'ok' | 'quiet' | 'warn' | 'late' | 'bad' | 'run' | 'cut'

/** From here on an answer is so late that it deserves a colour: a slower day would lose it. */
const LATE_MS = 4000

export function isFailed({ outcome }: PushRow): boolean {
  return outcome === 'failed'
}

export const failedCount = createCount(isFailed)

const LOOKS = {
  waiting: 'run',
  replied: 'ok',
  silent: 'quiet',
  timeout: 'late',
  dns: 'cut',
  connect: 'cut',
  status: 'bad',
  invalid: 'bad',
} as const satisfies Record<Verdict, BarLook>

export function toBarLook({ verdict, durationMs }: Pick<AttemptRow, 'verdict' | 'durationMs'>): BarLook {
  return verdict === 'replied' && (durationMs ?? 0) >= LATE_MS ? 'warn' : LOOKS[verdict]
}

export function attemptTone({ verdict }: AttemptRow): Tone {
  if (verdict === 'replied') return 'ok'
  return verdict === 'waiting' || verdict === 'silent' ? 'idle' : 'bad'
}

export function attemptWord(attempt: AttemptRow, t: Translate, language: Language): string {
  if (attempt.verdict === 'status' && attempt.status !== null)
    return t('httpStatus', { status: attempt.status })
  return VERDICTS[attempt.verdict][language]
}

interface OutcomeWord {
  text: string
  tone: Tone
}

/** `waitedMs`: how long the attempt under way has been waiting. */
export function toOutcome(push: PushRow, waitedMs: number, t: Translate, language: Language): OutcomeWord {
  if (push.notSent) return { text: t('markFail'), tone: 'bad' }
  const last = push.attempts.at(-1)
  if (push.outcome === null || !last) {
    const time = `${(waitedMs / 1000).toFixed(1)} s`
    const n = last?.n ?? 1
    return { text: n > 1 ? t('waitingNth', { n, time }) : t('waitingFor', { time }), tone: 'idle' }
  }
  if (push.outcome === 'failed') return { text: attemptWord(last, t, language), tone: 'bad' }
  if (last.n > 1) return { text: t('repliedNth', { n: last.n }), tone: 'warn' }
  if (push.outcome === 'silent') return { text: VERDICTS.silent[language], tone: 'idle' }
  const ms = last.durationMs ?? 0
  if (ms >= LATE_MS) return { text: t('repliedSlow', { time: toDuration(ms) }), tone: 'warn' }
  return { text: t('repliedKind', { kind: replyKind(last, t) }), tone: 'ok' }
}

/** 文本, 图文, or the type's own name where it has no word. */
function replyKind({ reply }: AttemptRow, t: Translate): string {
  const type = reply ?? ''
  const key = `reply.${type}`
  return isMessageKey(key) ? t(key) : type
}

/** `text` is 文本; events keep the manual's own name, but for 关注 and 取关. */
export function toKind(kind: string, t: Translate): string {
  const key = `kind.${kind}`
  return isMessageKey(key) ? t(key) : kind.replace(/^event:/, '')
}
