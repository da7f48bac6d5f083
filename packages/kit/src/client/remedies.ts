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
  zh: '已换新 token 重试仍失败：检查是否有别的程序用同一账号反复刷新 token，或接口地址与账号不配套',
  en: 'new tokens were tried: look for another program that keeps refreshing this account, or an API address of another account',
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

const CHECK_FILE: Bilingual = {
  zh: '按接口说明换文件格式；扩展名、Content-Type 和内容要一致（webp 请先转成 jpg 或 png）',
  en: 'convert the file to a format of this call; extension, Content-Type and contents must agree (webp: convert to jpg or png)',
}
const SMALLER_FILE: Bilingual = {
  zh: '压缩文件：图片 10 MB、语音 2 MB、视频 10 MB、缩略图 64 KB 以内',
  en: 'make the file smaller: image 10 MB, voice 2 MB, video 10 MB, thumb 64 KB',
}
const MENU_SHAPE: Bilingual = {
  zh: '一级菜单最多 3 个、名称 16 字节，二级最多 5 个、名称 60 字节（一个汉字 3 字节）；每种按钮要有自己的字段',
  en: 'at most 3 buttons of 16 bytes, each with at most 5 of 60 bytes (a Chinese character has 3); every type needs its own members',
}
const OWN_DOMAIN: Bilingual = {
  zh: '域名要先在公众平台登记，且与链接完全一致（含子域名）',
  en: 'register the domain on mp.weixin.qq.com first; it must be the same, subdomain included',
}
const SHORTER: Bilingual = {
  zh: '缩短内容；长度按 UTF-8 字节算，一个汉字 3 字节',
  en: 'make it shorter; lengths are UTF-8 bytes, a Chinese character has 3',
}
const TAG_IDS: Bilingual = {
  zh: '用 tags.list 查标签；0、1、2 是系统标签，不能改',
  en: 'see tags.list; 0, 1 and 2 are WeChat’s own and cannot change',
}
const BUG: Bilingual = {
  zh: '请求本身不对：检查拼请求的代码',
  en: 'the request itself is wrong: look at the code that makes it',
}
const AGENT_ACCOUNT: Bilingual = {
  zh: '客服帐号形如 名称@公众号微信号，用 kf.list 核对，并已绑定微信号',
  en: 'agents are called name@wechat-id-of-the-account: see kf.list; they must be bound to a WeChat id',
}
const DRAFT_FAULT: Bilingual = {
  zh: '登录公众平台打开这篇草稿，按提示修改并手动保存',
  en: 'open the draft on mp.weixin.qq.com, do what it says, and save it there',
}

/** The same call may succeed within minutes without any change. */
export const REPEATABLE: ReadonlySet<number> = new Set([-1, 44990, 45011, 45061, 45066, 53501, 61450])

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
    zh: '账号类型没有这个接口的权限，这不是程序错误；开发时可用测试号',
    en: 'this kind of account lacks the call, which is no fault of the program; a sandbox account (测试号) has most',
  },
  10003: OWN_DOMAIN,
  40004: { zh: 'type 只能是 image、voice、video、thumb', en: 'type must be image, voice, video or thumb' },
  40005: CHECK_FILE,
  40113: CHECK_FILE,
  40137: CHECK_FILE,
  40006: SMALLER_FILE,
  40009: SMALLER_FILE,
  40010: SMALLER_FILE,
  40011: SMALLER_FILE,
  40012: SMALLER_FILE,
  45001: SMALLER_FILE,
  45007: { zh: '语音最长 60 秒', en: 'voice is 60 seconds at most' },
  40016: MENU_SHAPE,
  40017: MENU_SHAPE,
  40018: MENU_SHAPE,
  40023: MENU_SHAPE,
  40027: MENU_SHAPE,
  40037: {
    zh: '模板 ID 属于各账号，用 template.list 查看；被删除的模板也会这样',
    en: 'template ids differ from account to account: see template.list; a deleted template gives this too',
  },
  40048: OWN_DOMAIN,
  40054: OWN_DOMAIN,
  40055: OWN_DOMAIN,
  45082: OWN_DOMAIN,
  40066: { zh: '接口路径不对，或这个接口已下线', en: 'the path is wrong, or the call is no more' },
  40130: {
    zh: '按 OpenID 群发至少要两个人；只发一个人用 mass.preview',
    en: 'two openids at least; for one person use mass.preview',
  },
  40165: { zh: '小程序要有这个页面，且已发布', en: 'the mini program must have this page, and be released' },
  40166: { zh: '小程序要先与公众号关联', en: 'link the mini program to the account first' },
  45064: { zh: '小程序要先与公众号关联', en: 'link the mini program to the account first' },
  41001: BUG,
  43001: BUG,
  43002: BUG,
  44002: BUG,
  47001: BUG,
  43003: { zh: '用 https', en: 'use https' },
  43101: {
    zh: '用户没有订阅或已拒收，等他再次订阅',
    en: 'the user did not subscribe or refuses: wait until they subscribe',
  },
  43116: { zh: '模板被封禁，换一个模板', en: 'the template is banned: use another' },
  44001: { zh: '文件是空的：流可能已被读过', en: 'the file is empty: its stream may have been read before' },
  44990: { zh: '放慢，一秒后再试', en: 'slow down, try again in a second' },
  45002: SHORTER,
  45003: SHORTER,
  45004: SHORTER,
  45005: SHORTER,
  45008: {
    zh: '图文最多 8 篇；客服和被动回复只能 1 篇',
    en: '8 articles at most; 1 in customer messages and replies',
  },
  45010: {
    zh: '先用 menu.delete 或 menu.deleteConditional 删去不用的菜单',
    en: 'delete menus that nobody uses: menu.delete, menu.deleteConditional',
  },
  45026: {
    zh: '先用 template.delete 删去不用的模板',
    en: 'delete templates that nobody uses: template.delete',
  },
  45028: {
    zh: '本月群发次数用完（服务号每人每月 4 次，订阅号每天 1 次）；不占次数的是 freepublish.submit',
    en: 'no broadcast left (service accounts 4 per user and month, subscription accounts 1 a day); freepublish.submit needs none',
  },
  45034: { zh: '先用 material.delete 删去不用的素材', en: 'delete media that nobody uses: material.delete' },
  45056: { zh: '最多 100 个标签，先删去不用的', en: '100 tags at most: delete one first' },
  45057: { zh: '先把粉丝移出标签（少于 10 万）再删', en: 'take users out of the tag first (below 100,000)' },
  45058: TAG_IDS,
  45159: TAG_IDS,
  45059: { zh: '一个用户最多 20 个标签', en: 'a user has 20 tags at most' },
  45065: {
    zh: '这次群发已经提交过，msg_id 见 error.data',
    en: 'this broadcast was submitted before: its msg_id is in error.data',
  },
  45066: { zh: '上一次还在处理，稍等再查', en: 'the first one is still being worked on: wait a little' },
  45080: {
    zh: '用户 30 秒内要有过对话才能显示“正在输入”',
    en: 'typing shows only within 30 seconds of a message',
  },
  46003: { zh: '还没有自定义菜单，先 menu.create', en: 'there is no custom menu yet: menu.create' },
  47003: {
    zh: '模板数据不合规则：errmsg 里写着哪个字段，长度和类型见 template.list 的内容',
    en: 'the data do not fit the template: errmsg names the field, template.list shows kinds and lengths',
  },
  48002: NOT_A_FOLLOWER,
  48003: { zh: '登录公众平台同意群发协议', en: 'agree to the broadcast terms on mp.weixin.qq.com' },
  48006: {
    zh: '本月 10 次清零用完，等北京时间 0 点恢复',
    en: 'the 10 resets of this month are used up: wait for 0:00 Beijing time',
  },
  49003: FOREIGN_OPENID,
  50001: {
    zh: '用户没有授权 snsapi_userinfo，或账号没有这个接口',
    en: 'the user did not grant snsapi_userinfo, or the account lacks the call',
  },
  50005: NOT_A_FOLLOWER,
  53501: { zh: '发布太频繁，过几分钟再试', en: 'published too often: try again in some minutes' },
  53503: DRAFT_FAULT,
  53504: DRAFT_FAULT,
  53505: DRAFT_FAULT,
  61451: AGENT_ACCOUNT,
  61452: AGENT_ACCOUNT,
  65401: AGENT_ACCOUNT,
  65400: { zh: '先在公众平台开通客服功能', en: 'turn on customer service (客服) on mp.weixin.qq.com first' },
  65303: {
    zh: '先建默认菜单（menu.create）再建个性化菜单',
    en: 'make the default menu (menu.create) before a conditional one',
  },
  65415: {
    zh: '客服不在线，用 kf.onlineList 选一位在线的',
    en: 'the agent is offline: choose one of kf.onlineList',
  },
  88000: { zh: '账号没有留言功能', en: 'the account has no comments' },
  89501: ASK_ADMIN,
  89504: ASK_ADMIN,
  48004: ACCOUNT_LIMITED,
  50002: ACCOUNT_LIMITED,
  50004: ACCOUNT_LIMITED,
  50007: ACCOUNT_LIMITED,
}
