import { type ReactNode, useEffect, useRef } from 'react'

/** A modal dialog of the panel. The browser traps focus, makes the rest inert and closes it on Esc. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    ref.current?.showModal()
  }, [])
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && ref.current.close()}
    >
      <h3>{title}</h3>
      {children}
    </dialog>
  )
}
