import { useRef } from 'react'

/** A line of a sheet that opens the computer's own files. */
export function FileCell({
  text,
  accept,
  multiple = false,
  testId,
  onFiles,
}: {
  text: string
  accept: string
  multiple?: boolean
  /** Of the line; the hidden field has `-file` behind it. */
  testId: string
  onFiles: (files: readonly File[]) => void
}) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="weui-actionsheet__cell"
        data-testid={testId}
        onClick={() => picker.current?.click()}
      >
        {text}
      </button>
      <input
        ref={picker}
        hidden
        type="file"
        accept={accept}
        multiple={multiple}
        data-testid={`${testId}-file`}
        onChange={({ target }) => onFiles([...(target.files ?? [])])}
      />
    </>
  )
}
