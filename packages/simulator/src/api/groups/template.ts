/** 模板消息与一次性订阅消息 */
import type { Handlers } from '../call.ts'

export const TEMPLATE: Handlers = {}
