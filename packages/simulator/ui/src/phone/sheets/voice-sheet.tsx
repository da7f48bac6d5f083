import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { usePhone } from '../phone-context.ts'
import { Field, FormSheet } from './form-sheet.tsx'

/** WeChat's own limit for a voice. */
const LONGEST_SECONDS = 60

/** A voice without speaking: how long it is, and what the recognition makes of it. */
export function VoiceSheet() {
  const t = useT()
  const { send } = usePhone()
  const [seconds, setSeconds] = useState('3')
  const [recognition, setRecognition] = useState('明天下午三点还有位置吗')
  return (
    <FormSheet
      title="语音"
      onSubmit={() => void send({ type: 'voice', seconds: Number(seconds) || 1, recognition })}
    >
      <Field
        label={t('recognition')}
        value={recognition}
        onChange={setRecognition}
        testId="voice-recognition"
      />
      <Field
        label={t('seconds')}
        type="number"
        min={1}
        max={LONGEST_SECONDS}
        value={seconds}
        onChange={setSeconds}
        testId="voice-seconds"
      />
    </FormSheet>
  )
}
