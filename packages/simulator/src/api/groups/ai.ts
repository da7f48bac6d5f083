/** 智能接口: canned results, marked as such. */
import type { Handlers } from '../call.ts'

export const AI: Handlers = {}
