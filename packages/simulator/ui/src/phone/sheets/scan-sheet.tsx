import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Field, FormSheet } from './form-sheet.tsx'

/** What the camera saw, for `scancode_push` and `scancode_waitmsg` buttons. */
export function ScanSheet({ onScan }: { onScan: (scanResult: string) => void }) {
  const t = useT()
  const [result, setResult] = useState('http://127.0.0.1:8000/t/7')
  return (
    <FormSheet title="扫一扫" submit="确定" onSubmit={() => onScan(result)}>
      <Field label={t('scanned')} required value={result} onChange={setResult} testId="scan-result" />
    </FormSheet>
  )
}
