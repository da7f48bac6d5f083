import { useView, useWindow } from '../view/window.ts'
import { Icon } from './icon.tsx'

export function Toasts() {
  const toasts = useView((view) => view.toasts)
  const { set } = useWindow()
  return (
    <output className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <span key={toast.id} className="toast" data-testid="toast" data-tone={toast.tone}>
          {toast.tone === 'bad' && <Icon name="warn" />}
          <bdi>{toast.text}</bdi>
          <button
            type="button"
            aria-label="关闭"
            onClick={() => set({ toasts: toasts.filter((other) => other.id !== toast.id) })}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
    </output>
  )
}
