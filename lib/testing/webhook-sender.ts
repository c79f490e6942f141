// Sends to webhooks as a process of its own, until it is killed: webhook-sender.ts <database url>.
import { connect } from '#lib/db.ts'
import { deliverWebhooks } from '#lib/domain/webhook/deliver.ts'

const [url = ''] = process.argv.slice(2)
await connect(url)
process.stdout.write('ready\n')
await deliverWebhooks(new AbortController().signal)
