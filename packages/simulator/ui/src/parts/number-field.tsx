/** A number with its label; `value` is what stands there, half typed or not. */
export function NumberField({
  label,
  testId,
  value,
  min = 0,
  max,
  step = '1',
  required = false,
  placeholder,
  onChange,
}: {
  label: string
  testId: string
  value: string
  min?: number
  max?: number
  step?: string
  required?: boolean
  placeholder?: string
  onChange: (value: string) => void
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="inp num"
        type="number"
        inputMode="decimal"
        data-testid={testId}
        value={value}
        min={min}
        {...(max !== undefined && { max })}
        step={step}
        required={required}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
}
