/** Faults on demand, as a call of the API meets them. */
import type { Clock } from '../clock.ts'
import type { Effect } from '../world/faults.ts'
import { ApiError } from './answer.ts'

/** The connection was lost on purpose. */
export class Dropped extends Error {}

/** @throws ApiError or Dropped, unless the fault is a mere delay */
export async function suffer(fault: Effect, clock: Clock): Promise<void> {
  if (fault.type === 'drop') throw new Dropped()
  if (fault.type === 'error') throw new ApiError(fault.errcode)
  await new Promise<void>((resolve) => clock.setTimeout(resolve, fault.ms))
}
