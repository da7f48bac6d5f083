import type { ClockChange } from '../../../src/control/types.ts'
import { api } from '../api/api.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { MenuButton } from '../parts/menu-button.tsx'
import { toDateClock, toSpan, useSimNow } from '../parts/time.ts'
import { useSim, useView, useWindow } from '../view/window.ts'

const SPEEDS = [1, 60, 3600]
const JUMPS = ['60', '7200', '172800', '259200'] as const

export function Clock() {
  const t = useT()
  const { fail, toast } = useWindow()
  const language = useView((view) => view.language)
  const { paused, speed, aheadMs } = useSim((state) => state.clock)
  const now = useSimNow()

  async function change(wish: ClockChange): Promise<void> {
    try {
      await api.changeClock(wish)
      if ('advanceSeconds' in wish) toast(t('jumped', { time: toSpan(wish.advanceSeconds * 1000, language) }))
    } catch (error) {
      fail(error)
    }
  }

  return (
    <fieldset className="clock" aria-label={t('clock')} data-testid="clock" data-paused={paused}>
      <Icon name="clock" />
      <time
        dateTime={new Date(now).toISOString()}
        title={aheadMs >= 1000 ? t('ahead', { time: toSpan(aheadMs, language) }) : undefined}
      >
        {toDateClock(now, language)}
      </time>
      <MenuButton
        label={t('speed')}
        testId="clock-speed"
        items={SPEEDS.map((rate) => ({
          text: `×${rate}`,
          checked: rate === speed,
          run: () => void change({ speed: rate }),
        }))}
      >
        ×{speed} <Icon name="down" />
      </MenuButton>
      <button
        type="button"
        data-testid="clock-pause"
        aria-label={t(paused ? 'runClock' : 'pauseClock')}
        title={t(paused ? 'runClock' : 'pauseClock')}
        onClick={() => void change({ paused: !paused })}
      >
        <Icon name={paused ? 'play' : 'pause'} />
      </button>
      <MenuButton
        label={t('jump')}
        testId="clock-jump"
        items={[
          ...JUMPS.map((seconds) => ({
            text: t(`jump.${seconds}`),
            run: () => void change({ advanceSeconds: Number(seconds) }),
          })),
          { text: t('backToReal'), run: () => void change({ real: true }) },
        ]}
      >
        {t('jump')}
      </MenuButton>
    </fieldset>
  )
}
