/** A worked example of every call. Apart from the routing table: only documents and tests need it. */
export type { Example } from './example.ts'
export { EXAMPLES } from './generated/examples.ts'
