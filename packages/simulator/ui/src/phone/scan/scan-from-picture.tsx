import { useRef } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { scanPicture } from './scan-picture.ts'

/** Reads a picture and hands on what its code says; says so where there is none. */
export function useScanPicture(onText: (text: string) => void): (file: Blob | undefined) => void {
  const t = useT()
  const { fail, toast } = useWindow()

  async function scan(file: Blob): Promise<void> {
    const text = await scanPicture(file)
    if (text === null) toast(t('scanNothing'), 'bad')
    else onText(text)
  }

  return (file) => {
    if (file) void scan(file).catch(fail)
  }
}

/** 相册 in the corner of WeChat's scanner: the computer's own files. */
export function ScanFromPicture({
  hint,
  onFile,
}: {
  hint?: string
  onFile: (file: Blob | undefined) => void
}) {
  const t = useT()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="drop"
        data-testid="scan-picture"
        onClick={() => picker.current?.click()}
      >
        {t('scanPicture')}
        {hint !== undefined && <small>{hint}</small>}
      </button>
      <input
        ref={picker}
        hidden
        type="file"
        accept="image/*"
        data-testid="scan-file"
        onChange={({ target }) => {
          onFile(target.files?.[0])
          // The same picture once more is a change, too.
          target.value = ''
        }}
      />
    </>
  )
}
