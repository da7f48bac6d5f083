import { type ReactNode, useEffect, useRef, useState } from 'react'

interface MenuItem {
  text: string
  checked?: boolean
  testId?: string
  run: () => void
}

/** A button that opens a short list. Arrows walk, Esc and a click elsewhere close, focus returns to the button. */
export function MenuButton({
  label,
  items,
  children,
  testId,
  keyLetter,
  onOpen,
}: {
  label: string
  items: readonly MenuItem[]
  children: ReactNode
  testId?: string
  /** The single key that presses it. */
  keyLetter?: string
  /** To ask for what the list shall hold. */
  onOpen?: () => void
}) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLSpanElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  // Also when the item that had the focus has left the list.
  useEffect(() => {
    if (open && document.activeElement === document.body) focusFirst(box.current)
  })

  useEffect(() => {
    if (!open) return undefined
    focusFirst(box.current)
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [open])

  function close(): void {
    setOpen(false)
    button.current?.focus()
  }

  function walk(event: React.KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = all.findIndex((item) => item === document.activeElement)
    all.at((at + step + all.length) % all.length)?.focus()
  }

  return (
    <span className="popper" ref={box}>
      <button
        type="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        data-testid={testId}
        data-key={keyLetter}
        onClick={() => {
          if (!open) onOpen?.()
          setOpen(!open)
        }}
      >
        {children}
      </button>
      {open && (
        <div className="popmenu" role="menu" tabIndex={-1} onKeyDown={walk}>
          {items.map((item) => (
            <button
              key={item.text}
              type="button"
              role="menuitem"
              tabIndex={-1}
              data-checked={item.checked}
              data-testid={item.testId}
              onClick={() => (close(), item.run())}
            >
              {item.text}
            </button>
          ))}
        </div>
      )}
    </span>
  )
}

function focusFirst(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
}
