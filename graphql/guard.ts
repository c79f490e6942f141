import { execute, getOperationAST, GraphQLError, subscribe, type ExecutionArgs } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { callerOf } from './builder.ts'
import type { Context } from './context.ts'
import { countNodes } from './cost.ts'
import { LIMITS, limitExceeded, parseWithinLimits } from './limits.ts'
import { presentError } from './present-error.ts'
import { structureRule } from './structure.ts'

/** What every operation must pass, over whatever transport it came: limits first, then the scope for reading. */
export const guard: Plugin<Context> = {
  onParse({ setParseFn }) {
    setParseFn(parseWithinLimits)
  },
  onValidate({ addValidationRule }) {
    addValidationRule(structureRule)
    return ({ valid, result, setResult }) => {
      if (!valid) setResult(result.map(presentError))
    }
  },
  onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
    // The reference's executor: it keeps the order of the fields, which the default one does not.
    setExecuteFn(execute)
    const error = refusal(args)
    if (error) setResultAndStopExecution({ errors: [error] })
  },
  onSubscribe({ args, setSubscribeFn, setResultAndStopExecution }) {
    setSubscribeFn(subscribe)
    const error = refusal(args)
    if (error) setResultAndStopExecution({ errors: [error] })
  },
}

function refusal({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs): GraphQLError | null {
  const operation = getOperationAST(document, operationName)
  // The executor says that there is none.
  if (!operation) return null
  // A mutation asks for scopes of its own, and answers with what it has changed.
  if (operation.operation !== 'mutation' && !callerOf(contextValue as Context).scopes.includes('READ')) return scopeMissing()
  const nodes = countNodes(schema, document, operation, variableValues ?? {})
  if (nodes <= LIMITS.nodes) return null
  return limitExceeded(`The operation asks for up to ${nodes} objects in lists; at most ${LIMITS.nodes} is allowed.`)
}

function scopeMissing() {
  const extensions = { code: 'FORBIDDEN', hint: 'Use a token with the scope READ.', retryable: false }
  return new GraphQLError('You may not do this: it needs the token scope READ.', { extensions })
}
