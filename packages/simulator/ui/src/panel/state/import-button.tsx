import { useRef } from 'react'
import { Icon } from '../../parts/icon.tsx'

/** A button that asks for a state document. */
export function ImportButton({
  text,
  testId,
  disabled,
  onFile,
}: {
  text: string
  testId: string
  disabled: boolean
  onFile: (file: File) => Promise<void>
}) {
  const chooser = useRef<HTMLInputElement>(null)

  async function take(file: File | undefined): Promise<void> {
    if (file) await onFile(file)
    // The same file may be chosen again.
    if (chooser.current) chooser.current.value = ''
  }

  return (
    <>
      <button type="button" className="btn" disabled={disabled} onClick={() => chooser.current?.click()}>
        <Icon name="upload" />
        <span>{text}</span>
      </button>
      <input
        ref={chooser}
        hidden
        type="file"
        accept="application/json,.json"
        data-testid={testId}
        onChange={({ target }) => void take(target.files?.[0])}
      />
    </>
  )
}
