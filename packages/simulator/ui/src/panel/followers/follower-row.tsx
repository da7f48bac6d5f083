import { memo } from 'react'
import type { Fan } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { useCopy } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useOpenPhone } from '../../view/use-open-phone.ts'
import { ROW } from '../rows/use-rows-in-view.ts'

/** One person: name, openid, tags, whether they follow, and the way to their phone. Names are text, whatever is in them. */
export const FollowerRow = memo(function FollowerRow({
  fan,
  index,
  total,
  tags,
}: {
  /** undefined while the page is on its way. */
  fan: Fan | undefined
  index: number
  total: number
  tags: ReadonlyMap<number, string> | undefined
}) {
  const place = { style: { top: index * ROW }, 'aria-setsize': total, 'aria-posinset': index + 1 }
  return (
    <li className="row follower" data-testid="follower" {...place}>
      {fan ? <Person fan={fan} tags={tags} /> : <span className="sk" style={{ width: '60%' }} />}
    </li>
  )
})

function Person({ fan, tags }: { fan: Fan; tags: ReadonlyMap<number, string> | undefined }) {
  const t = useT()
  const copy = useCopy()
  const openPhone = useOpenPhone()
  const name = fan.nickname || t('followers.nameless')
  return (
    <>
      <Avatar name={fan.nickname || '?'} picture={fan.headimgurl} size="s" />
      <div>
        <div className="l1">
          <b title={fan.nickname} className={fan.nickname ? '' : 'hint'}>
            <bdi>{name}</bdi>
          </b>
          {fan.persona && <span className="tag acc">{t('followers.odd')}</span>}
          {!fan.subscribed && (
            <span className="tag">{t(fan.subscribeTime > 0 ? 'followers.left' : 'followers.never')}</span>
          )}
          {fan.blacklisted && <span className="tag warn">{t('followers.blacklisted')}</span>}
        </div>
        <div className="l2">
          <button
            type="button"
            className="mono openid"
            aria-label={t('followers.copy', { name })}
            title={t('followers.copy', { name })}
            onClick={() => copy(fan.openid)}
          >
            <span>{fan.openid}</span>
            <Icon name="copy" />
          </button>
          <span className="tags" title={fan.tagIds.map((id) => tags?.get(id) ?? id).join(' ')}>
            {fan.tagIds.map((id) => (
              <span key={id} className="kind">
                <bdi>{tags?.get(id) ?? id}</bdi>
              </span>
            ))}
          </span>
        </div>
      </div>
      <button
        type="button"
        className="icobtn"
        data-testid={`open-${fan.openid}`}
        aria-label={t('followers.open', { name })}
        title={t('followers.open', { name })}
        onClick={() => openPhone(fan)}
      >
        <Icon name="phone" />
      </button>
    </>
  )
}
