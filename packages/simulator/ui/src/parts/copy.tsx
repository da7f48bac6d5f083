import { useT } from '../i18n/use-t.ts'
import { useWindow } from '../view/window.ts'
import { Icon } from './icon.tsx'

/** Puts a text on the clipboard and says so. */
export function useCopy(): (text: string) => void {
  const t = useT()
  const { toast, fail } = useWindow()
  return (text) => void navigator.clipboard.writeText(text).then(() => toast(t('copied')), fail)
}

export function CopyButton({
  text,
  label,
  testId,
  keyLetter,
}: {
  text: () => string
  label: string
  testId?: string
  keyLetter?: string
}) {
  const copy = useCopy()
  return (
    <button
      type="button"
      className="btn s"
      data-testid={testId}
      data-key={keyLetter}
      onClick={() => copy(text())}
    >
      <Icon name="copy" />
      <span>{label}</span>
    </button>
  )
}
