import { findWorkPackage, type WorkPackage } from '#lib/domain/work/package.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import type { Omission } from '#lib/domain/work/budget.ts'
import type { NextCall } from '#lib/domain/work/next-calls.ts'
import type { Blocker } from '#lib/domain/work/read.ts'
import { Brief } from './brief.ts'
import { builder, callerOf } from './builder.ts'
import { FileOverlap } from './file.ts'
import { Claim, ContextEntry, Criterion, FileReference, Task } from './refs.ts'
import { TaskStatus } from './task.ts'

const { min, max, default: usual } = LIMITS.budget
export const BUDGET = `How many characters of text it may have, ${min} to ${max}, ${usual} unless you say so: what happened longest ago is left out first.`

const Waited = builder.objectRef<Blocker>('FinishedBlocker').implement({
  description: 'A task that this one waits or waited for, and what came of it.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ id }, _, { loaders }) => loaders.aTask.load(id) }),
    key: t.exposeString('key', { description: 'Its key.' }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    status: t.expose('status', { type: TaskStatus, description: 'Where it stands.' }),
    summary: t.exposeString('completionSummary', { description: 'What was done, in the words of whoever completed it.' }),
  }),
})

const Next = builder.objectRef<NextCall>('NextCall').implement({
  description: 'A mutation that may come next.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the mutation.' }),
    input: t.field({ type: 'JSON', description: 'What is known of its input already.', resolve: ({ input }) => input }),
    when: t.exposeString('when', { description: 'When to send it, and what else it takes.' }),
  }),
})

const Omitted = builder.objectRef<Omission>('Omission').implement({
  description: 'Something for which the budget left no room.',
  fields: (t) => ({
    what: t.exposeString('what', { description: 'What was left out.' }),
    count: t.exposeInt('count', { description: 'How much of it.' }),
    hint: t.exposeString('hint', { description: 'How to read it.' }),
  }),
})

export const WorkPackageType = builder.objectRef<WorkPackage>('WorkPackage').implement({
  description: 'All that whoever works on a task should know, within a number of characters.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task itself.', resolve: ({ task }) => task }),
    key: t.string({ description: 'Its key.', resolve: ({ task }) => task.key }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    description: t.exposeString('description', { description: 'The details, as Markdown.' }),
    brief: t.field({ type: Brief, description: 'The why, what and done of the task.', resolve: ({ brief }) => brief }),
    impactNotes: t.exposeString('impactNotes', { description: 'What else it may affect.' }),
    projectBrief: t.field({ type: Brief, description: 'The why, what and done of its project.', resolve: (one) => one.projectBrief }),
    criteria: t.field({ type: [Criterion], description: 'What must hold before it is done.', resolve: ({ criteria }) => criteria }),
    blockers: t.field({
      type: [Waited],
      description: 'The tasks it waits or waited for: open ones first, then the last to be completed; up to 50.',
      resolve: ({ blockers }) => blockers,
    }),
    discoveries: t.field({
      type: [ContextEntry],
      description: 'What was found out while those were worked on, newest first.',
      resolve: ({ discoveries }) => discoveries,
    }),
    files: t.field({ type: [FileReference], description: 'The files it reads or changes, by path.', resolve: ({ files }) => files }),
    overlaps: t.field({
      type: [FileOverlap],
      description: 'Other open tasks that touch the same lines of these files, those in progress first.',
      resolve: ({ overlaps }) => overlaps,
    }),
    context: t.field({ type: [ContextEntry], description: 'What was written on it, newest first.', resolve: ({ context }) => context }),
    notes: t.field({
      type: [ContextEntry],
      description: 'Your own private notes on it, newest first; never those of others.',
      resolve: ({ notes }) => notes,
    }),
    handoffs: t.field({
      type: [Claim],
      description: 'Earlier attempts, the last one first, with how they ended and what they left for you.',
      resolve: ({ handoffs }) => handoffs,
    }),
    lease: t.field({
      type: Claim,
      nullable: true,
      description: 'The open claim: its fence and when it ends; null while nobody holds the task.',
      resolve: ({ claim }) => claim,
    }),
    nextCalls: t.field({ type: [Next], description: 'What you may send next.', resolve: (one) => one.nextCalls }),
    omitted: t.field({ type: [Omitted], description: 'What the budget left no room for.', resolve: ({ omitted }) => omitted }),
  }),
})

builder.queryField('workPackage', (t) =>
  t.field({
    type: WorkPackageType,
    nullable: true,
    description:
      'What `claimNextTask` gave with a task, as it is now: for a holder who comes back. Null when the task is missing or hidden.',
    args: {
      task: t.arg.id({ required: true, description: 'The task: id or key.' }),
      budget: t.arg.int({ description: BUDGET }),
    },
    resolve: (_, { task, budget }, context) => findWorkPackage(callerOf(context), task, budget),
  }),
)
