import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { usePhone } from './phone-context.ts'
import { LONGEST_SECONDS } from './sheets/voice-sheet.tsx'

/** Shorter is no message but a slip of the finger. */
const SHORTEST_MS = 300
/** So far above the button a release means 取消. */
const CANCEL_PX = 60

/**
 * 按住 说话: a voice as long as the button is held, by finger, mouse, Space or Enter. Browsers cannot write AMR, so that what is sent
 * is silence of that length; a voice of one's own is a file of the sheet.
 */
export function HoldToSpeak() {
  const { send, own } = usePhone()
  const startedAt = useRef<number | null>(null)
  const [isCancelling, setCancelling] = useState(false)
  /** The screen over which the recording is drawn; null while nothing is held. */
  const [screen, setScreen] = useState<Element | null>(null)

  function start(button: HTMLElement): void {
    startedAt.current = performance.now()
    setCancelling(false)
    setScreen(button.closest('.screen'))
  }

  function stop(isSent: boolean): void {
    if (startedAt.current === null) return
    const ms = performance.now() - startedAt.current
    startedAt.current = null
    setScreen(null)
    if (!isSent || ms < SHORTEST_MS) return
    const seconds = Math.min(LONGEST_SECONDS, Math.max(1, Math.round(ms / 1000)))
    const { recognition, voiceFormat: format } = own
    void send({ type: 'voice', seconds, format, ...(recognition !== null && { recognition }) })
  }

  function isAbove({ clientY, currentTarget }: PointerEvent): boolean {
    return clientY < currentTarget.getBoundingClientRect().top - CANCEL_PX
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') return stop(false)
    if (event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    if (!event.repeat && event.currentTarget instanceof HTMLElement) start(event.currentTarget)
  }

  return (
    <>
      <button
        type="button"
        className="input hold"
        data-testid="hold"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          start(event.currentTarget)
        }}
        onPointerMove={(event) => screen && setCancelling(isAbove(event))}
        onPointerUp={(event) => stop(!isAbove(event))}
        onPointerCancel={() => stop(false)}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={onKeyDown}
        onKeyUp={({ key }) => (key === ' ' || key === 'Enter') && stop(true)}
        onBlur={() => stop(false)}
      >
        按住 说话
      </button>
      {screen && createPortal(<Recording isCancelling={isCancelling} />, screen)}
    </>
  )
}

const WAVE = [10, 18, 30, 22, 38, 26, 14, 32, 42, 28, 18, 34, 20, 12, 26, 16, 8]

function Recording({ isCancelling }: { isCancelling: boolean }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="rec" role="status" aria-label="正在录音" data-testid="recording">
      <div className={`wave ${isCancelling ? 'bad' : ''}`} aria-hidden="true">
        {WAVE.map((height, index) => (
          <i key={index} style={{ height }} />
        ))}
      </div>
      <p className="pads" aria-hidden="true">
        <span className={isCancelling ? 'on' : ''}>
          <Icon name="close" />
        </span>
        上移取消
      </p>
      <div className="arc">
        {isCancelling ? '松开 取消' : '松开 发送'} <span className="num">{seconds}″</span>
      </div>
    </div>
  )
}

/** Ours: what the account will read, a touch away from being changed. */
export function VoiceStrip({ onOpen }: { onOpen: () => void }) {
  const t = useT()
  const { account, own } = usePhone()
  const words = !account.switches.voiceRecognition
    ? t('voiceSwitchOff')
    : own.recognition
      ? t('voiceAs', { text: own.recognition })
      : t('voiceUnrecognised')
  return (
    <button type="button" className="devstrip" data-testid="voice-options" onClick={onOpen}>
      <Icon name="edit" />
      <bdi className="grow">{words}</bdi>
      <Icon name="right" />
    </button>
  )
}
