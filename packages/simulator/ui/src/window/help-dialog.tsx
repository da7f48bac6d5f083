import type { MessageKey } from '../i18n/messages.ts'
import { useT } from '../i18n/use-t.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useWindow } from '../view/window.ts'

const KEYS: readonly { keys: string; text: MessageKey }[] = [
  { keys: '1–6', text: 'key.tabs' },
  { keys: '/', text: 'key./' },
  { keys: '↑ ↓ Home End', text: 'key.arrows' },
  { keys: 'Enter', text: 'key.Enter' },
  { keys: 'B', text: 'key.B' },
  { keys: 'R E U C', text: 'key.replay' },
  { keys: 'P', text: 'key.P' },
  { keys: 'M', text: 'key.M' },
  { keys: 'D', text: 'key.D' },
  { keys: 'Alt 1–4', text: 'key.Alt' },
  { keys: 'F6', text: 'key.F6' },
  { keys: 'Esc', text: 'key.Esc' },
  { keys: '?', text: 'key.?' },
]

export function HelpDialog() {
  const t = useT()
  const { set } = useWindow()
  return (
    <Dialog title={t('shortcuts')} onClose={() => set({ dialog: null })}>
      <div className="in">
        <table className="table keys">
          <tbody>
            {KEYS.map(({ keys, text }) => (
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
