/** `offset` and `count` of the calls that list by page. */
import { ApiError } from './answer.ts'
import { text } from './call.ts'

const MAX_COUNT = 20

/** The wanted part of a list in the shape of every such answer. 40097: a negative offset, a count beyond 1 to 20. */
export function pageOf<T>(
  body: { [name: string]: unknown },
  all: readonly T[],
  toItem: (entry: T) => { [member: string]: unknown },
): { item: { [member: string]: unknown }[]; total_count: number; item_count: number } {
  const [offset, count] = [text(body, 'offset'), text(body, 'count')]
  const isFine = /^\d{1,9}$/.test(offset) && /^\d{1,9}$/.test(count)
  if (!isFine || Number(count) < 1 || Number(count) > MAX_COUNT) throw new ApiError(40097)
  const item = all.slice(Number(offset), Number(offset) + Number(count)).map(toItem)
  return { item, total_count: all.length, item_count: item.length }
}
