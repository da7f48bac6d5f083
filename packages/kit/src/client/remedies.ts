/** What to do about the codes that people meet most. Codes that explain themselves have no line here. */
import type { Bilingual } from '../errors.ts'

const CHECK_APP_ID: Bilingual = {
  zh: '核对 AppID（公众平台「设置与开发 → 基本配置」），接口地址与账号要配套',
  en: 'check the AppID (公众平台 → 设置与开发 → 基本配置), and that the API address belongs to the same account',
}
const CHECK_SECRET: Bilingual = {
  zh: '核对 AppSecret；重置过的话旧的立即失效',
  en: 'check the AppSecret; after a reset the old one is dead at once',
}
const TOKEN_WAR: Bilingual = {
  zh: '已换新 token 重试一次仍失败：检查是否有别的程序用同一账号反复刷新 token，或 AppSecret 不对',
  en: 'a new token was tried once: look for another program that keeps refreshing this account, or a wrong AppSecret',
}
const NOT_A_FOLLOWER: Bilingual = {
  zh: '对方未关注或已取消关注本账号，从收件人中去掉',
  en: 'the user does not follow this account (any more): drop the recipient',
}
const FOREIGN_OPENID: Bilingual = {
  zh: 'openid 不属于本账号：每个账号的 openid 都不同',
  en: 'the openid is not of this account: every account has openids of its own',
}
const ACCOUNT_LIMITED: Bilingual = {
  zh: '登录公众平台查看处罚通知',
  en: 'see the notice of the penalty on mp.weixin.qq.com',
}
const ASK_ADMIN: Bilingual = {
  zh: '请账号管理员在微信里确认这个 IP 的调用',
  en: 'the account’s administrator has to confirm this address in WeChat',
}
const START_AGAIN: Bilingual = {
  zh: '让用户重新打开授权链接',
  en: 'let the user open the authorization link again',
}

export const REMEDIES: Readonly<Record<number, Bilingual>> = {
  [-1]: { zh: '稍后再试', en: 'try again a little later' },
  40001: TOKEN_WAR,
  40014: TOKEN_WAR,
  42001: TOKEN_WAR,
  40003: FOREIGN_OPENID,
  40013: CHECK_APP_ID,
  41002: CHECK_APP_ID,
  40125: CHECK_SECRET,
  41004: CHECK_SECRET,
  40243: { zh: '在公众平台解冻 AppSecret', en: 'unfreeze the AppSecret on mp.weixin.qq.com' },
  61004: {
    zh: '把服务器地址登记到第三方平台',
    en: 'register the server’s address with the third-party platform',
  },
  89503: ASK_ADMIN,
  89505: ASK_ADMIN,
  89506: { zh: '管理员已拒绝，24 小时后再试', en: 'the administrator refused: try again after 24 hours' },
  89507: { zh: '管理员已拒绝，1 小时后再试', en: 'the administrator refused: try again after an hour' },
  40007: {
    zh: '临时素材只保存 3 天，重新上传；别的账号的素材不能用',
    en: 'temporary media live 3 days: upload again; media of another account do not work',
  },
  40029: START_AGAIN,
  40163: START_AGAIN,
  42003: START_AGAIN,
  40030: START_AGAIN,
  42002: START_AGAIN,
  40033: {
    zh: '不要把中文转成 \\uXXXX，直接用 UTF-8 发送',
    en: 'do not escape characters as \\uXXXX, send raw UTF-8',
  },
  41005: { zh: '文件要带文件名和扩展名', en: 'give the file a name with an extension' },
  43004: NOT_A_FOLLOWER,
  46004: FOREIGN_OPENID,
  45009: {
    zh: '今天的次数用完，北京时间 0 点恢复；或用 api.quota.clear 清零（每月 10 次）',
    en: 'used up for today, back at 0:00 Beijing time; or reset with api.quota.clear (10 a month)',
  },
  45011: { zh: '放慢，下一分钟再试', en: 'slow down, try again in the next minute' },
  45015: {
    zh: '用户须先来消息或互动才能发客服消息；超时请改用模板消息或订阅通知',
    en: 'the user has to write first; after the window use a template message or a subscription notification',
  },
  45047: {
    zh: '一次互动后的客服消息条数用完，等用户再发消息',
    en: 'the messages allowed after one interaction are used up: wait until the user writes again',
  },
  48001: {
    zh: '账号类型没有这个接口的权限，见公众平台「接口权限」；开发时可用测试号',
    en: 'this kind of account lacks the call, see 接口权限 on mp.weixin.qq.com; a sandbox account (测试号) has most',
  },
  48004: ACCOUNT_LIMITED,
  50002: ACCOUNT_LIMITED,
  50004: ACCOUNT_LIMITED,
  50007: ACCOUNT_LIMITED,
}
