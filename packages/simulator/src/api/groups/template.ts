/** 模板消息与一次性订阅消息 */
import type { Handlers } from '../call.ts'
import { getIndustry, setIndustry } from './template/industries.ts'
import { addTemplate, deleteTemplate, listTemplates } from './template/library.ts'
import { queryBlocked, sendOnce, sendTemplate } from './template/send.ts'

export const TEMPLATE: Handlers = {
  'template.setIndustry': setIndustry,
  'template.getIndustry': getIndustry,
  'template.add': addTemplate,
  'template.list': listTemplates,
  'template.delete': deleteTemplate,
  'template.send': sendTemplate,
  'template.sendOnceSubscribe': sendOnce,
  'template.queryBlocked': queryBlocked,
}
