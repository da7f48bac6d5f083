import { api } from '../api/api.ts'
import { useT } from '../i18n/use-t.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useWindow } from '../view/window.ts'

export function ResetDialog() {
  const t = useT()
  const { set, toast, fail } = useWindow()

  async function reset(): Promise<void> {
    set({ dialog: null })
    try {
      await api.reset()
      set({ selectedPush: null, selectedCall: null, wantedBubble: null, held: false, bars: {} })
      toast(t('resetDone'))
    } catch (error) {
      fail(error)
    }
  }

  return (
    <Dialog title={t('resetTitle')} onClose={() => set({ dialog: null })}>
      <div className="in">
        <p>{t('resetText')}</p>
      </div>
      <footer>
        <button type="button" className="btn" onClick={() => set({ dialog: null })}>
          {t('cancel')}
        </button>
        <button type="button" className="btn danger" data-testid="reset-confirm" onClick={() => void reset()}>
          {t('reset')}
        </button>
      </footer>
    </Dialog>
  )
}
