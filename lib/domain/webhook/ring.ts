import { wake } from '#lib/pubsub.ts'

/** Woken when something is to be sent that no event announces: a test, a redelivery, a webhook that is switched on. */
export const DELIVERIES_TOPIC = 'webhook-deliveries'

export const ringDeliveries = () => wake(DELIVERIES_TOPIC)
