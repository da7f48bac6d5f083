import type { EndpointInfo } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useEndpoints } from '../calls/use-endpoints.ts'

const EVERY_MS = 2000

/** 体验接口权限表: what a test account may call, and how often a day. */
export function RightsBlock({ appid }: { appid: string }) {
  const t = useT()
  const pick = usePick()
  const endpoints = [...useEndpoints().values()].filter(({ accounts }) => accounts.includes('sandbox'))
  const { value: quotas, error, reload } = useLoaded(api.quotas, appid, EVERY_MS)
  const uses = new Map(quotas?.map((use) => [use.endpoint, use]))
  const groups = new Map(endpoints.map(({ group, groupTitle }) => [group, groupTitle]))
  return (
    <Block title={t('testAccount.rights')} hint={String(endpoints.length)} testId="test-rights">
      {error && <Broken error={error} onRetry={reload} />}
      {!error && !quotas && <Waiting />}
      {quotas && (
        <div className="testrights">
          <table className="num">
            <thead>
              <tr>
                <th scope="col">{t('testAccount.call')}</th>
                <th scope="col">{t('testAccount.quota')}</th>
              </tr>
            </thead>
            {[...groups].map(([group, groupTitle]) => (
              <tbody key={group}>
                <tr>
                  <th colSpan={2} scope="rowgroup">
                    {pick(groupTitle)}
                  </th>
                </tr>
                {endpoints
                  .filter((endpoint) => endpoint.group === group)
                  .map((endpoint) => (
                    <Right key={endpoint.id} endpoint={endpoint} use={uses.get(endpoint.id)} />
                  ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </Block>
  )
}

function Right({
  endpoint: { id, title, reference },
  use,
}: {
  endpoint: EndpointInfo
  use: { used: number; limit: number | null } | undefined
}) {
  const t = useT()
  const pick = usePick()
  const limit = use?.limit ?? null
  return (
    <tr data-testid={`test-right-${id}`}>
      <td>
        <a className="lk" href={reference} target="_blank" rel="noreferrer">
          {pick(title)}
        </a>
      </td>
      <td>
        {(use?.used ?? 0).toLocaleString('en')} /{' '}
        {limit === null ? t('testAccount.noLimit') : limit.toLocaleString('en')}
      </td>
    </tr>
  )
}
