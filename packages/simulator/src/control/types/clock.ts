/** The clock of the simulator. */

/** `GET`, `POST /_sim/v1/clock` */
export interface ClockState {
  /** Simulator time, ms. */
  now: number
  /** How far it is ahead of real time, ms. */
  aheadMs: number
  speed: number
  paused: boolean
}

export type ClockChange =
  | { advanceSeconds: number }
  | { paused: boolean }
  | { speed: number }
  | { real: true }
