/**
 * WeChat on your machine: push service, server API, OAuth pages and a phone in the browser.
 *
 * `createSimulator` is all that most need. The shapes of the control API are exported from `@yingwu/simulator/types`.
 */

// === Commonly used
export type { AutosaveOptions } from './autosave/autosave.ts'
export { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts'
export type { NewCallback } from './core.ts'
export type { ListenOptions } from './http/listen.ts'
export type { AccountOptions } from './world/accounts.ts'
export { Problem } from './problem.ts'
export { describeReport } from './transcripts/describe.ts'
export type { Pace } from './transcripts/pace.ts'

// === For tests: time and chance under control
export { createFakeClock, type FakeClock } from './testing/fake-clock.ts'
export { type Clock, systemClock, type WorldClock } from './clock.ts'
export { type Random, seededRandom, systemRandom } from './random.ts'

// === What happens and what is shown
export type { Bus, SimEvent } from './bus.ts'
export * from './control/types.ts'
