import { useState } from 'react'
import type { ClockChange, Jump } from '../../../src/control/types.ts'
import { api } from '../api/api.ts'
import type { Translate } from '../i18n/i18n.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { MenuButton } from '../parts/menu-button.tsx'
import { simNow, toDateClock, toSpan, useSimNow } from '../parts/time.ts'
import { useAccount } from '../view/use-shown.ts'
import { useSim, useView, useWindow } from '../view/window.ts'

const SPEEDS = [1, 60, 3600]
const JUMPS = ['60', '7200', '172800', '259200'] as const

export function Clock() {
  const t = useT()
  const { sim, fail, toast } = useWindow()
  const language = useView((view) => view.language)
  const { paused, speed, aheadMs } = useSim((state) => state.clock)
  const now = useSimNow()
  const appid = useAccount()?.appid
  const [jumps, setJumps] = useState<readonly Jump[]>([])

  async function change(wish: ClockChange): Promise<void> {
    try {
      await api.changeClock(wish)
      if ('advanceSeconds' in wish) toast(t('jumped', { time: toSpan(wish.advanceSeconds * 1000, language) }))
    } catch (error) {
      fail(error)
    }
  }

  /** A whole second is the least that the clock moves: it comes to stand just behind the instant. */
  async function jumpTo({ at }: Jump): Promise<void> {
    await change({ advanceSeconds: Math.max(1, Math.ceil((at - simNow(sim.store.get().clock)) / 1000)) })
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
        data-key="Space"
        aria-label={t(paused ? 'runClock' : 'pauseClock')}
        title={t(paused ? 'runClock' : 'pauseClock')}
        onClick={() => void change({ paused: !paused })}
      >
        <Icon name={paused ? 'play' : 'pause'} />
      </button>
      <MenuButton
        label={t('jump')}
        testId="clock-jump"
        keyLetter="."
        onOpen={() => {
          if (appid !== undefined) api.jumps(appid).then(setJumps, fail)
        }}
        items={[
          ...jumps
            .filter(({ at }) => at > now)
            .map((target) => ({
              text: `${toWords(target, t)} · ${toSpan(target.at - now, language)}`,
              testId: `jump-${target.what}`,
              run: () => void jumpTo(target),
            })),
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

/** 晓雨的 48 小时窗口关闭, 3 个临时素材过期 */
function toWords({ what, about, count }: Jump, t: Translate): string {
  return t(`jump.to.${what}`, { about, count })
}
