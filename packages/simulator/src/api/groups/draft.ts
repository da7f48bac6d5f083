/** 草稿箱 */
import type { Handlers } from '../call.ts'

export const DRAFT: Handlers = {}
