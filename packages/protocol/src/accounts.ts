/**
 * The five kinds of account that WeChat tells apart, in the words of the API catalogue.
 * What a kind may call is data of the contract (`accounts` of each endpoint); the rest hit errcode 48001.
 */
export const ACCOUNT_KINDS = {
  subscription: { zh: '个人订阅号', en: 'Personal subscription account' },
  verifiedSubscription: { zh: '已认证订阅号', en: 'Verified subscription account' },
  service: { zh: '未认证服务号', en: 'Unverified service account' },
  verifiedService: { zh: '已认证服务号', en: 'Verified service account' },
  sandbox: { zh: '测试号', en: 'Test account' },
} as const satisfies Record<string, { zh: string; en: string }>

export type AccountKind = keyof typeof ACCOUNT_KINDS

export function isAccountKind(value: unknown): value is AccountKind {
  return typeof value === 'string' && Object.hasOwn(ACCOUNT_KINDS, value)
}

/** 消息加解密方式: plain 明文模式, compatible 兼容模式, safe 安全模式. */
export const ENCRYPTION_MODES = ['plain', 'compatible', 'safe'] as const
export type EncryptionMode = (typeof ENCRYPTION_MODES)[number]

/** 数据格式 of pushes and replies. Official Accounts get XML; JSON exists as an option of the console. */
export type DataFormat = 'xml' | 'json'
