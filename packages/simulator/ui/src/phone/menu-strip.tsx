import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { toCountdown } from '../parts/time.ts'
import type { SeenMenu } from './use-seen-menu.ts'

/** Ours: why the menu is not the one that was just made. */
export function MenuStrip({ menu: { staleMs, update } }: { menu: SeenMenu }) {
  const t = useT()
  if (staleMs === null) return null
  return (
    <div className="devstrip" data-testid="menu-old">
      <Icon name="clock" />
      <span className="grow">
        {staleMs > 0 ? t('menuOld', { time: toCountdown(staleMs) }) : t('menuOldEnter')}
      </span>
      <button type="button" className="lk" data-testid="menu-update" onClick={update}>
        {t('menuNow')}
      </button>
    </div>
  )
}
