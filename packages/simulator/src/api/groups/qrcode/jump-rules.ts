/** 扫码打开小程序: rules by which an account's QR codes open a mini program. */
import type { JumpRule } from '../../../world/jump-rules.ts'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, type Handlers, text } from '../../call.ts'
import { numberOf } from '../people.ts'

const PREFIX = 'http://weixin.qq.com/q/'
const MAX_LISTED = 200

/** A rule changes only before it is published. */
const addRule: Handler = ({ world, account, body }) => {
  const [prefix, target, path, isEdit] = ['prefix', 'appid', 'path', 'is_edit'].map((name) =>
    text(body, name),
  )
  if (!prefix || !target || !path || (isEdit !== '0' && isEdit !== '1')) throw new ApiError(40097)
  const code = prefix.startsWith(PREFIX) ? world.qrCodes.byUrl(prefix) : undefined
  if (!code) throw new ApiError(85066)
  if (code.appid !== account.appid) throw new ApiError(85072)
  const known = world.jumpRules.find(account.appid, prefix)
  if (isEdit === '0' ? known : known?.published) throw new ApiError(85071)
  if (isEdit === '1' && !known) throw new ApiError(40097)
  world.jumpRules.set({ appid: account.appid, prefix, target, path, published: false })
  return OK
}

const publishRule: Handler = (call) => {
  const rule = ruleIn(call)
  if (!rule) throw new ApiError(85095)
  rule.published = true
  return OK
}

/** What is not there is as good as deleted. */
const deleteRule: Handler = (call) => {
  const rule = ruleIn(call)
  if (rule && rule.target === text(call.body, 'appid')) call.world.jumpRules.remove(rule)
  return OK
}

const listRules: Handler = ({ world, account, body }) => {
  const target = text(body, 'appid')
  const all = world.jumpRules.of(account.appid).filter((rule) => rule.target === target)
  const rules = select(all, body)
  return {
    ...OK,
    qrcodejump_open: 1,
    list_size: rules.length,
    total_count: all.length,
    rule_list: rules.map(({ prefix, path, published }) => ({ prefix, path, state: published ? 2 : 1 })),
  }
}

/** `get_type`: 0 the newest, 1 those of `prefix_list`, 2 a page. */
function select(rules: readonly JumpRule[], body: ApiCall['body']): readonly JumpRule[] {
  switch (text(body, 'get_type')) {
    case '':
    case '0':
      return rules.slice(0, MAX_LISTED)
    case '1': {
      const wanted: unknown = body['prefix_list']
      if (!Array.isArray(wanted) || wanted.length > MAX_LISTED) throw new ApiError(40097)
      return rules.filter(({ prefix }) => wanted.includes(prefix))
    }
    case '2': {
      const [page, size] = [numberOf(body, 'page_num'), numberOf(body, 'page_size')]
      if (!(page >= 1 && size >= 1 && size <= MAX_LISTED)) throw new ApiError(40097)
      return rules.slice((page - 1) * size, page * size)
    }
    default:
      throw new ApiError(40097)
  }
}

function ruleIn({ world, account, body }: ApiCall): JumpRule | undefined {
  return world.jumpRules.find(account.appid, text(body, 'prefix'))
}

export const QR_JUMP_RULES: Handlers = {
  'qrcodeJump.add': addRule,
  'qrcodeJump.publish': publishRule,
  'qrcodeJump.delete': deleteRule,
  'qrcodeJump.get': listRules,
}
