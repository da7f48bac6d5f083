import { useAccount } from '../../view/use-shown.ts'
import { LogSkeleton } from '../empty-log.tsx'
import { CallbackBlock } from './callback-block.tsx'
import { KindBlock } from './kind-block.tsx'
import { QuotaBlock } from './quota-block.tsx'
import { SwitchBlock } from './switch-block.tsx'

/** 账号: its kind with all that follows from it, its server, its switches, its quotas. */
export function AccountTab() {
  const account = useAccount()
  if (!account) return <LogSkeleton />
  return (
    <div className="pad">
      <div className="col">
        <CallbackBlock account={account} />
        <KindBlock account={account} />
        <QuotaBlock appid={account.appid} />
      </div>
      <div className="col">
        <SwitchBlock account={account} />
      </div>
    </div>
  )
}
