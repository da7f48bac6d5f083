/** Calls known by name and path alone (cards, shops, invoices …): an escape hatch with typed names. */
export { LATER_ENDPOINTS, type LaterEndpointId } from './generated/later.ts'
