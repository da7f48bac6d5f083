import { useMemo } from 'react'
import type { Account, Fan } from '../../../src/control/types.ts'
import { useSim, useView } from './window.ts'

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
  return useMemo(() => {
    const chosen = open.flatMap((openid) => fans.find((fan) => fan.openid === openid) ?? [])
    return chosen.length > 0 ? chosen : fans.slice(0, 1)
  }, [fans, open])
}
