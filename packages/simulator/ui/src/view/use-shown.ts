import { useEffect, useMemo } from 'react'
import type { Account, Fan } from '../../../src/control/types.ts'
import { followersApi } from '../api/followers-api.ts'
import type { SimState } from '../api/state.ts'
import { useSim, useView, useWindow } from './window.ts'

/** The account on the window. One is enough until the account tab comes. */
export function useAccount(): Account | undefined {
  return useSim((state) => state.accounts[0])
}

export function useFans(): Fan[] {
  const appid = useAccount()?.appid
  const fans = useSim((state) => state.fans)
  return useMemo(() => fans.filter((fan) => fan.appid === appid), [fans, appid])
}

/** The people whose phones are on screen: the chosen ones who still exist, else the first follower. */
export function useShownFans(): Fan[] {
  const fans = useFans()
  const open = useView((view) => view.openPhones)
  const isCrowd = useSim(isIncomplete)
  return useMemo(() => {
    const chosen = open.flatMap((openid) => fans.find((fan) => fan.openid === openid) ?? [])
    // Of a crowd the chosen ones may still be on their way.
    const mayCome = isCrowd && open.length > 0
    return chosen.length > 0 || mayCome ? chosen : fans.slice(0, 1)
  }, [fans, open, isCrowd])
}

/** Chosen phones of people whom the window does not know yet are looked up; those of nobody are forgotten. */
export function useMissingPhones(): void {
  const { sim, set, view } = useWindow()
  const generation = useSim((state) => state.generation)
  const fans = useSim((state) => state.fans)
  const open = useView((value) => value.openPhones)
  const isCrowd = useSim(isIncomplete)
  const missing = open.filter((openid) => !fans.some((fan) => fan.openid === openid)).join(' ')

  useEffect(() => {
    if (generation === 0 || !isCrowd || missing === '') return
    for (const openid of missing.split(' ')) {
      followersApi.one(openid).then(sim.meet, () => {
        set({ openPhones: view.get().openPhones.filter((other) => other !== openid) })
      })
    }
  }, [sim, set, view, generation, isCrowd, missing])
}

/** There are more people than the window knows. */
function isIncomplete({ fans, fanCount }: SimState): boolean {
  return fanCount > fans.length
}
