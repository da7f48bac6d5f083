import type { CSSProperties } from 'react'
import type { AttemptRow } from '../../../src/control/types.ts'
import { toDuration } from '../parts/time.ts'
import { toBarLook } from './outcome.ts'

/** A wait that may be over before it is seen is not animated: at thousands of pushes a second there are always some. */
const BRIEF_MS = 300

/** Attempts drawn on one scale of 0 to 5.6 s, so that timeouts line up by eye. Readers get a text twin beside it. */
export function Lane({
  attempts,
  waitedMs,
}: {
  attempts: readonly Pick<AttemptRow, 'n' | 'verdict' | 'durationMs'>[]
  waitedMs: number
}) {
  const only = attempts.length === 1 ? attempts[0] : undefined
  return (
    <div className="lane" aria-hidden="true">
      {attempts.map((attempt) => (
        <i
          key={attempt.n}
          className={`bar ${toBarLook(attempt)} ${attempt.durationMs === null && waitedMs < BRIEF_MS ? 'brief' : ''}`}
          style={at((attempt.durationMs ?? waitedMs) / 1000)}
        />
      ))}
      {only && only.durationMs !== null && only.durationMs < 3000 && (
        <span className={`ms after-${toBarLook(only)}`} style={at(only.durationMs / 1000)}>
          {toDuration(only.durationMs)}
        </span>
      )}
    </div>
  )
}

export function Scale({ marks }: { marks: readonly number[] }) {
  return (
    <div className="scale" aria-hidden="true">
      {marks.map((seconds) => (
        <span key={seconds} className={seconds === 5 ? 'lim' : ''} style={at(seconds)}>
          {seconds === 5 ? '5 s' : seconds}
        </span>
      ))}
    </div>
  )
}

const END = 5.6

function at(seconds: number): CSSProperties {
  const style: CSSProperties & { '--s': number } = { '--s': Math.min(seconds, END) }
  return style
}
