import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { usePhone } from '../phone-context.ts'
import { NavBar } from '../nav-bar.tsx'
import { ScanFromPicture, useScanPicture } from '../scan/scan-from-picture.tsx'
import { Screen } from './screen.tsx'

/** What the camera saw, for `scancode_push` and `scancode_waitmsg` buttons and for `wx.scanQRCode`. */
export function ScanSheet({
  title = '扫一扫',
  onScan,
}: {
  title?: string
  onScan: (scanResult: string) => void
}) {
  const t = useT()
  const { cover } = usePhone()
  const [result, setResult] = useState('http://127.0.0.1:8000/t/7')
  const scanFile = useScanPicture(finish)

  function finish(text: string): void {
    cover(null)
    onScan(text)
  }

  return (
    <Screen label={title} className="scanner" dark>
      <NavBar title={title} onBack={() => cover(null)} />
      <div className="view" aria-hidden="true">
        <div className="frame" />
      </div>
      <form
        className="tray"
        onSubmit={(event) => {
          event.preventDefault()
          finish(result)
        }}
      >
        <h3>{t('scanned')}</h3>
        <div className="typed">
          <input
            className="input"
            data-testid="scan-result"
            aria-label={t('scanned')}
            required
            value={result}
            onChange={({ target }) => setResult(target.value)}
          />
          <button type="submit" data-testid="sheet-send">
            {t('scanIt')}
          </button>
        </div>
        <ScanFromPicture onFile={scanFile} />
      </form>
    </Screen>
  )
}
