/**
 * The test kit: WeChat inside a test, for vitest, node:test and any other runner.
 *
 * `startSimulator` is all that most need.
 */
export { startSimulator } from './start-simulator.ts'
export type { NewFault, NewPerson, Receiver, StartOptions, TestSimulator } from './types.ts'
export type { ActOptions, TestFan } from './fan.ts'
export type { TestAccount } from './test-account.ts'
export type { TestFetch } from './test-fetch.ts'
export type { TestClock } from './test-clock.ts'
export type { TestObserver } from './reports.ts'
export type { Duration } from './duration.ts'
export { NoMessageError } from './explain.ts'
export { TranscriptError } from './replay.ts'
export { createFakeClock, type FakeClock } from './fake-clock.ts'
