/** Times as the window and the phone write them. The simulator's clock is shown in this computer's time zone. */
import { useEffect, useState } from 'react'
import type { SimState } from '../api/state.ts'
import type { Language } from '../view/view.ts'
import { useSim } from '../view/window.ts'

/** The simulator's time at this moment. */
export function simNow({ now, at, speed, paused }: SimState['clock']): number {
  return paused ? now : now + (Date.now() - at) * speed
}

/** The simulator's time, renewed every second. */
export function useSimNow(): number {
  const clock = useSim((state) => state.clock)
  useTick(clock.paused ? null : 1000)
  return simNow(clock)
}

/** Draws the component again every so many milliseconds; null stops. */
export function useTick(everyMs: number | null): void {
  const [, draw] = useState(0)
  useEffect(() => (everyMs === null ? undefined : addToBeat(everyMs, () => draw((n) => n + 1))), [everyMs])
}

/** By their period: many who wait are drawn together. */
const beats = new Map<number, { runs: Set<() => void>; timer: ReturnType<typeof setInterval> }>()

function addToBeat(everyMs: number, run: () => void): () => void {
  const beat = beats.get(everyMs) ?? startBeat(everyMs)
  beat.runs.add(run)
  return () => {
    beat.runs.delete(run)
    if (beat.runs.size > 0) return
    clearInterval(beat.timer)
    beats.delete(everyMs)
  }
}

function startBeat(everyMs: number) {
  const runs = new Set<() => void>()
  const timer = setInterval(() => {
    for (const run of runs) run()
  }, everyMs)
  const beat = { runs, timer }
  beats.set(everyMs, beat)
  return beat
}

/** Made once: it costs more than all the times on a screen. */
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})

/** 14:34:08 */
export function toClock(ms: number): string {
  return CLOCK.format(ms)
}

/** 11月22日 14:34:08, or 22 Nov 14:34:08 */
export function toDateClock(ms: number, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const day = new Date(ms).toLocaleDateString(locale, {
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
  })
  return `${day} ${toClock(ms)}`
}

/** The grey time between messages: 下午2:32, 昨天 下午2:32, 星期三 下午2:32, 11月20日 下午2:32. */
export function toStamp(ms: number, now: number): string {
  const date = new Date(ms)
  const time = `${toDayPart(date.getHours())}${date.getHours() % 12 || 12}:${String(date.getMinutes()).padStart(2, '0')}`
  const days = Math.round((midnight(now) - midnight(ms)) / 86_400_000)
  if (days <= 0) return time
  if (days === 1) return `昨天 ${time}`
  if (days < 7) return `${date.toLocaleDateString('zh-CN', { weekday: 'long' })} ${time}`
  return `${date.getMonth() + 1}月${date.getDate()}日 ${time}`
}

/** 88 ms, 1.21 s, 11.2 s */
export function toDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
}

const SPANS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const
const SECOND = { unit: 'second', ms: 1000 } as const

/** 1 分钟, 2 小时, 3 天 */
export function toSpan(ms: number, language: Language): string {
  const { unit, ms: size } = SPANS.find((span) => ms >= span.ms) ?? SECOND
  const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', options).format(ms / size)
}

function toDayPart(hour: number): string {
  if (hour < 6) return '凌晨'
  if (hour < 12) return '上午'
  if (hour < 13) return '中午'
  return hour < 18 ? '下午' : '晚上'
}

function midnight(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0)
}

/** 1:57:41, 2:39 */
export function toCountdown(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
