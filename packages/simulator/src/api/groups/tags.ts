/** 用户标签与黑名单 */
import type { Handlers } from '../call.ts'

export const TAGS: Handlers = {}
