import { memo, type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { Account, Fan } from '../../../src/control/types.ts'
import { translator } from '../i18n/i18n.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { Chat } from './chat.tsx'
import { ChatList } from './chat-list.tsx'
import { Composer } from './composer.tsx'
import { isInFolder, isNotice, useUnread } from './conversations.ts'
import { FolderPage } from './folder-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { NavBar } from './nav-bar.tsx'
import { NoticesPage } from './notices-page.tsx'
import { FRESH_SETTINGS, PhoneContext, type PhonePage, type PhoneScope } from './phone-context.ts'
import { Profile, toScan } from './profile.tsx'
import { Scanner, type Scanned } from './scanner.tsx'
import { imageOf, toBase64 } from './files.ts'
import { StatusBar } from './status-bar.tsx'
import { WebView } from './web-view.tsx'

/** One follower's WeChat, open at this account. Who does not follow sees its profile. */
export const Phone = memo(function Phone({ account, fan }: { account: Account; fan: Fan }) {
  const simWindow = useWindow()
  const [wanted, goTo] = useState<PhonePage>('chat')
  const [scanned, setScanned] = useState<Scanned | null>(null)
  const [web, setWeb] = useState<string | null>(null)
  const [cover, setCover] = useState<ReactNode>(null)
  const [heard] = useState(() => new Set<number>())
  const [recalled] = useState(() => new Set<number>())
  const [own, setOwn] = useState(FRESH_SETTINGS)
  // There is no chat without following.
  const page = wanted === 'chat' && !fan.subscribed ? 'profile' : wanted
  const inChat = page === 'chat'
  const unread = useUnread(fan.openid, page === 'chat' || page === 'notices' ? page : null)
  useWantedPage(fan.openid, goTo)
  useWantedScan(fan.openid, () => {
    setWeb(null)
    setCover(null)
    goTo('scan')
  })
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
      recalled,
      own,
      change: (change) => setOwn((known) => ({ ...known, ...change })),
      openWeb,
      cover: setCover,
      async send(action) {
        const result = await simWindow.send(fan.openid, action)
        if (result?.open) openWeb(result.open)
        return result
      },
    }
  }, [account, fan, heard, recalled, own, simWindow])
  useReportedLocation(inChat && own.sharesLocation, fan.openid)

  /** A follower is in the chat at once; anybody else decides on the profile. */
  function scan(code: Scanned): void {
    if (fan.subscribed) {
      goTo('chat')
      void scope.send(toScan(code))
    } else {
      setScanned(code)
      goTo('profile')
    }
  }

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
        <div
          className={`screen ${web === null ? '' : 'white'} ${inChat || page === 'list' || page === 'scan' ? '' : 'plain'}`}
        >
          <StatusBar dark={page === 'scan' && web === null} />
          <div className="page" inert={cover !== null}>
            {web !== null && <WebView url={web} onClose={() => setWeb(null)} />}
            <div className="page" hidden={web !== null}>
              {page === 'chat' && (
                <>
                  <NavBar
                    title={fan.typing ? '对方正在输入…' : account.name}
                    typing={fan.typing}
                    unread={unread.notices}
                    onBack={() => goTo(isInFolder(account) ? 'folder' : 'list')}
                    action={{
                      label: '账号资料',
                      icon: 'person',
                      testId: 'profile',
                      run: () => goTo('profile'),
                    }}
                  />
                  <Chat />
                  <Composer />
                </>
              )}
              {page === 'list' && <ChatList unread={unread} goTo={goTo} />}
              {page === 'folder' && <FolderPage onBack={() => goTo('list')} onChat={() => goTo('chat')} />}
              {page === 'history' && <HistoryPage onBack={() => goTo('profile')} />}
              {page === 'notices' && <NoticesPage onBack={() => goTo('list')} />}
              {page === 'scan' && (
                <Scanner
                  onBack={() => goTo('list')}
                  onScan={scan}
                  onAccount={() => {
                    setScanned(null)
                    goTo('profile')
                  }}
                />
              )}
              {page === 'profile' && (
                <Profile
                  scanned={scanned}
                  onChat={() => {
                    setScanned(null)
                    goTo('chat')
                  }}
                  onList={() => {
                    setScanned(null)
                    goTo('list')
                  }}
                  onHistory={() => goTo('history')}
                />
              )}
            </div>
          </div>
          {cover}
        </div>
      </section>
    </PhoneContext>
  )
})

/** 提供位置信息: the position is reported each time the chat is entered. */
function useReportedLocation(isOn: boolean, openid: string): void {
  const { send } = useWindow()
  useEffect(() => {
    if (isOn) void send(openid, { type: 'reportLocation' })
  }, [isOn, openid, send])
}

/** A bubble that is asked for from elsewhere may stand on another page. */
function useWantedPage(openid: string, goTo: (page: PhonePage) => void): void {
  const wanted = useView((view) => view.wantedBubble)
  const messages = useSim((state) => state.messages[openid])
  useEffect(() => {
    const message = messages?.find(({ id }) => id === wanted?.messageId)
    if (wanted?.openid === openid && message) goTo(isNotice(message) ? 'notices' : 'chat')
  }, [wanted, messages, openid, goTo])
}

/** `Q` opens the scanner, over whatever the phone shows, with the focus where one types or pastes. */
function useWantedScan(openid: string, onWanted: () => void): void {
  const { set } = useWindow()
  const isWanted = useView((view) => view.wantedScan === openid)
  const open = useEffectEvent(onWanted)
  useEffect(() => {
    if (!isWanted) return
    open()
    set({ wantedScan: null })
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>(`.phone[data-openid="${CSS.escape(openid)}"] [data-testid=scan-text]`)
        ?.focus(),
    )
  }, [isWanted, openid, set])
}
