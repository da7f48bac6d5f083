import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { usePhone } from '../phone-context.ts'
import { Field, FormSheet } from './form-sheet.tsx'

/** 文件: WeChat pushes it, but no document describes the push and no call downloads the file. */
export function FileSheet() {
  const t = useT()
  const { send } = usePhone()
  const [title, setTitle] = useState('茶单.pdf')
  const [size, setSize] = useState('48213')
  return (
    <FormSheet title="文件" onSubmit={() => void send({ type: 'file', title, size: Number(size) })}>
      <p className="hint">{t('fileHint')}</p>
      <Field label={t('title')} required value={title} onChange={setTitle} testId="file-title" />
      <Field label={t('size')} type="number" min={0} value={size} onChange={setSize} testId="file-size" />
    </FormSheet>
  )
}
