import { useMemo } from 'react'
import type { PushRow } from '../../../src/control/types.ts'
import { createPerSegment, type Rows } from '../api/rows.ts'
import { useT } from '../i18n/use-t.ts'
import { toDuration } from '../parts/time.ts'
import { useCalm } from '../parts/use-calm.ts'

const CALM_MS = 1000

/** Retries, and how long answers took: the middle one, and the one that 95 of 100 beat. */
export function StatusLine({ pushes }: { pushes: Rows<PushRow> | null }) {
  const t = useT()
  // Of 50,000 pushes the figures may come a moment later than the rows.
  const calm = useCalm(pushes, CALM_MS)
  const { retries, p50, p95 } = useMemo(() => measure(calm), [calm])
  return (
    <div className="statusline num">
      <span>
        {t('retries')} <b>{retries}</b>
      </span>
      <span>
        p50 <b>{p50}</b>
      </span>
      <span>
        p95 <b>{p95}</b>
      </span>
    </div>
  )
}

function measure(pushes: Rows<PushRow> | null): { retries: number; p50: string; p95: string } {
  const segments = measured(pushes)
  const retries = segments.reduce((sum, segment) => sum + segment.retries, 0)
  const times = new Float64Array(segments.reduce((sum, { answered }) => sum + answered.length, 0))
  let end = 0
  for (const { answered } of segments) {
    times.set(answered, end)
    end += answered.length
  }
  // Typed, because sorting 50,000 plain numbers would be felt.
  times.sort()
  return { retries, p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}

const measured = createPerSegment((rows: readonly PushRow[]) => {
  const attempts = rows.flatMap((row) => row.attempts)
  const answered = attempts.filter(({ status, durationMs }) => status !== null && durationMs !== null)
  return {
    retries: rows.reduce((sum, row) => sum + Math.max(0, row.attempts.length - 1), 0),
    answered: Float64Array.from(answered, ({ durationMs }) => durationMs ?? 0),
  }
})

function quantile(sorted: Float64Array, share: number): string {
  const time = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return time === undefined ? '–' : toDuration(time)
}
