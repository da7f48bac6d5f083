import type { Fan } from '../../../src/control/types.ts'
import { api } from '../api/api.ts'
import { useT } from '../i18n/use-t.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { useAccount, useFans } from '../view/use-shown.ts'
import { MOST_PHONES } from '../view/view.ts'
import { useSim, useWindow } from '../view/window.ts'

/** One slot per person: shows or hides their phone. */
export function Rail({ shown }: { shown: string }) {
  const t = useT()
  const { set, fail } = useWindow()
  const account = useAccount()
  const fans = useFans()
  const openids = shown ? shown.split(' ') : []
  const full = openids.length >= MOST_PHONES

  async function add(): Promise<void> {
    if (!account) return
    try {
      const [fan] = await api.addFans({ appid: account.appid, follow: false })
      if (fan) set({ openPhones: [...openids, fan.openid] })
    } catch (error) {
      fail(error)
    }
  }

  return (
    <nav className="rail" data-area="rail" aria-label={t('followersPhones')}>
      {fans.map((fan) => (
        <Slot key={fan.openid} fan={fan} shown={openids} />
      ))}
      <button
        type="button"
        className="add"
        data-testid="add-phone"
        disabled={!account || full}
        aria-label={t('addPhone')}
        title={t(full ? 'phonesFull' : 'addPhone')}
        onClick={() => void add()}
      >
        <Icon name="plus" />
      </button>
    </nav>
  )
}

function Slot({ fan, shown }: { fan: Fan; shown: readonly string[] }) {
  const t = useT()
  const { togglePhone } = useWindow()
  const unread = useSim((state) => state.unread[fan.openid] ?? 0)
  const label = t(unread > 0 ? 'phoneUnread' : 'phoneOf', { name: fan.nickname, count: unread })
  return (
    <button
      type="button"
      className="slot"
      data-testid={`slot-${fan.openid}`}
      aria-pressed={shown.includes(fan.openid)}
      aria-label={label}
      title={label}
      onClick={() => togglePhone(fan.openid, shown)}
    >
      <Avatar name={fan.nickname} picture={fan.headimgurl} size="m" />
      {unread > 0 && <i className="dot" />}
    </button>
  )
}
