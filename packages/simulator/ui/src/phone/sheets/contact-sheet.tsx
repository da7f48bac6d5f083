import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { usePhone } from '../phone-context.ts'
import { Field, FormSheet } from './form-sheet.tsx'

/** 个人名片: the account gets a text that says it cannot be shown. */
export function ContactSheet() {
  const t = useT()
  const { send } = usePhone()
  const [nickname, setNickname] = useState('林小满')
  return (
    <FormSheet title="个人名片" onSubmit={() => void send({ type: 'contact', nickname })}>
      <p className="hint">{t('contactHint')}</p>
      <Field
        label={t('contactName')}
        required
        value={nickname}
        onChange={setNickname}
        testId="contact-nickname"
      />
    </FormSheet>
  )
}
