import { answerQuestion } from '#lib/domain/question/answer.ts'
import { askQuestion } from '#lib/domain/question/ask.ts'
import { declineQuestion } from '#lib/domain/question/decline.ts'
import { listQuestions } from '#lib/domain/question/queries.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { AlreadyClaimedError, InvalidTransitionError, ProjectArchivedError, QuestionClosedError, StaleClaimError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Project, Question, type QuestionRow, Task } from './refs.ts'
import { fence, taskRef } from './task-input.ts'
import { taskField } from './task.ts'

const QuestionState = enumOf('QuestionState', 'What has become of a question.', {
  OPEN: 'It waits for an answer, and its task is on hold.',
  ANSWERED: 'A person answered it.',
  DECLINED: 'A person declined to answer it, with a reason.',
  WITHDRAWN: 'It lost its point: the hold was released, or the task was completed, cancelled or deleted.',
})

Question.implement({
  description: 'What an actor needs to hear from a person before a task can go on.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`qst_` and 16 hexadecimal characters.' }),
    project: t.field({
      type: Project,
      description: 'Its project.',
      resolve: ({ projectId }, _, { loaders }) => loaders.aProject.load(projectId),
    }),
    task: t.field({
      type: Task,
      description: 'The task that waits, or waited, for the answer.',
      resolve: ({ taskId }, _, { loaders }) => loaders.aTask.load(taskId),
    }),
    asker: t.field({ type: Actor, description: 'Who asked.', resolve: ({ askerId }, _, { loaders }) => loaders.anActor.load(askerId) }),
    body: t.exposeString('body', { description: 'The question, as Markdown.' }),
    options: t.stringList({
      description: 'Answers that the asker proposes. Any other answer may be given.',
      resolve: ({ options }) => JSON.parse(options) as string[],
    }),
    state: t.expose('state', { type: QuestionState, description: 'What has become of it.' }),
    answer: t.string({
      nullable: true,
      description: 'The answer, or the reason why it was declined; null while it is open and when it was withdrawn.',
      resolve: ({ answer }) => answer || null,
    }),
    closedBy: t.field({
      type: Actor,
      nullable: true,
      description: 'Who answered, declined or withdrew it; null while it is open.',
      resolve: ({ answeredById }, _, { loaders }) => (answeredById === null ? null : loaders.actor.load(answeredById)),
    }),
    closedAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered, declined or withdrawn; null while it is open.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked.' }),
  }),
})

nodeType('Question', /^qst_/, (id, _, { loaders }) => loaders.question.load(id))

builder.objectField(Task, 'questions', (t) =>
  t.field({
    type: [Question],
    description: 'What was asked about it and answered, the last 50, newest first.',
    resolve: ({ id }, _, { loaders }) => loaders.questions.load(id),
  }),
)

const QuestionConnection = connection<QuestionRow>('Question', 'questions', {
  nodes: (t) => t.field({ type: [Question], description: 'The questions of this page, newest first.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: Question, description: 'The question.', resolve: ({ node }) => node }),
})

builder.queryField('questions', (t) =>
  t.field({
    type: QuestionConnection,
    description: 'Questions about the tasks that you see, newest first.',
    args: {
      ...pageArgs(t),
      project: t.arg.id({ description: 'Only those of this project: id or key.' }),
      state: t.arg({ type: QuestionState, description: 'Only those in this state.' }),
    },
    resolve: (_, args, context) => listQuestions(callerOf(context), args),
  }),
)

const questionField = <O extends { question: string }>(t: Fields<O>) =>
  t.field({
    type: Question,
    description: 'The question as it is now.',
    resolve: ({ question }, _, { loaders }) => loaders.aQuestion.load(question),
  })

mutation('askQuestion', {
  description:
    'Asks the people of the project. The task is on hold until one of them answers, declines or releases the hold. As its holder you send ' +
    'your fence: your claim ends as ASKED, which counts as no attempt, and you stay its assignee. While somebody else holds the task you ' +
    'cannot ask about it; write a context entry.',
  errors: [StaleClaimError, AlreadyClaimedError, InvalidTransitionError, ProjectArchivedError],
  input: (t) => ({
    task: taskRef(t),
    fence: fence(t),
    body: t.string({ required: true, description: 'The question, as Markdown, up to 5,000 characters.' }),
    options: t.stringList({ description: 'Answers to choose from, up to 10 of up to 200 characters.' }),
  }),
  resolve: (caller, input) => askQuestion(caller, input),
  success: (t) => ({ question: questionField(t), task: taskField(t) }),
})

mutation('answerQuestion', {
  description: 'Answers a question, as a person: the hold of its task is released and the asker is told the answer.',
  errors: [QuestionClosedError, ProjectArchivedError],
  input: (t) => ({
    question: t.id({ required: true, description: 'Its id.' }),
    answer: t.string({ required: true, description: 'The answer, up to 5,000 characters; one of the options or any other text.' }),
  }),
  resolve: (caller, input) => answerQuestion(caller, input),
  success: (t) => ({ question: questionField(t), task: taskField(t) }),
})

mutation('declineQuestion', {
  description: 'Declines to answer, as a person: the hold of the task is released all the same and the asker is told the reason.',
  errors: [QuestionClosedError, ProjectArchivedError],
  input: (t) => ({
    question: t.id({ required: true, description: 'Its id.' }),
    reason: t.string({ required: true, description: 'Why, and what the asker should do instead; up to 5,000 characters.' }),
  }),
  resolve: (caller, input) => declineQuestion(caller, input),
  success: (t) => ({ question: questionField(t), task: taskField(t) }),
})
