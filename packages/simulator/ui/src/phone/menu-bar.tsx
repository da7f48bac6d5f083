import { useEffect, useRef, useState } from 'react'
import type { MenuButton } from '../../../src/control/types.ts'
import { Icon } from '../parts/icon.tsx'
import { useMenuTap } from './menu-tap.tsx'

/** The account's custom menu: up to three buttons, each with up to five beneath it. */
export function MenuBar({ buttons, onToggle }: { buttons: readonly MenuButton[]; onToggle: () => void }) {
  const [open, setOpen] = useState<number | null>(null)
  const bar = useRef<HTMLElement>(null)
  const tap = useMenuTap()

  useEffect(() => {
    if (open === null) return undefined
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !bar.current?.contains(event.target)) setOpen(null)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [open])

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.key !== 'Escape' || open === null) return
    event.stopPropagation()
    bar.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus()
    setOpen(null)
  }

  return (
    <footer className="composer" ref={bar} onKeyDown={onKeyDown}>
      <button
        type="button"
        className="tog"
        data-testid="composer-toggle"
        data-bar-toggle
        aria-label="切换到键盘"
        onClick={onToggle}
      >
        <Icon name="keyboard" />
      </button>
      {buttons.map((button, index) => {
        const items = button.sub_button?.length ? button.sub_button : null
        return (
          <div className="menucell" key={`${index} ${button.name}`}>
            <button
              type="button"
              className="menu"
              data-testid={`menu-${index}`}
              {...(items ? { 'aria-haspopup': 'menu', 'aria-expanded': open === index } : {})}
              onClick={() => {
                setOpen(items && open !== index ? index : null)
                if (!items) tap(button)
              }}
            >
              {items && <Icon name="bars" />}
              <bdi>{button.name}</bdi>
            </button>
            {items && open === index && (
              <SubMenu
                items={items}
                index={index}
                onPick={(item) => {
                  setOpen(null)
                  tap(item)
                }}
              />
            )}
          </div>
        )
      })}
    </footer>
  )
}

function SubMenu({
  items,
  index,
  onPick,
}: {
  items: readonly MenuButton[]
  index: number
  onPick: (button: MenuButton) => void
}) {
  return (
    <ul className="submenu" role="menu">
      {items.map((item, at) => (
        <li key={`${at} ${item.name}`} role="none">
          <button
            type="button"
            role="menuitem"
            data-testid={`submenu-${index}-${at}`}
            onClick={() => onPick(item)}
          >
            <bdi>{item.name}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}
