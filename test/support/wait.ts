/** Looks again until something holds, in turns of the event loop; for real servers whose pace a test does not set. */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  seconds = 20,
): Promise<NonNullable<T>> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== null && found !== false) return found
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
