import { useT } from '../../i18n/use-t.ts'
import { usePhone } from '../phone-context.ts'
import { Sheet } from '../sheets/sheet.tsx'

const ENDS = ['ok', 'cancel', 'fail']

/** `wx.chooseWXPay`: payment is not simulated, but a page can be tried with each of its ends. */
export function PaySheet({ onPick }: { onPick: (end: string) => void }) {
  const t = useT()
  const { cover } = usePhone()
  return (
    <Sheet label="支付">
      <div className="padded">
        <h3>{t('payNotSimulated')}</h3>
        <p className="soft">{t('payChoose')}</p>
        {ENDS.map((end) => (
          <button
            key={end}
            type="button"
            className="weui-btn weui-btn_default"
            data-testid={`pay-${end}`}
            onClick={() => {
              onPick(end)
              cover(null)
            }}
          >
            chooseWXPay:{end}
          </button>
        ))}
      </div>
    </Sheet>
  )
}
