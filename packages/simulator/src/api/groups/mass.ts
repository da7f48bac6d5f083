/** 群发消息 */
import type { Handlers } from '../call.ts'

export const MASS: Handlers = {}
