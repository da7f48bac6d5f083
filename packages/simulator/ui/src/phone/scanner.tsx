import { type SyntheticEvent, useEffect, useState } from 'react'
import type { ScanCode } from '../../../src/control/types.ts'
import { phoneApi } from '../api/phone-api.ts'
import { useT } from '../i18n/use-t.ts'
import { toQrPath } from '../parts/qr-path.ts'
import { toSpan, useSimNow } from '../parts/time.ts'
import { useView, useWindow } from '../view/window.ts'
import { imageOf } from './files.ts'
import { NavBar } from './nav-bar.tsx'
import { usePhone } from './phone-context.ts'
import { ScanFromPicture, useScanPicture } from './scan/scan-from-picture.tsx'

/** What a code says: a scene of the account, by its ticket or by itself. */
export type Scanned = { ticket: string; scene: string } | { scene: string | number }

/** 扫一扫, with the codes at hand in place of a camera. */
export function Scanner({
  onBack,
  onScan,
  onAccount,
}: {
  onBack: () => void
  onScan: (scanned: Scanned) => void
  /** The account's own code, without a scene. */
  onAccount: () => void
}) {
  const t = useT()
  const { fail } = useWindow()
  const { account, openWeb } = usePhone()
  const { appid } = account
  const card = `http://weixin.qq.com/r/${account.ghId}`
  const [codes, setCodes] = useState<readonly ScanCode[]>([])
  const [typed, setTyped] = useState('')

  useEffect(() => {
    let isWanted = true
    phoneApi.codes(appid).then((list) => isWanted && setCodes(list), fail)
    return () => {
      isWanted = false
    }
  }, [appid, fail])

  function scanText(text: string): void {
    if (text === card) return onAccount()
    const code = codes.find(({ ticket, url }) => text === ticket || text === url)
    if (code) onScan(code)
    else if (/^https?:\/\//i.test(text)) openWeb(text)
    else if (/^\d{1,10}$/.test(text)) onScan({ scene: Number(text) })
    else if (text !== '') onScan({ scene: text })
  }

  const scanFile = useScanPicture(scanText)

  function takePicture(data: DataTransfer, event: SyntheticEvent): void {
    const file = imageOf(data)
    if (!file) return
    event.preventDefault()
    scanFile(file)
  }

  return (
    <div
      className="scanner"
      data-testid="scanner"
      onPaste={(event) => takePicture(event.clipboardData, event)}
      onDrop={(event) => takePicture(event.dataTransfer, event)}
    >
      <NavBar title="扫一扫" onBack={onBack} />
      <div className="view" aria-hidden="true">
        <div className="frame" />
      </div>
      <div className="tray">
        <h3>
          {t('scanTray')}
          <small>{codes.length}</small>
        </h3>
        <ul className="codes">
          <li>
            <button type="button" data-testid="scan-card" onClick={onAccount}>
              <Squares text={card} />
              {t('scanCard')}
            </button>
          </li>
          {codes.map((code) => (
            <li key={code.ticket}>
              <button
                type="button"
                data-testid={`scan-code-${code.scene}`}
                title={code.ticket}
                onClick={() => onScan(code)}
              >
                <Squares text={code.url} />
                <bdi className="scene">{code.scene}</bdi>
                <Lifetime code={code} />
              </button>
            </li>
          ))}
        </ul>
        {codes.length === 0 && <p className="soft">{t('scanEmpty')}</p>}
        <form
          className="typed"
          onSubmit={(event) => {
            event.preventDefault()
            scanText(typed.trim())
          }}
        >
          <input
            className="input"
            data-testid="scan-text"
            aria-label={t('scanBy')}
            placeholder={t('scanBy')}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <button type="submit" data-testid="scan-submit" disabled={typed.trim() === ''}>
            {t('scanIt')}
          </button>
        </form>
        <ScanFromPicture hint={t('scanDrop')} onFile={scanFile} />
        <p className="soft">{t('scanHint')}</p>
      </div>
    </div>
  )
}

function Lifetime({ code: { expiresAt } }: { code: ScanCode }) {
  const t = useT()
  const now = useSimNow()
  const language = useView((view) => view.language)
  return (
    <small>
      {expiresAt === null
        ? t('scanForever')
        : t('scanUntil', { time: toSpan(Math.max(0, expiresAt - now), language) })}
    </small>
  )
}

/** A QR code as one path. */
function Squares({ text }: { text: string }) {
  const { path, size } = toQrPath(text)
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
