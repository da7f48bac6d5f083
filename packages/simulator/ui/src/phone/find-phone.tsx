import { useT } from '../i18n/use-t.ts'
import { PickPerson } from '../parts/pick-person.tsx'
import { useOpenPhone } from '../view/use-open-phone.ts'

/** Anybody's phone: of a million people the rail shows a few. */
export function FindPhone({ appid, onClose }: { appid: string; onClose: () => void }) {
  const t = useT()
  const openPhone = useOpenPhone()
  return (
    <PickPerson
      appid={appid}
      title={t('findPhone')}
      testId="find-phone"
      onPick={openPhone}
      onClose={onClose}
    />
  )
}
