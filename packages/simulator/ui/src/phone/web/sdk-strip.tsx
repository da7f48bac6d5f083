import { usePick, useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { usePhone } from '../phone-context.ts'
import { SdkSheet, toWords } from './sdk-sheet.tsx'
import type { PageState } from './use-js-sdk.ts'

/** The developer's line below a page: how `wx.config` went. A tap tells more. */
export function SdkStrip({ state }: { state: PageState }) {
  const t = useT()
  const pick = usePick()
  const { cover } = usePhone()
  const { verdict, calls } = state
  const last = calls.at(-1)
  if (!verdict && !last) return null
  const isLastBad = last !== undefined && !/:(ok|cancel)$/.test(last.errMsg)
  const isBad = verdict?.ok === false
  const words = isBad
    ? `${verdict.errMsg} · ${pick(verdict.text)}`
    : isLastBad
      ? `${last.api} · ${toWords(last.errMsg, t)}`
      : t('sdkPassed', { count: calls.length })
  const open = () => cover(<SdkSheet state={state} />)
  return (
    <button
      type="button"
      className="devstrip"
      data-testid="sdk-strip"
      data-tone={isBad || isLastBad ? 'bad' : 'plain'}
      onClick={open}
    >
      <Icon name={isBad || isLastBad ? 'warn' : 'check'} />
      <bdi className="grow">{words}</bdi>
      <Icon name="right" />
    </button>
  )
}
