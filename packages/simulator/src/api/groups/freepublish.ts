/** 发布能力 */
import type { Handlers } from '../call.ts'

export const FREEPUBLISH: Handlers = {}
