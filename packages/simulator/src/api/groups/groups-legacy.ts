/** 用户分组 (old interface over the tags). */
import type { Handlers } from '../call.ts'

export const GROUPS_LEGACY: Handlers = {}
