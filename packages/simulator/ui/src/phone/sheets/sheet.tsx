import { type ReactNode, useEffect, useRef } from 'react'
import { usePhone } from '../phone-context.ts'

/** Something that rises over a phone's page. The page beneath is inert; Esc and a tap beside it close. */
export function Sheet({
  label,
  className = '',
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  const { cover } = usePhone()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const before = document.activeElement
    const first =
      box.current?.querySelector<HTMLElement>('input:not([hidden], :disabled)') ??
      box.current?.querySelector<HTMLElement>('button:not(:disabled)') ??
      box.current
    first?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  return (
    <div
      className={`mask ${className}`}
      onClick={(event) => event.target === event.currentTarget && cover(null)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        cover(null)
      }}
    >
      <div
        ref={box}
        tabIndex={-1}
        className="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={label}
        data-testid="sheet"
      >
        {children}
      </div>
    </div>
  )
}
