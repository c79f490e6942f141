import { findDiagnosis, type Diagnosis } from '#lib/domain/workspace/diagnosis.ts'
import { findInstallation, type Installation, type JobFacts } from '#lib/domain/workspace/installation.ts'
import type { AppliedMigration, DatabaseFacts } from '#lib/domain/workspace/database.ts'
import type { Fault } from '#lib/domain/doctor/diagnose.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { version } from './published.ts'

const DatabaseKind = enumOf('DatabaseKind', 'The databases that can stand behind an installation.', {
  SQLITE: 'A file beside the server.',
  POSTGRES: 'A server of its own.',
})

const Database = builder.objectRef<DatabaseFacts>('Database').implement({
  description: 'Where everything is stored.',
  fields: (t) => ({
    kind: t.expose('kind', { type: DatabaseKind, description: 'Which of the two.' }),
    place: t.exposeString('place', { description: 'The path of the file, or host, port and name.' }),
    bytes: t.exposeFloat('bytes', { description: 'Its size in bytes.' }),
    journalBytes: t.exposeFloat('journalBytes', {
      nullable: true,
      description: 'What is written and not yet moved into the file; null on PostgreSQL.',
    }),
  }),
})

const Migration = builder.objectRef<AppliedMigration>('Migration').implement({
  description: 'A change of the tables that was applied.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, which begins with its date.' }),
    appliedAt: t.expose('appliedAt', { type: 'DateTime', description: 'When it was applied here.' }),
  }),
})

const InstallationCounts = builder.objectRef<Installation['counts']>('InstallationCounts').implement({
  description: 'How much there is.',
  fields: (t) => ({
    people: t.exposeInt('people', { description: 'People, without deactivated ones.' }),
    agents: t.exposeInt('agents', { description: 'Agents, without retired ones.' }),
    projects: t.exposeInt('projects', { description: 'Projects.' }),
    tasks: t.exposeInt('tasks', { description: 'Tasks, without deleted ones.' }),
    openTasks: t.exposeInt('openTasks', { description: 'Tasks neither completed nor cancelled.' }),
    events: t.exposeInt('events', { description: 'Events. They are kept for ever.' }),
    notifications: t.exposeInt('notifications', { description: 'Notifications ever made.' }),
  }),
})

const Job = builder.objectRef<JobFacts>('Job').implement({
  description: 'Something that runs by itself, in one process at a time.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it does.' }),
    isHeld: t.exposeBoolean('isHeld', { description: 'Whether a process holds it now.' }),
    leaseUntil: t.expose('leaseUntil', { type: 'DateTime', description: 'Until when a process holds it, or held it.' }),
    ranAt: t.expose('ranAt', { type: 'DateTime', nullable: true, description: 'When a process last took it; null if never.' }),
  }),
})

const Writing = builder.objectRef<Installation['writing']>('Writing').implement({
  description: 'How the writes of this process have gone since it started.',
  fields: (t) => ({
    waiting: t.exposeInt('waiting', { description: 'Writes that wait for their turn now.' }),
    writes: t.exposeInt('writes', { description: 'Writes that were done or refused.' }),
    commits: t.exposeInt('commits', { nullable: true, description: 'How often they were flushed to disk together; null on PostgreSQL.' }),
    medianMs: t.exposeFloat('medianMs', { nullable: true, description: 'How long half of them took at most, in milliseconds.' }),
    p99Ms: t.exposeFloat('p99Ms', { nullable: true, description: 'How long 99 of 100 took at most, in milliseconds.' }),
  }),
})

const InstallationType = builder.objectRef<Installation>('Installation').implement({
  description: 'How the installation is, as the process that answers knows it.',
  fields: (t) => ({
    version: t.string({ description: 'The version of the program.', resolve: () => version }),
    node: t.exposeString('node', { description: 'The version of Node.js.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the process started.' }),
    database: t.field({ type: Database, description: 'Where everything is stored.', resolve: ({ database }) => database }),
    encryptionKey: t.exposeString('encryptionKey', {
      nullable: true,
      description: 'The id of the key that seals notes and comments; null when they are stored in clear.',
    }),
    migrations: t.field({ type: [Migration], description: 'What was applied to it, in order.', resolve: ({ migrations }) => migrations }),
    counts: t.field({ type: InstallationCounts, description: 'How much there is.', resolve: ({ counts }) => counts }),
    jobs: t.field({ type: [Job], description: 'What runs by itself.', resolve: ({ jobs }) => jobs }),
    writing: t.field({ type: Writing, description: 'How writes go.', resolve: ({ writing }) => writing }),
    sockets: t.exposeInt('sockets', { description: 'Open sockets, one for each open page and each watching agent.' }),
    memoryBytes: t.float({ description: 'Memory of the process, in bytes.', resolve: ({ memory }) => memory.rss }),
    heapBytes: t.float({ description: 'Of that, in use by the program.', resolve: ({ memory }) => memory.heapUsed }),
    eventLoopP99Ms: t.float({
      nullable: true,
      description: 'In the last minute: how long the process was busy with one thing in 99 of 100 cases at most, in milliseconds.',
      resolve: ({ eventLoop }) => eventLoop?.p99Ms ?? null,
    }),
    eventLoopMaxMs: t.float({
      nullable: true,
      description: 'The longest of that minute, in milliseconds.',
      resolve: ({ eventLoop }) => eventLoop?.maxMs ?? null,
    }),
  }),
})

const FaultType = builder.objectRef<Fault>('Fault').implement({
  description: 'A stored value that is not what it should be.',
  fields: (t) => ({
    check: t.exposeString('check', { description: 'Which check found it.' }),
    ref: t.exposeString('ref', { description: 'What it is about: a key, a handle, an id.' }),
    stored: t.exposeString('stored', { description: 'What is stored.' }),
    expected: t.exposeString('expected', { description: 'What it should be.' }),
  }),
})

const DiagnosisType = builder.objectRef<Diagnosis>('Diagnosis').implement({
  description: 'What the doctor found.',
  fields: (t) => ({
    faults: t.field({ type: [FaultType], description: 'The first 100 faults; none when all is well.', resolve: ({ faults }) => faults }),
    faultCount: t.exposeInt('faultCount', { description: 'How many there are.' }),
    checkedAt: t.expose('checkedAt', { type: 'DateTime', description: 'When it was done.' }),
    milliseconds: t.exposeInt('milliseconds', { description: 'How long it took.' }),
  }),
})

builder.queryFields((t) => ({
  installation: t.field({
    type: InstallationType,
    nullable: true,
    description: 'How the installation is. For workspace admins; null to everybody else.',
    resolve: (_, __, context) => findInstallation(callerOf(context)),
  }),
  diagnosis: t.field({
    type: DiagnosisType,
    nullable: true,
    description:
      'Recomputes every derived value, as `npm run doctor` does, beside all that goes on. For workspace admins; null to everybody else.',
    resolve: (_, __, context) => findDiagnosis(callerOf(context)),
  }),
}))
