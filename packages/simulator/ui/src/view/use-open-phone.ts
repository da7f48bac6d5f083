import type { Fan } from '../../../src/control/types.ts'
import { useShownFans } from './use-shown.ts'
import { MOST_PHONES } from './view.ts'
import { useWindow } from './window.ts'

/** Shows a person's phone; where four are open already, the first one makes room. */
export function useOpenPhone(): (fan: Fan) => void {
  const { sim, set } = useWindow()
  const shown = useShownFans().map(({ openid }) => openid)
  return (fan) => {
    sim.meet(fan)
    const others = shown.filter((openid) => openid !== fan.openid)
    set({ openPhones: [...others, fan.openid].slice(-MOST_PHONES), side: 'phone' })
  }
}
