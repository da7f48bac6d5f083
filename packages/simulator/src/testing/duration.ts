/** How long: milliseconds, or a text such as `'90s'`, `'48h'`, `'3d'`. */
export type Duration = number | `${number}${Unit}`

type Unit = 'ms' | 's' | 'm' | 'h' | 'd'

const MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** @throws RangeError for what is no duration, or a negative one: time does not run backwards */
export function toMilliseconds(duration: Duration): number {
  const [, digits = '', unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(String(duration)) ?? []
  if (digits === '' || !isUnit(unit)) {
    throw new RangeError(
      `${duration} 不是时长，应为毫秒数或 '90s'、'48h'、'3d' / is no duration: give milliseconds, or a text such as '90s', '48h', '3d'`,
    )
  }
  return Number(digits) * MS[unit]
}

function isUnit(text: string): text is Unit {
  return Object.hasOwn(MS, text)
}
