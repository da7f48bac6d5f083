/** On or off, at once. */
export function Switch({
  on,
  label,
  testId,
  disabled = false,
  onChange,
}: {
  on: boolean
  label: string
  testId?: string
  disabled?: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <button
      type="button"
      className="sw"
      role="switch"
      aria-checked={on}
      aria-label={label}
      title={label}
      data-testid={testId}
      disabled={disabled}
      onClick={() => onChange(!on)}
    />
  )
}
