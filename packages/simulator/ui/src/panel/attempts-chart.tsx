import { Fragment } from 'react'
import type { AttemptRow, PushRow } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { toDuration } from '../parts/time.ts'
import { useView } from '../view/window.ts'
import { Lane, Scale } from './lane.tsx'
import { attemptTone, attemptWord } from './outcome.ts'
import { useWaited } from './use-waited.ts'

/** One line per attempt against the 5-second line. A click shows that attempt's request and reply below. */
export function AttemptsChart({
  push,
  shown,
  onPick,
}: {
  push: PushRow
  shown: number | null
  onPick: (n: number) => void
}) {
  const waited = useWaited(push)
  return (
    <div className="chart">
      <span />
      <Scale marks={[0, 1, 2, 3, 4, 5]} />
      <span />
      {push.attempts.map((attempt) => (
        <Fragment key={attempt.n}>
          <Line
            push={push}
            attempt={attempt}
            waited={waited}
            pressed={push.attempts.length > 1 && attempt.n === shown}
            onPick={onPick}
          />
        </Fragment>
      ))}
    </div>
  )
}

function Line({
  push,
  attempt,
  waited,
  pressed,
  onPick,
}: {
  push: PushRow
  attempt: AttemptRow
  waited: number
  pressed: boolean
  onPick: (n: number) => void
}) {
  const t = useT()
  const language = useView((view) => view.language)
  return (
    <button
      type="button"
      className="chartline"
      data-testid={`attempt-${push.id}-${attempt.n}`}
      data-verdict={attempt.verdict}
      aria-pressed={pressed}
      onClick={() => onPick(attempt.n)}
    >
      <span className="lab">
        {attempt.n}/{attempt.of}
      </span>
      <Lane attempts={[attempt]} waitedMs={waited} />
      <span className="res">
        <b className={`out ${attemptTone(attempt)}`}>{attemptWord(attempt, t, language)}</b>
        <span className="num hint">{toDuration(attempt.durationMs ?? waited)}</span>
      </span>
    </button>
  )
}
