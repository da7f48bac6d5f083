import { useMemo } from 'react'
import type { Push } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { toDuration } from '../parts/time.ts'

/** Retries, and how long answers took: the middle one, and the one that 95 of 100 beat. */
export function StatusLine({ pushes }: { pushes: readonly Push[] }) {
  const t = useT()
  const { retries, p50, p95 } = useMemo(() => measure(pushes), [pushes])
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

function measure(pushes: readonly Push[]): { retries: number; p50: string; p95: string } {
  const answered: number[] = []
  let retries = 0
  for (const { attempts } of pushes) {
    retries += Math.max(0, attempts.length - 1)
    for (const { response, durationMs } of attempts)
      if (response !== null && durationMs !== null) answered.push(durationMs)
  }
  // Typed, because sorting 50,000 plain numbers would be felt.
  const times = Float64Array.from(answered).sort()
  return { retries, p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}

function quantile(sorted: Float64Array, share: number): string {
  const time = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return time === undefined ? '–' : toDuration(time)
}
