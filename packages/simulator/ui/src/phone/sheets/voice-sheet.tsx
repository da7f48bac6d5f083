import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { MAX_FILE_MB, toBase64 } from '../files.ts'
import { usePhone } from '../phone-context.ts'
import { FileCell } from './file-cell.tsx'
import { Field, FormSheet } from './form-sheet.tsx'

/** WeChat's own limit for a voice. */
export const LONGEST_SECONDS = 60

/**
 * A voice without speaking: how long it is, what the recognition makes of it, and its format. What is set here also holds for
 * what is spoken by 按住 说话.
 */
export function VoiceSheet() {
  const t = useT()
  const { toast, fail } = useWindow()
  const { send, cover, own, change } = usePhone()
  const [seconds, setSeconds] = useState('3')
  const [recognition, setRecognition] = useState(own.recognition ?? '')
  const [isRecognised, setRecognised] = useState(own.recognition !== null)
  const [format, setFormat] = useState(own.voiceFormat)

  function submit(file?: { data: string; format: string }): void {
    change({ recognition: isRecognised ? recognition : null, voiceFormat: format })
    void send({
      type: 'voice',
      seconds: Number(seconds) || 1,
      format,
      ...(isRecognised && { recognition }),
      ...file,
    })
  }

  async function sendOwn(file: File | undefined): Promise<void> {
    if (!file) return
    if (file.size > MAX_FILE_MB * 1024 * 1024) return toast(t('tooLarge', { size: MAX_FILE_MB }), 'bad')
    cover(null)
    submit({ data: await toBase64(file), format: file.name.split('.').at(-1)?.toLowerCase() ?? format })
  }

  return (
    <FormSheet title="语音" onSubmit={() => submit()}>
      <label className="weui-cell">
        <span className="weui-cell__bd">{t('voiceRecognised')}</span>
        <input
          type="checkbox"
          data-testid="voice-recognised"
          checked={isRecognised}
          onChange={({ target }) => setRecognised(target.checked)}
        />
      </label>
      {isRecognised && (
        <Field
          label={t('recognition')}
          value={recognition}
          onChange={setRecognition}
          testId="voice-recognition"
        />
      )}
      <Field
        label={t('seconds')}
        type="number"
        min={1}
        max={LONGEST_SECONDS}
        value={seconds}
        onChange={setSeconds}
        testId="voice-seconds"
      />
      <label className="weui-cell">
        <span className="weui-cell__bd">{t('voiceFormat')}</span>
        <select
          data-testid="voice-format"
          value={format}
          onChange={({ target }) => setFormat(target.value === 'speex' ? 'speex' : 'amr')}
        >
          <option>amr</option>
          <option>speex</option>
        </select>
      </label>
      <FileCell
        text={t('chooseVoice')}
        accept=".amr,.mp3,.speex"
        testId="voice-own"
        onFiles={([file]) => void sendOwn(file).catch(fail)}
      />
    </FormSheet>
  )
}
