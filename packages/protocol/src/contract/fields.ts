/** The parameters of every call with their limits, and the check that uses them. */
export { type CheckOptions, checkParams, type Problem } from './check.ts'
export type { Condition, FieldSpec } from './field.ts'
export { FIELDS } from './generated/fields.ts'
