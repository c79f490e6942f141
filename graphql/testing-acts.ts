import { schema } from './schema.ts'
import { ACTOR_ACTS } from './testing-acts-actor.ts'
import { CLAIM_ACTS } from './testing-acts-claim.ts'
import { IMPORT_ACTS } from './testing-acts-import.ts'
import { PERSON_ACTS } from './testing-acts-person.ts'
import { PLUGIN_ACTS } from './testing-acts-plugin.ts'
import { PROJECT_ACTS } from './testing-acts-project.ts'
import { TALK_ACTS } from './testing-acts-talk.ts'
import { TASK_ACTS } from './testing-acts-task.ts'
import { TASK_BULK_ACTS } from './testing-acts-task-bulk.ts'
import { TASK_LIFE_ACTS } from './testing-acts-task-life.ts'
import { TEMPLATE_ACTS } from './testing-acts-template.ts'
import { WEBHOOK_ACTS } from './testing-acts-webhook.ts'
import type { Acts } from './testing-stage.ts'

/** Every mutation of the schema; the tests that go through them fail when ACTS has no entry for one. */
export const mutationNames = () => Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()

export const ACTS: Acts = {
  ...ACTOR_ACTS,
  ...CLAIM_ACTS,
  ...IMPORT_ACTS,
  ...PERSON_ACTS,
  ...PLUGIN_ACTS,
  ...PROJECT_ACTS,
  ...TALK_ACTS,
  ...TASK_ACTS,
  ...TASK_BULK_ACTS,
  ...TASK_LIFE_ACTS,
  ...TEMPLATE_ACTS,
  ...WEBHOOK_ACTS,
}
