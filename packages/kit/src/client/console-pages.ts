/** Which page of WeChat's console puts a code right. */
import type { ConsolePage } from '../errors.ts'

const MP = 'https://mp.weixin.qq.com/'
const BASIC = `${MP}advanced/advanced?action=dev&t=advanced/dev&lang=zh_CN`
const RIGHTS = `${MP}advanced/advanced?action=table&t=advanced/table&lang=zh_CN`

const SECRET: ConsolePage = { title: '设置与开发 → 基本配置 → 公众号开发信息', url: BASIC }
const ALLOW_LIST: ConsolePage = { title: '设置与开发 → 基本配置 → IP白名单', url: BASIC }
const API_RIGHTS: ConsolePage = { title: '设置与开发 → 接口权限', url: RIGHTS }
const DOMAINS: ConsolePage = { title: '设置与开发 → 公众号设置 → 功能设置', url: MP }
const NOTICES: ConsolePage = { title: '通知中心', url: MP }
const TEMPLATES: ConsolePage = { title: '广告与服务 → 模板消息', url: MP }
const SUBSCRIPTIONS: ConsolePage = { title: '广告与服务 → 订阅通知', url: MP }
const AGENTS: ConsolePage = { title: '广告与服务 → 客服', url: MP }
const LIBRARY: ConsolePage = { title: '内容管理 → 素材库', url: MP }
const MINI_PROGRAMS: ConsolePage = { title: '广告与服务 → 小程序管理', url: MP }

const PAGES: readonly (readonly [page: ConsolePage, ...codes: number[]])[] = [
  [SECRET, 40013, 40125, 41002, 41004, 40243],
  [ALLOW_LIST, 40164, 45035],
  [API_RIGHTS, 48001, 45009, 50001],
  [DOMAINS, 10003, 40048, 40054, 40055, 45082],
  [NOTICES, 48004, 50002, 50004, 50007, 45087],
  [TEMPLATES, 40037, 40102, 43102, 45026, 45027],
  [SUBSCRIPTIONS, 43101, 43116],
  [AGENTS, 61450, 61451, 61452, 61454, 65400, 65401],
  [LIBRARY, 45034, 45074],
  [MINI_PROGRAMS, 40165, 40166, 45064],
]

const BY_CODE = new Map(PAGES.flatMap(([page, ...codes]) => codes.map((code) => [code, page])))

export function pageFor(code: number): ConsolePage | undefined {
  return BY_CODE.get(code)
}
