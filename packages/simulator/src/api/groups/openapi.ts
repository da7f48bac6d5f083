/** 接口调用额度与 rid 查询 */
import type { Handlers } from '../call.ts'

export const OPENAPI: Handlers = {}
