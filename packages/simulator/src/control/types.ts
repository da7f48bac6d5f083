/**
 * Everything that travels over the control API (`/_sim/v1`), as JSON. The phone, the push log and tests in any
 * language read these shapes; nothing else leaves the simulator. Times are milliseconds of the simulator's clock
 * unless a name says otherwise; durations are real milliseconds.
 */
export type * from './types/accounts.ts'
export type * from './types/actions.ts'
export type * from './types/agents.ts'
export type * from './types/calls.ts'
export type * from './types/clock.ts'
export type * from './types/events.ts'
export type * from './types/fans.ts'
export type * from './types/fault-presets.ts'
export type * from './types/faults.ts'
export type * from './types/followers.ts'
export type * from './types/health.ts'
export type * from './types/js-sdk.ts'
export type * from './types/mark-fail.ts'
export type * from './types/menus.ts'
export type * from './types/messages.ts'
export type * from './types/pages.ts'
export type * from './types/panel.ts'
export type * from './types/phone.ts'
export * from './types/pushes.ts'
export type * from './types/run.ts'
export type * from './types/templates.ts'
export type * from './types/transcripts.ts'
export type * from './types/world.ts'
