import { useWindow } from './window.ts'

/** Runs a change, says `done` in a toast when it went well, and shows the failure when not. */
export function useChange(): (change: () => Promise<unknown>, done?: string) => Promise<boolean> {
  const { toast, fail } = useWindow()
  return async (change, done) => {
    try {
      await change()
      if (done !== undefined) toast(done)
      return true
    } catch (error) {
      fail(error)
      return false
    }
  }
}
