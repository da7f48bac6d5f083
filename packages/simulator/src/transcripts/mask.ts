/** Numbers by which somebody could be called or named, and where they were, made anybody's. */
import { isRecord } from '../check.ts'
import type { Action } from '../control/types.ts'

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const IDENTITY_CARD = /(?<!\d)\d{17}[\dXx](?!\d)/g
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const OPENID = /(?<![\w-])o[\w-]{27}(?![\w-])/g

export function maskText(text: string): string {
  return text
    .replaceAll(OPENID, 'oAAAAAAAAAAAAAAAAAAAAAAAAAAA')
    .replaceAll(IDENTITY_CARD, '110101199001010000')
    .replaceAll(MOBILE, '13800000000')
    .replaceAll(MAIL, 'someone@example.com')
}

/** A place to about a kilometre. */
const COORDINATES = new Set(['latitude', 'longitude', 'Latitude', 'Longitude', 'Location_X', 'Location_Y'])

/** A gesture without what could name a person. */
export function mask(action: Action): Action {
  switch (action.type) {
    case 'text':
      return { ...action, content: maskText(action.content) }
    case 'voice':
      return {
        ...action,
        ...(action.recognition !== undefined && { recognition: maskText(action.recognition) }),
      }
    case 'location':
      return { ...action, ...roughly(action), label: '某地' }
    case 'reportLocation':
      return { ...action, ...roughly(action) }
    case 'event': {
      const { fields } = action
      const masked = deep(fields, '')
      return isRecord(masked) ? { ...action, fields: masked } : action
    }
    default:
      return action
  }
}

function roughly({ latitude = 0, longitude = 0 }: { latitude?: number; longitude?: number }) {
  return { latitude: round(latitude), longitude: round(longitude) }
}

const round = (degrees: number) => Math.round(degrees * 100) / 100

function deep(value: unknown, name: string): unknown {
  if (COORDINATES.has(name) && Number.isFinite(Number(value)))
    return typeof value === 'string' ? String(round(Number(value))) : round(Number(value))
  if (typeof value === 'string') return name === 'Label' ? '某地' : maskText(value)
  if (Array.isArray(value)) return value.map((item) => deep(item, ''))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, deep(entry, key)]))
}
