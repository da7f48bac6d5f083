import type { Call } from '../../../../src/control/types.ts'
import { createCount } from '../../api/rows.ts'

export const errorCount = createCount(isFailed)

export function isFailed({ errcode, status }: Call): boolean {
  return errcode !== 0 || status >= 400
}

/** ok, 45015, HTTP 502 */
export function toResult({ errcode, status }: Call): string {
  if (errcode !== 0) return String(errcode)
  return status >= 400 ? `HTTP ${status}` : 'ok'
}
