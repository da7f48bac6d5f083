/** A push as a list shows it, and whether it has a text in it. */
import type { Attempt, AttemptRow, Push, PushRow } from './types.ts'

export function toPushRow(push: Push): PushRow {
  const { id, appid, openid, nickname, at, kind, summary, MsgId, replayOf, pinned, notSent } = push
  const { attempts, outcome, messageId, resultMessageId, durationMs } = push
  return {
    id,
    appid,
    openid,
    nickname,
    at,
    kind,
    summary,
    MsgId,
    attempts: attempts.map(toAttemptRow),
    outcome,
    messageId,
    resultMessageId,
    durationMs,
    ...(replayOf !== undefined && { replayOf }),
    ...(pinned && { pinned }),
    ...(notSent && { notSent: true }),
  }
}

function toAttemptRow({ n, of, verdict, durationMs, response, checks }: Attempt): AttemptRow {
  const reply = checks.find(({ field }) => field === 'MsgType')?.value ?? null
  return { n, of, verdict, durationMs, status: response?.status ?? null, reply }
}

/** `text` in lower case. */
export function isInPush({ summary, nickname, openid, MsgId, kind, plainBody }: Push, text: string): boolean {
  return [summary, nickname, openid, kind, plainBody, MsgId ?? ''].some((field) =>
    field.toLowerCase().includes(text),
  )
}
