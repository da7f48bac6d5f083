/** The TSDoc of calls and fields: everything the contract knows that a caller wants to see on hover. */
import { describeWhen, parseWhen } from './conditions.ts'
import type { Endpoint, Field, Variant } from './model.ts'
import { literal, sentence } from './text.ts'

export function endpointDoc(endpoint: Endpoint): string[] {
  return [
    `${endpoint.titleZh} · ${endpoint.title}.`,
    '',
    `\`${endpoint.method} https://${endpoint.host}${endpoint.path}\``,
    '',
    ...facts(endpoint).map((fact) => `- ${fact}`),
    ...deprecation(endpoint),
  ]
}

function facts(endpoint: Endpoint): string[] {
  const quota = [
    endpoint.dailyQuota === null ? '' : `${endpoint.dailyQuota} calls a day`,
    endpoint.sandboxDailyQuota === undefined ? '' : `${endpoint.sandboxDailyQuota} for sandbox accounts`,
    endpoint.quotaNote ?? '',
  ].filter((part) => part !== '')
  return [
    ...(endpoint.accounts.length === 0 ? [] : [`For ${endpoint.accounts.join(', ')}; others get 48001.`]),
    ...(quota.length === 0 ? [] : [`${quota.join('; ')}.`]),
    ...endpoint.quirks,
  ]
}

function deprecation({ deprecated, deprecatedNote, replacement }: Endpoint): string[] {
  if (!deprecated) return []
  const instead = replacement === undefined ? '' : ` Use \`${replacement}\`.`
  return ['', `@deprecated ${sentence(deprecatedNote ?? 'no longer wanted')}${instead}`]
}

export function fieldDoc(field: Field): string[] {
  const parts = [
    ...(field.note === undefined ? [] : [sentence(field.note)]),
    ...(field.when === undefined || field.required !== 'conditional'
      ? []
      : [`Needed ${describeWhen(parseWhen(field.when))}.`]),
    ...limits(field),
    ...(field.variants ?? []).map(variant),
    ...(field.default === undefined ? [] : [`Default \`${literal(field.default)}\`.`]),
  ]
  const text = parts.length === 0 ? [] : [parts.join(' ')]
  return field.deprecated === true ? [...text, '@deprecated Without effect or refused.'] : text
}

function limits(field: Field): string[] {
  const unit = field.type === 'file' ? 'bytes' : 'UTF-8 bytes'
  return [
    bounds(field.minLength, field.maxLength, 'characters'),
    bounds(undefined, field.maxBytes, unit),
    bounds(field.min, field.max, ''),
    bounds(field.minItems, field.maxItems, 'items'),
    field.pattern === undefined ? '' : `Matches \`${field.pattern}\`.`,
    field.formats === undefined ? '' : `${field.formats.replaceAll('|', ' or ')}.`,
    FORMATS[field.format ?? ''] ?? '',
  ].filter((part) => part !== '')
}

const FORMATS: Record<string, string> = {
  int64: 'A 64-bit number, kept as text.',
  'YYYY-MM-DD': '`YYYY-MM-DD`, a day in Beijing time.',
  json: 'JSON text.',
}

function variant({ when, formats, maxBytes }: Variant): string {
  const kinds = formats.replaceAll('|', ' or ')
  return `${kinds} of at most ${maxBytes} bytes ${describeWhen(parseWhen(when))}.`
}

function bounds(low: number | undefined, high: number | undefined, unit: string): string {
  const tail = unit === '' ? '.' : ` ${unit}.`
  if (low !== undefined && high !== undefined)
    return low === high ? `Exactly ${low}${tail}` : `${low} to ${high}${tail}`
  if (high !== undefined) return `At most ${high}${tail}`
  return low === undefined ? '' : `At least ${low}${tail}`
}
