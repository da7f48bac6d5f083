/** 图文消息留言管理 */
import type { Handlers } from '../call.ts'

export const COMMENT: Handlers = {}
