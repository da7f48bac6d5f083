import { useEffect, useRef, useState } from 'react'

/** Plays a sound; where the browser cannot (AMR), it only looks as if for so many seconds. */
export function useSound(url: string, seconds: number): { playing: boolean; toggle: () => void } {
  const [playing, setPlaying] = useState(false)
  const sound = useRef<HTMLAudioElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  function stop(): void {
    sound.current?.pause()
    clearTimeout(timer.current)
    setPlaying(false)
  }

  function play(): void {
    const audio = new Audio(url)
    sound.current = audio
    setPlaying(true)
    audio.addEventListener('ended', stop)
    audio.play().catch(() => {
      timer.current = setTimeout(stop, seconds * 1000)
    })
  }

  useEffect(
    () => () => {
      sound.current?.pause()
      clearTimeout(timer.current)
    },
    [],
  )

  return { playing, toggle: () => (playing ? stop() : play()) }
}
