import { useState } from 'react'
import type { Attempt, Push } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useView } from '../view/window.ts'
import { AttemptsChart } from './attempts-chart.tsx'
import { Explanation } from './explanation.tsx'
import { OnPhone } from './on-phone.tsx'
import { lastAttempt, toKind, toOutcome } from './outcome.ts'
import { PushActions } from './push-actions.tsx'
import { ReplySection } from './reply-section.tsx'
import { RequestSection } from './request-section.tsx'
import { SignatureSection } from './signature-section.tsx'
import { useWaited } from './use-waited.ts'

export function PushDetail({ push }: { push: Push | undefined }) {
  const t = useT()
  if (!push)
    return (
      <article className="detail blank">
        <p className="hint">{t('pickPush')}</p>
      </article>
    )
  return <Detail key={push.id} push={push} />
}

function Detail({ push }: { push: Push }) {
  const t = useT()
  const [chosen, setChosen] = useState<number | null>(null)
  const attempt = push.attempts.find(({ n }) => n === chosen) ?? lastAttempt(push)
  return (
    <article
      className="detail"
      data-area="detail"
      data-testid="push-detail"
      tabIndex={0}
      aria-label={t('openDetail', { id: push.id })}
    >
      <DetailHead push={push} attempt={attempt} />
      <Explanation push={push} attempt={attempt} />
      <section className="sec">
        <h3>
          {t('attempts')}
          {push.attempts.length > 1 && push.MsgId !== null && <span className="hint">{t('sameMsgId')}</span>}
        </h3>
        <AttemptsChart push={push} shown={attempt?.n ?? null} onPick={setChosen} />
        <OnPhone push={push} />
      </section>
      {attempt && <AttemptSections push={push} attempt={attempt} />}
    </article>
  )
}

function DetailHead({ push, attempt }: { push: Push; attempt: Attempt | undefined }) {
  const t = useT()
  const language = useView((view) => view.language)
  const outcome = toOutcome(push, useWaited(push), t, language)
  return (
    <header>
      <div className="dtitle">
        <h2 title={push.summary}>
          {toKind(push.kind, t)}
          {push.summary !== '' && (
            <>
              {' · '}
              <bdi>{push.summary}</bdi>
            </>
          )}
        </h2>
        <span className={`tag ${outcome.tone}`} data-testid="push-outcome">
          {outcome.text}
        </span>
      </div>
      <p className="meta num">
        <span>#{push.id}</span>
        <bdi>{push.nickname}</bdi>
        <span className="mono" title={push.openid}>
          {shorten(push.openid)}
        </span>
        {push.MsgId !== null && (
          <span>
            MsgId <span className="mono">{push.MsgId}</span>
          </span>
        )}
        {push.replayOf !== undefined && <span>{t('replay.of', { id: push.replayOf })}</span>}
      </p>
      <PushActions push={push} attempt={attempt} />
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
