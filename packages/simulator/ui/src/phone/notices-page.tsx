import { useEffect, useRef } from 'react'
import { useT } from '../i18n/use-t.ts'
import { useSimNow, toStamp } from '../parts/time.ts'
import { type Notice, useConversations } from './conversations.ts'
import { Message } from './message.tsx'
import { NavBar } from './nav-bar.tsx'
import { usePhone } from './phone-context.ts'
import { NoticesSheet } from './sheets/notices-sheet.tsx'

/** 服务通知: subscription notices and one-time messages, of followers or not. */
export function NoticesPage({ onBack }: { onBack: () => void }) {
  const t = useT()
  const { fan, cover } = usePhone()
  const notices = useConversations(fan.openid)?.notices ?? []
  const openSettings = () => cover(<NoticesSheet isSettings />)
  const { length } = notices
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (length > 0) end.current?.scrollIntoView({ block: 'end' })
  }, [length])
  return (
    <>
      <NavBar
        title="服务通知"
        onBack={onBack}
        action={{
          label: '通知设置',
          icon: 'more',
          testId: 'notice-settings',
          run: openSettings,
        }}
      />
      <div className="chat" role="log" aria-live="polite" aria-label="服务通知" tabIndex={0}>
        <div className="talk" ref={end}>
          {notices.length === 0 && <p className="notice">{t('noNotices')}</p>}
          {notices.map((notice) => (
            <NoticeEntry key={notice.id} notice={notice} />
          ))}
        </div>
      </div>
    </>
  )
}

function NoticeEntry({ notice }: { notice: Notice }) {
  return (
    <>
      <time className="stamp">{toStamp(notice.at, useSimNow())}</time>
      <Message message={notice} />
    </>
  )
}
