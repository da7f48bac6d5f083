/** What a fault rule can do, by its direction: for the check of the rules and for the panel's form. */
import type { FaultRule } from './types.ts'

export type EffectType = FaultRule['effect']['type']

export const FAULT_EFFECTS: Readonly<Record<FaultRule['direction'], readonly EffectType[]>> = {
  push: ['delay', 'drop', 'reset', 'half', 'tls', 'slow', 'duplicate', 'reorder'],
  api: ['delay', 'drop', 'reset', 'half', 'error', 'status', 'html', 'empty'],
}
