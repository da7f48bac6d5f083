import { useT } from '../../i18n/use-t.ts'
import { LogSkeleton } from '../empty-log.tsx'
import { useAccount } from '../../view/use-shown.ts'
import { IpAllowList } from './ip-allow-list.tsx'
import { Secret } from './secret.tsx'
import { TokenBlock } from './token-block.tsx'

/** 令牌: what programs hold, and what can happen to it behind their backs. */
export function TokensTab() {
  const t = useT()
  const account = useAccount()
  if (!account) return <LogSkeleton />
  return (
    <div className="pad" aria-label={t('tab.tokens')}>
      <div className="col">
        <TokenBlock appid={account.appid} />
      </div>
      <div className="col">
        <Secret account={account} />
        <IpAllowList account={account} />
      </div>
    </div>
  )
}
