import { useState } from 'react'
import type { Fan } from '../../../src/control/types.ts'
import { api } from '../api/api.ts'
import { useT } from '../i18n/use-t.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { useAccount, useFans, useMissingPhones } from '../view/use-shown.ts'
import { MOST_PHONES } from '../view/view.ts'
import { useSim, useWindow } from '../view/window.ts'
import { FindPhone } from './find-phone.tsx'

/** More slots than a window is high; a search finds everybody else. */
const MOST_SLOTS = 10

/** One slot per person: shows or hides their phone. Of a crowd some, and those whose phones are open. */
export function Rail({ shown }: { shown: string }) {
  const t = useT()
  const { set, fail, sim } = useWindow()
  const account = useAccount()
  const fans = useFans()
  const count = useSim((state) => state.fanCount)
  const [isFinding, setFinding] = useState(false)
  const openids = shown ? shown.split(' ') : []
  const slots = choose(fans, openids)
  const full = openids.length >= MOST_PHONES
  useMissingPhones()

  async function add(): Promise<void> {
    if (!account) return
    try {
      const [fan] = await api.addFans({ appid: account.appid, follow: false })
      if (!fan) return
      sim.meet(fan)
      set({ openPhones: [...openids, fan.openid] })
    } catch (error) {
      fail(error)
    }
  }

  return (
    <nav className="rail" data-area="rail" aria-label={t('followersPhones')}>
      {slots.map((fan) => (
        <Slot key={fan.openid} fan={fan} shown={openids} />
      ))}
      {count > slots.length && (
        <button
          type="button"
          className="add"
          data-testid="find-phone"
          aria-label={t('findPhone')}
          title={t('findPhone')}
          onClick={() => setFinding(true)}
        >
          <Icon name="search" />
        </button>
      )}
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
      {isFinding && account && <FindPhone appid={account.appid} onClose={() => setFinding(false)} />}
    </nav>
  )
}

/** Whoever is open, and the first others, in the order in which they came. */
function choose(fans: readonly Fan[], openids: readonly string[]): Fan[] {
  const hidden = fans.filter(({ openid }) => !openids.includes(openid))
  const left = new Set(hidden.slice(Math.max(0, MOST_SLOTS - openids.length)))
  return fans.filter((fan) => !left.has(fan))
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
