export { findRow as findPush } from './rows/find-row.ts'
