import type { PhoneMessage } from '../../../../src/control/types.ts'

/** A phone message of one type. */
export type MessageOf<Type extends PhoneMessage['type']> = Extract<PhoneMessage, { type: Type }>
