import { type KeyboardEvent, type Ref, useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import { HoldToSpeak, VoiceStrip } from './hold-to-speak.tsx'
import { usePhone } from './phone-context.ts'
import { VoiceSheet } from './sheets/voice-sheet.tsx'

export type Drawer = 'faces' | 'more' | null

export function TextBar({
  ref,
  draft,
  drawer,
  onDraft,
  onDrawer,
  onSubmit,
  onToggle,
}: {
  ref: Ref<HTMLTextAreaElement>
  draft: string
  drawer: Drawer
  onDraft: (text: string) => void
  onDrawer: (drawer: Drawer) => void
  onSubmit: () => void
  /** null where the account has no menu. */
  onToggle: (() => void) | null
}) {
  const { cover } = usePhone()
  const [speaks, setSpeaks] = useState(false)
  const openVoice = () => cover(<VoiceSheet />)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
    // While an input method composes, Enter picks a word; 229 is how some browsers say so.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    onSubmit()
  }

  const bar = (
    <footer className="composer text">
      {onToggle && (
        <button
          type="button"
          className="tog"
          data-testid="composer-toggle"
          data-bar-toggle
          aria-label="切换到菜单"
          onClick={onToggle}
        >
          <Icon name="list" />
        </button>
      )}
      <button
        type="button"
        className="act"
        data-testid="voice"
        aria-label={speaks ? '键盘' : '语音'}
        aria-pressed={speaks}
        onClick={() => setSpeaks(!speaks)}
      >
        <Icon name={speaks ? 'keyboard' : 'voice'} />
      </button>
      {speaks ? (
        <HoldToSpeak />
      ) : (
        <textarea
          ref={ref}
          className="input"
          rows={1}
          data-testid="composer"
          data-composer
          aria-label="消息"
          value={draft}
          onChange={({ target }) => onDraft(target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <button
        type="button"
        className="act"
        data-testid="faces"
        aria-label="表情"
        aria-expanded={drawer === 'faces'}
        onClick={() => {
          setSpeaks(false)
          onDrawer('faces')
        }}
      >
        <Icon name={drawer === 'faces' ? 'keyboard' : 'smile'} />
      </button>
      {speaks || draft.trim() === '' ? (
        <button
          type="button"
          className="act"
          data-testid="more"
          aria-label="更多"
          aria-expanded={drawer === 'more'}
          onClick={() => onDrawer('more')}
        >
          <Icon name="plusc" />
        </button>
      ) : (
        <button type="button" className="send" data-testid="send" onClick={onSubmit}>
          发送
        </button>
      )}
    </footer>
  )
  if (!speaks) return bar
  return (
    <>
      <VoiceStrip onOpen={openVoice} />
      {bar}
    </>
  )
}
