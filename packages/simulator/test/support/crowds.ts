/** Crowds, made by the control API. */
import type { Stage } from './stage.ts'

export const generate = (stage: Stage, wish: object) => stage.control('POST', '/followers', wish)

/** The people of a crowd, without 晓雨. */
export const crowdOf = ({ sim }: Stage) => sim.fans().slice(1)
