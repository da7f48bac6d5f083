import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Field, FormSheet } from './form-sheet.tsx'

/** WeChat's album gives at most nine pictures at once. */
const MOST = 9

/** How many pictures were taken or picked, for the `pic_…` buttons. */
export function PicturesSheet({ onPick }: { onPick: (pictures: number) => void }) {
  const t = useT()
  const [count, setCount] = useState('1')
  return (
    <FormSheet title="照片" onSubmit={() => onPick(Number(count) || 1)}>
      <Field
        label={t('pictures')}
        type="number"
        min={1}
        max={MOST}
        required
        value={count}
        onChange={setCount}
        testId="pictures-count"
      />
    </FormSheet>
  )
}
