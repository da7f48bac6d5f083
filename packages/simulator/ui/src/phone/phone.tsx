import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Account, Fan } from '../../../src/control/types.ts'
import { translator } from '../i18n/i18n.ts'
import { toClock, useSimNow } from '../parts/time.ts'
import { useWindow } from '../view/window.ts'
import { Chat } from './chat.tsx'
import { Composer } from './composer.tsx'
import { NavBar } from './nav-bar.tsx'
import { PhoneContext, type PhoneScope } from './phone-context.ts'
import { Profile } from './profile.tsx'
import { imageOf, toBase64 } from './files.ts'
import { WebView } from './web-view.tsx'

/** One follower's WeChat, open at this account. Who does not follow sees its profile. */
export function Phone({ account, fan }: { account: Account; fan: Fan }) {
  const simWindow = useWindow()
  const [wantsProfile, setWantsProfile] = useState(false)
  const [web, setWeb] = useState<string | null>(null)
  const [cover, setCover] = useState<ReactNode>(null)
  const [heard] = useState(() => new Set<number>())
  const inChat = fan.subscribed && !wantsProfile
  const section = useRef<HTMLElement>(null)

  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [])

  const scope = useMemo<PhoneScope>(() => {
    function openWeb(url: string): void {
      if (/^https?:\/\//i.test(url)) setWeb(url)
      else simWindow.toast(translator(simWindow.view.get().language)('notAPage', { url }), 'bad')
    }

    return {
      account,
      fan,
      heard,
      openWeb,
      cover: setCover,
      async send(action) {
        const result = await simWindow.send(fan.openid, action)
        if (result?.open) openWeb(result.open)
      },
    }
  }, [account, fan, heard, simWindow])

  function takeImage(data: DataTransfer, event: React.SyntheticEvent): void {
    const file = imageOf(data)
    if (!file || !inChat) return
    event.preventDefault()
    toBase64(file)
      .then((base64) => scope.send({ type: 'image', data: base64, contentType: file.type }))
      .catch(simWindow.fail)
  }

  return (
    <PhoneContext value={scope}>
      <section
        ref={section}
        className="phone"
        lang="zh-CN"
        data-testid={`phone-${fan.openid}`}
        data-openid={fan.openid}
        aria-label={fan.nickname}
        onPaste={(event) => takeImage(event.clipboardData, event)}
        onDrop={(event) => takeImage(event.dataTransfer, event)}
        onDragOver={(event) => event.preventDefault()}
      >
        <div className={`screen ${web === null ? '' : 'white'} ${inChat ? '' : 'plain'}`}>
          <StatusBar />
          <div className="page" inert={cover !== null}>
            {web !== null && <WebView url={web} onClose={() => setWeb(null)} />}
            <div className="page" hidden={web !== null}>
              {inChat ? (
                <>
                  <NavBar
                    title={fan.typing ? '对方正在输入…' : account.name}
                    typing={fan.typing}
                    onBack={() => setWantsProfile(true)}
                    onProfile={() => setWantsProfile(true)}
                  />
                  <Chat />
                  <Composer />
                </>
              ) : (
                <Profile onChat={() => setWantsProfile(false)} />
              )}
            </div>
          </div>
          {cover}
        </div>
      </section>
    </PhoneContext>
  )
}

/** The phone's own clock is the simulator's. */
function StatusBar() {
  return <div className="statusbar">{toClock(useSimNow()).slice(0, 5)}</div>
}
