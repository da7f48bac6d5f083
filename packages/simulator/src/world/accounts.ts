/** The Official Accounts of this world with everything their owner sets: credentials, callback, switches, menu, agents. */
import { hash } from 'node:crypto'
import { type AccountKind, createEncodingAESKey } from '@yingwu/protocol'
import type { Bus } from '../bus.ts'
import { DEFAULT_SWITCHES } from '../control/default-switches.ts'
import type { Account, MarkFail } from '../control/types.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'

export interface AccountRecord extends Account {
  /** What a callback gets where its call leaves token or key out. */
  credentials: { token: string; encodingAESKey: string }
}

/** The account that a new simulator has. Everything left out is made up. */
export interface AccountOptions {
  /** Must begin with `wx00000000`, so that it can never be a real account's. */
  appid?: string
  secret?: string
  token?: string
  encodingAESKey?: string
  /** Default `verifiedService`, which may call everything. */
  kind?: AccountKind
  name?: string
  /** 微信号. Default `yingwu`. */
  alias?: string
}

export interface Accounts {
  all(): AccountRecord[]
  find(appid: string): AccountRecord | undefined
  /** The one that calls mean when they name none. */
  first(): AccountRecord
  add(options: AccountOptions): AccountRecord
  /** Tells everybody that an account changed. */
  touch(account: AccountRecord): void
  export(): AccountRecord[]
  import(accounts: readonly AccountRecord[]): void
}

export { DEFAULT_SWITCHES }

export const APP_ID = /^wx00000000[0-9a-f]{8}$/
export const APP_ID_RULE = 'wx00000000 and 8 hex digits, so that it can never be a real account'

const NOT_MARKED: MarkFail = { failures: 0, until: null }

export function createAccounts({ bus, random }: { bus: Bus; random: Random }): Accounts {
  const accounts = new Map<string, AccountRecord>()
  const touch = (account: AccountRecord) => bus.emit({ name: 'account', data: toAccount(account) })

  return {
    all: () => [...accounts.values()],
    find: (appid) => accounts.get(appid),
    first() {
      const [first] = accounts.values()
      if (!first) throw new Error('the simulator has no account')
      return first
    },
    add(options) {
      const account = newAccount(options, random)
      accounts.set(account.appid, account)
      touch(account)
      return account
    },
    touch,
    export: () => [...accounts.values()],
    import(records) {
      accounts.clear()
      for (const record of records) {
        // Older documents know neither every switch nor MarkFail.
        const switches = { ...DEFAULT_SWITCHES, ...record.switches }
        const markFail = { ...NOT_MARKED, ...record.markFail }
        accounts.set(record.appid, { ...record, switches, markFail })
      }
    },
  }
}

/** An account as the control API shows it. */
export function toAccount(record: AccountRecord): Account {
  const { credentials: _credentials, ...account } = record
  return account
}

function newAccount(options: AccountOptions, random: Random): AccountRecord {
  const appid = options.appid ?? `wx00000000${random.hex(8)}`
  if (!APP_ID.test(appid)) {
    throw new Error(`createSimulator: appid must be ${APP_ID_RULE}; leave it out to get one`)
  }
  return {
    appid,
    secret: options.secret ?? random.hex(32),
    // Of the AppID, so that it is the same at the next start.
    ghId: `gh_${hash('sha256', appid).slice(0, 12)}`,
    alias: options.alias ?? 'yingwu',
    name: options.name ?? '鹦鹉茶铺',
    intro: '一只会说话的鹦鹉，和一壶好茶。',
    kind: options.kind ?? 'verifiedService',
    callback: null,
    verification: null,
    switches: { ...DEFAULT_SWITCHES },
    markFail: { ...NOT_MARKED },
    oauthDomains: [],
    jsDomains: [],
    menu: null,
    menuid: null,
    conditionalMenus: [],
    autoReply: { is_add_friend_reply_open: 0, is_autoreply_open: 0 },
    kfAccounts: [],
    ipAllowList: [],
    quotas: {},
    credentials: {
      token: options.token ?? random.text(16, ALPHANUMERIC),
      encodingAESKey: options.encodingAESKey ?? createEncodingAESKey((size) => random.bytes(size)),
    },
  }
}
