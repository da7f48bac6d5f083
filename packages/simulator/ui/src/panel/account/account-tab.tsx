import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Seg } from '../../parts/seg.tsx'
import { useAccount } from '../../view/use-shown.ts'
import { LogSkeleton } from '../empty-log.tsx'
import { TestAccountPage } from '../test-account/test-account-page.tsx'
import { CallbackBlock } from './callback-block.tsx'
import { KindBlock } from './kind-block.tsx'
import { MarkFailBlock } from './mark-fail-block.tsx'
import { QuotaBlock } from './quota-block.tsx'
import { SwitchBlock } from './switch-block.tsx'

/** 账号: its kind with all that follows from it, its server, its switches, its quotas; and the page of the test account. */
export function AccountTab() {
  const t = useT()
  const account = useAccount()
  const [page, setPage] = useState<'settings' | 'test'>('settings')
  if (!account) return <LogSkeleton />
  return (
    <>
      <div className="accountpages">
        <Seg
          label={t('testAccount.which')}
          value={page}
          options={[
            { value: 'settings', text: t('testAccount.settings'), testId: 'account-settings' },
            { value: 'test', text: t('testAccount.page'), testId: 'account-test' },
          ]}
          onPick={setPage}
        />
      </div>
      {page === 'test' ? (
        <TestAccountPage account={account} />
      ) : (
        <div className="pad">
          <div className="col">
            <CallbackBlock account={account} />
            <KindBlock account={account} />
            <MarkFailBlock account={account} />
            <QuotaBlock appid={account.appid} />
          </div>
          <div className="col">
            <SwitchBlock account={account} />
          </div>
        </div>
      )}
    </>
  )
}
