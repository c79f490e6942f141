import type { IncomingMessage } from 'node:http'
import { getOperationAST, GraphQLError, Kind, type ExecutionArgs } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from './context.ts'

/** The most bytes that the body of a request may have, and that of one which creates plans and does nothing else. */
export const BODY_LIMIT = 1_000_000
export const PLAN_BODY_LIMIT = 4_000_000

/** Whether a request announces more than the usual size. One that announces nothing is cut off there. */
export const isLarge = ({ headers }: IncomingMessage) => Number(headers['content-length'] ?? 0) > BODY_LIMIT

/** Lets nothing be executed but the creation of plans. */
export const plansOnly: Plugin<Context> = {
  onExecute({ args, setResultAndStopExecution }) {
    if (!createsPlans(args)) setResultAndStopExecution({ errors: [tooLarge()] })
  },
  onSubscribe({ setResultAndStopExecution }) {
    setResultAndStopExecution({ errors: [tooLarge()] })
  },
}

function createsPlans({ document, operationName }: ExecutionArgs) {
  const fields = getOperationAST(document, operationName)?.selectionSet.selections ?? []
  return fields.every((field) => field.kind === Kind.FIELD && (field.name.value === 'createPlan' || field.name.value === '__typename'))
}

function tooLarge() {
  const hint = 'Send less at once. Only an operation that has no other field than `createPlan` may be larger.'
  const extensions = { code: 'LIMIT_EXCEEDED', hint, retryable: false, http: { spec: false, status: 413 } }
  return new GraphQLError(`The request has more than ${BODY_LIMIT} bytes.`, { extensions })
}
