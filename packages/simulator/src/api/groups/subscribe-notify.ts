/** 订阅通知 */
import type { Handlers } from '../call.ts'
import {
  addTemplate,
  deleteTemplate,
  listCategories,
  listKeywords,
  listTemplates,
  listTitles,
} from './subscribe-notify/library.ts'
import { sendNotice } from './subscribe-notify/send.ts'

export const SUBSCRIBE_NOTIFY: Handlers = {
  'subscribeNotify.categories': listCategories,
  'subscribeNotify.publicTitles': listTitles,
  'subscribeNotify.publicKeywords': listKeywords,
  'subscribeNotify.addTemplate': addTemplate,
  'subscribeNotify.deleteTemplate': deleteTemplate,
  'subscribeNotify.templates': listTemplates,
  'subscribeNotify.send': sendNotice,
}
