import { type ReactNode, useEffect, useRef } from 'react'
import { usePhone } from '../phone-context.ts'
import { StatusBar } from '../status-bar.tsx'

/** A whole screen over the phone's page, such as the album: Esc closes it, and focus goes back to where it was. */
export function Screen({
  label,
  className,
  dark = false,
  children,
}: {
  label: string
  className: string
  dark?: boolean
  children: ReactNode
}) {
  const { cover } = usePhone()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  return (
    <div
      ref={box}
      tabIndex={-1}
      className={`overpage ${className}`}
      role="dialog"
      aria-modal="true"
      aria-label={label}
      data-testid="sheet"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        cover(null)
      }}
    >
      <StatusBar dark={dark} />
      {children}
    </div>
  )
}
