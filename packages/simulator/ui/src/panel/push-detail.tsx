import { type ReactNode, useState } from 'react'
import { toPushRow } from '../../../src/control/push-row.ts'
import type { Attempt, Push, PushRow } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { LoadFailed } from '../parts/block.tsx'
import { useCalm } from '../parts/use-calm.ts'
import { useView } from '../view/window.ts'
import { AttemptsChart } from './attempts-chart.tsx'
import { Explanation } from './explanation.tsx'
import { OnPhone } from './on-phone.tsx'
import { toKind, toOutcome } from './outcome.ts'
import { PushActions } from './push-actions.tsx'
import { ReplySection } from './reply-section.tsx'
import { RequestSection } from './request-section.tsx'
import { SignatureSection } from './signature-section.tsx'
import { usePush } from './use-push.ts'
import { useWaited } from './use-waited.ts'

/** Nobody can read the newest push faster. */
const FOLLOWED_MS = 500

/** `follows`: nobody chose this push, it is the newest. */
export function PushDetail({ row: newest, follows }: { row: PushRow | undefined; follows: boolean }) {
  const t = useT()
  const calm = useCalm(newest, follows ? FOLLOWED_MS : 0)
  const row = follows ? calm : newest
  const { push, error, reload } = usePush(row, follows)
  if (!row)
    return (
      <article className="detail blank">
        <p className="hint">{t('pickPush')}</p>
      </article>
    )
  const shown = push && follows ? toPushRow(push) : row
  return (
    <Detail key={shown.id} row={shown} push={push}>
      {error && (
        <section className="sec">
          <LoadFailed error={error} onRetry={reload} />
        </section>
      )}
    </Detail>
  )
}

function Detail({
  row,
  push,
  children,
}: {
  row: PushRow
  /** undefined while it is being read. */
  push: Push | undefined
  children: ReactNode
}) {
  const t = useT()
  const [chosen, setChosen] = useState<number | null>(null)
  const n = row.attempts.find((attempt) => attempt.n === chosen)?.n ?? row.attempts.at(-1)?.n
  const attempt = push?.attempts.find((one) => one.n === n)
  return (
    <article
      className="detail"
      data-area="detail"
      data-testid="push-detail"
      tabIndex={0}
      aria-label={t('openDetail', { id: row.id })}
    >
      <DetailHead row={row} push={push} attempt={attempt} />
      {children}
      {push && <Explanation push={push} attempt={attempt} />}
      <section className="sec">
        <h3>
          {t('attempts')}
          {row.attempts.length > 1 && row.MsgId !== null && <span className="hint">{t('sameMsgId')}</span>}
        </h3>
        <AttemptsChart push={row} shown={n ?? null} onPick={setChosen} />
        <OnPhone push={row} />
      </section>
      {push && attempt && <AttemptSections push={push} attempt={attempt} />}
    </article>
  )
}

function DetailHead({
  row,
  push,
  attempt,
}: {
  row: PushRow
  push: Push | undefined
  attempt: Attempt | undefined
}) {
  const t = useT()
  const language = useView((view) => view.language)
  const outcome = toOutcome(row, useWaited(row), t, language)
  return (
    <header>
      <div className="dtitle">
        <h2 title={row.summary}>
          {toKind(row.kind, t)}
          {row.summary !== '' && (
            <>
              {' · '}
              <bdi>{row.summary}</bdi>
            </>
          )}
        </h2>
        <span className={`tag ${outcome.tone}`} data-testid="push-outcome">
          {outcome.text}
        </span>
      </div>
      <p className="meta num">
        <span>#{row.id}</span>
        <bdi>{row.nickname}</bdi>
        <span className="mono" title={row.openid}>
          {shorten(row.openid)}
        </span>
        {row.MsgId !== null && (
          <span>
            MsgId <span className="mono">{row.MsgId}</span>
          </span>
        )}
        {row.replayOf !== undefined && <span>{t('replay.of', { id: row.replayOf })}</span>}
      </p>
      <PushActions row={row} push={push} attempt={attempt} />
    </header>
  )
}

function AttemptSections({ push, attempt }: { push: Push; attempt: Attempt }) {
  return (
    <>
      <RequestSection push={push} attempt={attempt} />
      <SignatureSection attempt={attempt} />
      <ReplySection attempt={attempt} />
    </>
  )
}

/** oX7kd6Lr…cPa3E */
function shorten(id: string): string {
  return id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-5)}` : id
}
