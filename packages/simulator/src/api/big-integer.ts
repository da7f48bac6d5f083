/** Ids beyond 2^53, as the service writes them: plain digits in JSON, which a careless reader rounds. */

declare global {
  interface JSON {
    /** Of the engine since 2023; the library of types lags behind. */
    rawJSON(text: string): unknown
  }
}

/** @param digits decimal; anything else would break the answer, and throws */
export function toBigInteger(digits: string): unknown {
  return JSON.rawJSON(String(BigInt(digits)))
}
