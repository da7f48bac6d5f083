/** The lines of a journal: one change each, as JSON. */
import type { Delete, Put } from './entries.ts'

export type Change = ({ type: 'put' } & Put) | ({ type: 'delete' } & Delete)

/** `id` lets the writer find its own line again. What comes after a seal does not count. */
export type Line = (Change | { type: 'seal'; at: number }) & { id: string }

/** The line feed in front ends what somebody else may have left half written. */
export function toText(line: Line): string {
  return `\n${JSON.stringify(line)}\n`
}

export function toLine(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isLine(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isLine(value: unknown): value is Line {
  if (!isRecord(value) || typeof value['at'] !== 'number') return false
  const { type, key } = value
  if (type === 'seal' || (type === 'delete' && typeof key === 'string')) return true
  const isPut = type === 'put' && typeof key === 'string'
  return isPut && typeof value['value'] === 'string' && typeof value['ttlMs'] === 'number'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
