/** Bad days, ready to switch on. */
import type { AccountSwitches } from './accounts.ts'
import type { FaultRule } from './faults.ts'
import type { Script } from './followers.ts'
import type { Bilingual } from './world.ts'

export type FaultPresetName = 'badFriday' | 'campaignBurst' | 'weChatBusy' | 'markFail'

export interface FaultPreset {
  title: Bilingual
  text: Bilingual
  rules: readonly Omit<FaultRule, 'id' | 'hits' | 'enabled'>[]
  /** Set while it is on, back at their defaults afterwards. */
  switches?: Partial<AccountSwitches>
  /** A crowd: where the account has fewer followers than `who.count`, so many are made up first. */
  traffic?: Pick<Script, 'does' | 'withinSeconds' | 'seed'> & { who: { count: number } }
}

/** `GET /_sim/v1/fault-presets` */
export interface FaultPresetState extends FaultPreset {
  name: FaultPresetName
  /** Whether one of its rules is in place and enabled. */
  on: boolean
}

/** `POST /_sim/v1/accounts/{appid}/fault-presets/{name}` → all fault rules. */
export interface FaultPresetChange {
  on: boolean
  /** `false`: the crowd stays at home. */
  traffic?: boolean
}
