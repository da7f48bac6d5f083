import { toClock, useSimNow } from '../parts/time.ts'

/** The phone's own clock is the simulator's. */
export function StatusBar({ dark = false }: { dark?: boolean }) {
  const theme = dark ? { 'data-theme': 'dark' } : {}
  return (
    <div className="statusbar" {...theme}>
      {toClock(useSimNow()).slice(0, 5)}
    </div>
  )
}
