import { type ReactNode, useId } from 'react'
import { usePhone } from '../phone-context.ts'
import { Sheet } from './sheet.tsx'

/** A small form on the phone: cells and one green button. */
export function FormSheet({
  title,
  submit = '发送',
  onSubmit,
  children,
}: {
  title: string
  submit?: string
  onSubmit: () => void
  children: ReactNode
}) {
  const { cover } = usePhone()
  return (
    <Sheet label={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          cover(null)
          onSubmit()
        }}
      >
        <header className="sheethead">
          <button type="button" onClick={() => cover(null)}>
            取消
          </button>
          <b>{title}</b>
          <button type="submit" className="send" data-testid="sheet-send">
            {submit}
          </button>
        </header>
        <div className="weui-cells weui-cells_form">{children}</div>
      </form>
    </Sheet>
  )
}

export function Field({
  label,
  value,
  onChange,
  testId,
  type = 'text',
  ...rest
}: {
  label: string
  value: string
  onChange: (value: string) => void
  testId: string
  type?: 'text' | 'number' | 'url'
  min?: number
  max?: number
  step?: number | 'any'
  required?: boolean
}) {
  const id = useId()
  return (
    <div className="weui-cell">
      <div className="weui-cell__hd">
        <label className="weui-label" htmlFor={id}>
          {label}
        </label>
      </div>
      <div className="weui-cell__bd">
        <input
          {...rest}
          id={id}
          className="weui-input"
          type={type}
          data-testid={testId}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </div>
    </div>
  )
}
