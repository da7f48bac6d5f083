/** 永久素材 */
import type { Handlers } from '../call.ts'

export const MATERIAL: Handlers = {}
