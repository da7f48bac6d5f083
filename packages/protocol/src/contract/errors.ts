/** Which return codes each call is known to give. Apart from the routing table: only documents and checks need it. */
export { ENDPOINT_ERRCODES } from './generated/endpoint-errcodes.ts'
