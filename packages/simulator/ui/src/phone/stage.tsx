import { type CSSProperties, useEffect, useState } from 'react'
import { useT } from '../i18n/use-t.ts'
import { useAccount, useShownFans } from '../view/use-shown.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { failedCount } from '../panel/outcome.ts'
import { Phone } from './phone.tsx'
import { PhoneSkeleton } from './phone-skeleton.tsx'
import { Rail } from './rail.tsx'

/** The left side: followers, and up to four of their phones. */
export function Stage() {
  const t = useT()
  const { sim, set, fail } = useWindow()
  const account = useAccount()
  const fans = useShownFans()
  const generation = useSim((state) => state.generation)
  const shown = fans.map((fan) => fan.openid).join(' ')
  const frame = useView((view) => view.frame)
  const zoom = useZoom(Math.max(1, fans.length))
  const failures = useSim((state) => failedCount(state.pushes))

  useEffect(() => {
    if (generation > 0) sim.watch(shown ? shown.split(' ') : []).catch(fail)
  }, [sim, shown, generation, fail])

  return (
    <section className="stage" aria-label={t('phones')}>
      <Rail shown={shown} />
      <div className="phones" data-area="phones" data-frame={frame ? 'on' : 'off'} style={toStyle(zoom)}>
        {account && fans.length > 0 ? (
          fans.map((fan) => <Phone key={fan.openid} account={account} fan={fan} />)
        ) : (
          <PhoneSkeleton />
        )}
      </div>
      <button
        type="button"
        className="to-panel"
        data-testid="panel-toggle"
        onClick={() => set({ side: 'panel' })}
      >
        <span>{t('panelShort')}</span>
        {failures > 0 && <span className="pip bad">{failures}</span>}
      </button>
    </section>
  )
}

const PHONE = 395
const GAP = 18
const RAIL_AND_PADDING = 74
const PANEL = 520
const SMALLEST = 0.75

/** Phones shrink so that the panel keeps its width, down to three quarters; then the stage scrolls. */
function useZoom(phones: number): number {
  const [width, setWidth] = useState(innerWidth)
  useEffect(() => {
    const onResize = () => setWidth(innerWidth)
    addEventListener('resize', onResize)
    return () => removeEventListener('resize', onResize)
  }, [])
  if (width <= 820) return 1
  const wanted = phones * PHONE + (phones - 1) * GAP
  return Math.min(1, Math.max(SMALLEST, (width - PANEL - RAIL_AND_PADDING) / wanted))
}

function toStyle(zoom: number): CSSProperties {
  const style: CSSProperties & { '--zoom': number } = { '--zoom': zoom }
  return style
}
