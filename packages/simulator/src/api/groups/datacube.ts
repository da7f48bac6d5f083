/** 数据统计: computed from what happened in this world. */
import type { Handlers } from '../call.ts'

export const DATACUBE: Handlers = {}
