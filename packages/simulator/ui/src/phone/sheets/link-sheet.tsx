import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { usePhone } from '../phone-context.ts'
import { Field, FormSheet } from './form-sheet.tsx'

/** 收藏: a link out of the person's favourites, which is how links reach an account. */
export function LinkSheet() {
  const t = useT()
  const { send } = usePhone()
  const [title, setTitle] = useState('西湖周边茶室地图')
  const [description, setDescription] = useState('三十二家茶室，按步行距离排好')
  const [url, setUrl] = useState('https://example.com/tea')
  return (
    <FormSheet title="收藏" onSubmit={() => void send({ type: 'link', title, description, url })}>
      <Field label={t('title')} required value={title} onChange={setTitle} testId="link-title" />
      <Field
        label={t('description')}
        value={description}
        onChange={setDescription}
        testId="link-description"
      />
      <Field label="URL" type="url" required value={url} onChange={setUrl} testId="link-url" />
    </FormSheet>
  )
}
