/** 数据统计: computed from what happened in this world. */
import type { Handlers } from '../call.ts'
import { ARTICLE_DATA } from './datacube/articles.ts'
import { CALLBACK_DATA } from './datacube/callbacks.ts'
import { MESSAGE_DATA } from './datacube/messages.ts'
import { PUBLISHED_DATA } from './datacube/published.ts'
import { USER_DATA } from './datacube/users.ts'

export const DATACUBE: Handlers = {
  ...USER_DATA,
  ...ARTICLE_DATA,
  ...PUBLISHED_DATA,
  ...MESSAGE_DATA,
  ...CALLBACK_DATA,
}
