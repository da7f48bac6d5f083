/** 订阅通知 */
import type { Handlers } from '../call.ts'

export const SUBSCRIBE_NOTIFY: Handlers = {}
