/** 扫普通链接二维码打开小程序: which QR codes of an account open a mini program instead. */
import { boolean, object, string } from '../check.ts'

export interface JumpRule {
  /** Account whose codes these are. */
  appid: string
  /** What the code says: `http://weixin.qq.com/q/…`. */
  prefix: string
  /** Mini program that opens, and its page. */
  target: string
  path: string
  /** Nothing happens to people before it is published. */
  published: boolean
}

export interface JumpRules {
  /** Newest first. */
  of(appid: string): JumpRule[]
  find(appid: string, prefix: string): JumpRule | undefined
  /** Replaces the rule of the same prefix. */
  set(rule: JumpRule): void
  remove(rule: JumpRule): void
  export(): JumpRule[]
  import(rules: readonly JumpRule[]): void
}

export function createJumpRules(): JumpRules {
  const rules = new Map<string, JumpRule>()
  const keyOf = (appid: string, prefix: string) => `${appid} ${prefix}`

  return {
    of: (appid) => [...rules.values()].filter((rule) => rule.appid === appid).toReversed(),
    find: (appid, prefix) => rules.get(keyOf(appid, prefix)),
    set: (rule) => void rules.set(keyOf(rule.appid, rule.prefix), rule),
    remove: ({ appid, prefix }) => void rules.delete(keyOf(appid, prefix)),
    export: () => [...rules.values()],
    import(saved) {
      rules.clear()
      for (const rule of saved) rules.set(keyOf(rule.appid, rule.prefix), rule)
    },
  }
}

export const jumpRuleCheck = object<JumpRule>({
  appid: string(),
  prefix: string({ min: 1 }),
  target: string({ min: 1 }),
  path: string(),
  published: boolean,
})
