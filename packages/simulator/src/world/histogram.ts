/** Durations in bounded memory: counted by size, so that percentiles come out to within 4 %. */

/** Each step is so much longer than the one before. */
const STEP = 1.08
/** Up to a minute and a half; longer ones count as that. */
const STEPS = 150
const LOG_STEP = Math.log(STEP)

export type Histogram = Uint32Array

export function createHistogram(): Histogram {
  return new Uint32Array(STEPS)
}

export function count(histogram: Histogram, ms: number): void {
  const step = Math.min(STEPS - 1, Math.round(Math.log(Math.max(0, ms) + 1) / LOG_STEP))
  histogram[step] = (histogram[step] ?? 0) + 1
}

export function addTo(sum: Histogram, other: Histogram): void {
  for (let step = 0; step < STEPS; step++) sum[step] = (sum[step] ?? 0) + (other[step] ?? 0)
}

export function totalOf(histogram: Histogram): number {
  return histogram.reduce((sum, n) => sum + n, 0)
}

/** The duration within which `share` (0 to 1) of all lie; null where there are none. */
export function percentile(histogram: Histogram, share: number): number | null {
  const wanted = Math.ceil(totalOf(histogram) * share)
  let seen = 0
  for (let step = 0; step < STEPS; step++) {
    seen += histogram[step] ?? 0
    if (seen > 0 && seen >= wanted) return Math.round(STEP ** step - 1)
  }
  return null
}
