import type { JsConfigCheck, JsConfigVerdict } from '../../../../src/control/types.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { useView, useWindow } from '../../view/window.ts'
import { usePhone } from '../phone-context.ts'
import { Sheet } from '../sheets/sheet.tsx'
import type { PageState } from './use-js-sdk.ts'

const NAMES = {
  appId: 'appId',
  url: 'url',
  ticket: 'ticket',
  nonceStr: 'noncestr',
  timestamp: 'timestamp',
} as const

/** What became of `wx.config`, item by item, and of every call since. The developer's, hence in their language. */
export function SdkSheet({ state: { verdict, calls } }: { state: PageState }) {
  const t = useT()
  const pick = usePick()
  const { cover } = usePhone()
  return (
    <Sheet label={t('sdkSheet')}>
      <div className="padded verdict" data-testid="sdk-sheet" lang={useLanguageTag()}>
        {verdict && (
          <>
            <h3 data-ok={verdict.ok}>
              <Icon name={verdict.ok ? 'check' : 'warn'} />
              {verdict.errMsg}
            </h3>
            <p data-testid="sdk-verdict">{pick(verdict.text)}</p>
            <div className="res">
              {verdict.checks.map((check) => (
                <CheckRow key={check.name} check={check} />
              ))}
              {!verdict.ok && verdict.expected && (
                <Row name={t('expected')} value={verdict.expected.signature} state="unknown" />
              )}
            </div>
          </>
        )}
        {calls.length > 0 && (
          <div className="res" data-testid="sdk-calls">
            {calls.map(({ key, api, errMsg }) => (
              <Row key={key} name={api} value={toWords(errMsg, t)} state={toState(errMsg)} />
            ))}
          </div>
        )}
        <div className="buttons">
          {verdict && <CopyButton verdict={verdict} />}
          <button type="button" className="weui-btn weui-btn_default" onClick={() => cover(null)}>
            {t('close')}
          </button>
        </div>
      </div>
    </Sheet>
  )
}

function useLanguageTag(): string {
  return useView(({ language }) => (language === 'zh' ? 'zh-CN' : 'en'))
}

function CheckRow({ check: { name, value, state } }: { check: JsConfigCheck }) {
  const t = useT()
  const label = name === 'domain' ? t('jsDomain') : name === 'signature' ? t('got') : NAMES[name]
  return <Row name={label} value={value || t('none')} state={state} />
}

function Row({ name, value, state }: { name: string; value: string; state: JsConfigCheck['state'] }) {
  const t = useT()
  return (
    <div data-state={state}>
      {state === 'unknown' ? (
        <span />
      ) : (
        <span role="img" aria-label={t(state === 'ok' ? 'fine' : 'wrong')}>
          <Icon name={state === 'ok' ? 'check' : 'close'} />
        </span>
      )}
      <span>{name}</span>
      <bdi className="mono">{value}</bdi>
    </div>
  )
}

function CopyButton({ verdict }: { verdict: JsConfigVerdict }) {
  const t = useT()
  const { toast, fail } = useWindow()
  const copy = () =>
    void navigator.clipboard.writeText(JSON.stringify(verdict, null, 2)).then(() => toast(t('copied')), fail)
  return (
    <button type="button" className="weui-btn weui-btn_default" onClick={copy}>
      {t('copyVerdict')}
    </button>
  )
}

function toState(errMsg: string): JsConfigCheck['state'] {
  if (errMsg.endsWith(':ok')) return 'ok'
  return errMsg.endsWith(':cancel') || isNotSimulated(errMsg) ? 'unknown' : 'bad'
}

/** What the page was told, in plain words where it is the simulator's or the developer's doing. */
export function toWords(errMsg: string, t: ReturnType<typeof useT>): string {
  if (isNotSimulated(errMsg)) return t('callNotSimulated')
  if (errMsg.endsWith('the permission value is offline verifying')) return t('callNotAllowed')
  return errMsg
}

function isNotSimulated(errMsg: string): boolean {
  return errMsg.endsWith(':fail not simulated')
}
