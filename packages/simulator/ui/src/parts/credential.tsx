import { useState } from 'react'
import { useT } from '../i18n/use-t.ts'
import { useCopy } from './copy.tsx'

/** A line with a value to copy; a secret one is shown on request. */
export function Credential({
  name,
  value,
  isSecret = false,
  isOpen = !isSecret,
  testId,
}: {
  name: string
  value: string
  isSecret?: boolean
  /** Shown from the start. */
  isOpen?: boolean
  testId: string
}) {
  const t = useT()
  const copy = useCopy()
  const [isShown, setShown] = useState(isOpen)
  return (
    <div className="field">
      <span>{name}</span>
      <span className="inrow">
        <code className="mono grow" data-testid={testId}>
          {isShown ? value : '•'.repeat(12)}
        </code>
        {isSecret && (
          <button
            type="button"
            className="btn s"
            data-testid={`${testId}-show`}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'hide' : 'show')}
          </button>
        )}
        <button type="button" className="btn s" onClick={() => copy(value)}>
          {t('copy')}
        </button>
      </span>
    </div>
  )
}
