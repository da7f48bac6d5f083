import { useDeferredValue, useState } from 'react'
import type { FollowerPage } from '../../../src/control/types.ts'
import { followersApi } from '../api/followers-api.ts'
import { useT } from '../i18n/use-t.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Broken, Waiting } from '../parts/block.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useLoaded } from '../parts/use-loaded.ts'
import { useOpenPhone } from '../view/use-open-phone.ts'

const MOST = 50

/** Anybody's phone, by name, openid or tag: of a million the rail shows a few. */
export function FindPhone({ appid, onClose }: { appid: string; onClose: () => void }) {
  const t = useT()
  const openPhone = useOpenPhone()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const { value: page, error, reload } = useLoaded(find, `${appid} ${wanted}`)
  const [last, setLast] = useState<FollowerPage>()
  if (page !== undefined && page !== last) setLast(page)
  const shown = page ?? last
  return (
    <Dialog title={t('findPhone')} onClose={onClose}>
      <div className="in findphone">
        <input
          className="inp"
          data-testid="find-phone-text"
          value={text}
          aria-label={t('followers.search')}
          placeholder={t('followers.searchHint')}
          onChange={({ target }) => setText(target.value)}
        />
        {error && <Broken error={error} onRetry={reload} />}
        {!error && !shown && <Waiting />}
        {shown && (
          <ul data-testid="find-phone-list">
            {shown.fans.map((fan) => (
              <li key={fan.openid}>
                <button
                  type="button"
                  onClick={() => {
                    openPhone(fan)
                    onClose()
                  }}
                >
                  <Avatar name={fan.nickname || '?'} picture={fan.headimgurl} size="s" />
                  <bdi>{fan.nickname || t('followers.nameless')}</bdi>
                  <span className="hint mono">{fan.openid}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {shown && (
          <p className="hint num" role="status">
            {shown.found === 0
              ? t('followers.none')
              : t('findPhoneHint', { count: shown.found.toLocaleString('en'), most: MOST })}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** An appid holds no blank. */
function find(question: string): Promise<FollowerPage> {
  const [appid = '', ...words] = question.split(' ')
  return followersApi.list({ appid, text: words.join(' '), state: 'all', offset: 0, limit: MOST })
}
