import type { MessageKey } from '../i18n/messages.ts'
import { useT } from '../i18n/use-t.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Switch } from '../parts/switch.tsx'
import { TABS } from '../view/view.ts'
import { useView, useWindow } from '../view/window.ts'

const SINGLE: readonly { keys: string; text: MessageKey }[] = [
  { keys: `1–${TABS.length}`, text: 'key.tabs' },
  { keys: '/', text: 'key./' },
  { keys: 'B', text: 'key.B' },
  { keys: 'R E U', text: 'key.replay' },
  { keys: 'C T', text: 'key.copy' },
  { keys: 'P', text: 'key.P' },
  { keys: 'Space', text: 'key.Space' },
  { keys: '.', text: 'key.jump' },
  { keys: 'M', text: 'key.M' },
  { keys: 'Q', text: 'key.Q' },
  { keys: 'D', text: 'key.D' },
  { keys: '?', text: 'key.?' },
]

const ALWAYS: readonly { keys: string; text: MessageKey }[] = [
  { keys: '↑ ↓ Home End', text: 'key.arrows' },
  { keys: 'Enter', text: 'key.Enter' },
  { keys: 'Alt 1–4', text: 'key.Alt' },
  { keys: 'F6', text: 'key.F6' },
  { keys: 'Esc', text: 'key.Esc' },
]

export function HelpDialog() {
  const t = useT()
  const { set } = useWindow()
  const isOn = useView((view) => view.singleKeys)
  return (
    <Dialog title={t('shortcuts')} onClose={() => set({ dialog: null })}>
      <div className="in">
        <div className="singlekeys">
          <b>{t('singleKeys')}</b>
          <Switch
            on={isOn}
            label={t('singleKeys')}
            testId="single-keys"
            onChange={(singleKeys) => set({ singleKeys })}
          />
          <p className="hint">{t('singleKeysHint')}</p>
        </div>
        <table className="table keys">
          <Keys list={SINGLE} isOff={!isOn} />
          <Keys list={ALWAYS} />
        </table>
      </div>
      <footer>
        <button type="button" className="btn" onClick={() => set({ dialog: null })}>
          {t('close')}
        </button>
      </footer>
    </Dialog>
  )
}

function Keys({
  list,
  isOff = false,
}: {
  list: readonly { keys: string; text: MessageKey }[]
  isOff?: boolean
}) {
  const t = useT()
  return (
    <tbody className={isOff ? 'is-off' : ''}>
      {list.map(({ keys, text }) => (
        <tr key={keys}>
          <td>
            {keys.split(' ').map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </td>
          <td>{t(text)}</td>
        </tr>
      ))}
    </tbody>
  )
}
