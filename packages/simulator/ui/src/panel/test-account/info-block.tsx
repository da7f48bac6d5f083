import type { Account } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Credential } from '../../parts/credential.tsx'

/** 测试号信息 */
export function InfoBlock({ account: { appid, secret } }: { account: Account }) {
  const t = useT()
  return (
    <Block title={t('testAccount.info')} testId="test-info">
      <div className="in">
        <Credential name="appID" value={appid} testId="test-appid" />
        <Credential name="appsecret" value={secret} isSecret testId="test-secret" />
      </div>
    </Block>
  )
}
