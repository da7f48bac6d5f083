import { api } from '../../api/api.ts'
import { followersApi } from '../../api/followers-api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { useCopy } from '../../parts/copy.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useChange } from '../../view/use-change.ts'

const EVERY_MS = 1500
/** A test account has 100 followers at most. */
const MOST = 100

const list = (appid: string) =>
  followersApi.list({ appid, text: '', state: 'following', offset: 0, limit: MOST })

/** 用户列表: openids to copy; whoever is removed unfollows, and the account hears of it. */
export function FollowersBlock({ appid }: { appid: string }) {
  const t = useT()
  const copy = useCopy()
  const change = useChange()
  const { value, error, reload } = useLoaded(list, appid, EVERY_MS)

  async function remove(openid: string, name: string): Promise<void> {
    await change(() => api.act(openid, { type: 'unfollow' }), t('testAccount.removed', { name }))
    reload()
  }

  return (
    <Block
      title={t('testAccount.followers')}
      hint={
        value && value.found > MOST
          ? t('testAccount.followersMore', { count: MOST, total: value.found })
          : String(value?.found ?? '')
      }
      testId="test-followers"
    >
      {error && <Broken error={error} onRetry={reload} />}
      {!error && !value && <Waiting />}
      {value && value.fans.length === 0 && (
        <div className="in">
          <p className="hint">{t('testAccount.noFollowers')}</p>
        </div>
      )}
      {value && value.fans.length > 0 && (
        <ul className="testlist">
          {value.fans.map(({ openid, nickname, headimgurl }) => (
            <li key={openid} data-testid={`test-fan-${openid}`}>
              <Avatar name={nickname} picture={headimgurl} />
              <bdi className="nick">{nickname || t('testAccount.nameless')}</bdi>
              <button
                type="button"
                className="lk mono"
                title={`${t('copy')} ${openid}`}
                onClick={() => copy(openid)}
              >
                {openid}
              </button>
              <button
                type="button"
                className="btn s"
                data-testid={`test-remove-${openid}`}
                onClick={() => void remove(openid, nickname || openid)}
              >
                {t('testAccount.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Block>
  )
}
