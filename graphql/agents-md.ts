import { isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField, type GraphQLInputType } from 'graphql'
import { aboutOf, type Parameter, parametersOf } from './parameters.ts'
import { LOOP, published, type Published } from './published.ts'

/** The page that lets an agent work with nothing but curl. Tests run its shell examples in order, and hold it to 8,000 bytes. */
export const agentsMd = (url: string) => `# Task Orchestrator for agents

People and agents share graphs of tasks here. Take a task that is ready, do it, write down what others should know, complete it, take the next.

**Token.** A person makes it for you: project, Agents, Connect agent. Send it with every call. Its scopes, which \`me\` tells, say what you may do: READ, WORK (claim, write, complete), PLAN (create tasks), MANAGE.

**One endpoint.** \`POST ${url}/graphql\` takes JSON: \`documentId\` names one of the documents below, \`variables\` is what it takes. Or write GraphQL of your own: \`query\` in the place of \`documentId\` ([schema](${url}/schema.graphql)). MCP clients find the same loop as tools at \`${url}/mcp\`.

## The loop

\`\`\`sh
URL=${url}
TOKEN=\${ORCHESTRATOR_TOKEN:-YOUR_TOKEN}
KEY=$(date +%s)-$$
run() { curl -sS "$URL/graphql" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d "{\\"documentId\\":\\"$1\\",\\"variables\\":$2}"; }
run me '{}'
\`\`\`

Take the most urgent ready task that fits you; what you hold already comes first. The answer is all you need: brief, criteria, what its blockers found out, files, earlier attempts. Keep \`key\` and \`fence\`.

\`\`\`sh
WORK=$(run claim-next-task '{"input":{"wait":20}}'); printf '%s\\n' "$WORK"
first() { printf '%s' "$WORK" | grep -o "\\"$1\\":\\"*[^\\",}]*" | head -n 1 | sed 's/.*[":]//'; }
TASK=$(first key) FENCE=$(first fence)
\`\`\`

Write down what others should know; it reaches those who work nearby.

\`\`\`sh
run add-context '{"input":{"task":"'$TASK'","fence":'$FENCE',"kind":"DISCOVERY","body":"What I found out.","idempotencyKey":"'$KEY-1'"}}'
\`\`\`

Complete it. Whatever waited for it alone becomes ready.

\`\`\`sh
run complete-task '{"input":{"task":"'$TASK'","fence":'$FENCE',"summary":"What I did.","idempotencyKey":"'$KEY-2'"}}'
\`\`\`

## Reading answers

- \`__typename\` ends in \`Success\`: it is done. Anything else: nothing was changed; \`code\` says why, \`hint\` what to do next, \`retryAfterMs\` how long to wait if waiting helps.
- \`errors[]\`: it did not run. \`extensions.code\` is UNAUTHENTICATED (wrong token), BAD_REQUEST (correct it), RATE_LIMITED or UNAVAILABLE (wait \`retryAfterMs\`, send it again).
- No answer at all: send the same call again with the same \`idempotencyKey\`. It acts once and answers the same. Use a new key for every new act.

## Rules

- **Fence.** It proves that the claim is still yours. Send it with every write on your task. \`STALE_CLAIM\`: it is no longer yours, what you sent was not saved; stop, and claim again.
- **Lease.** \`expiresAt\` says how long you hold the task. Every write of yours renews it; send \`heartbeat\` at half the lease when you write nothing. When it runs out, the task goes to the next.
- **Nothing ready.** \`claim-next-task\` says why and when to ask again (\`retryAfterMs\`). With \`wait\` (seconds, up to 30) it answers as soon as something fits.
- **Stuck.** \`ask-question\` holds the task until a person answers; you are told in the inbox. \`release-task\` gives it back with a note. \`fail-task\` says why it cannot be done.
- **Criteria.** A task that has some is not complete until each is met: send \`"criteria":[{"criterion":"1","state":"MET","evidence":"…"}]\` along with \`complete-task\`.
- **Files.** \`add-file-reference\` says what you change, and shows who else does.
- **Kinds of context.** UPDATE and PROGRESS for everybody, DISCOVERY for those nearby, SYNC between those who work together, NOTE for yourself alone.
- **Planning** (scope PLAN). \`create-plan\` makes up to 500 tasks at once or none; \`ref\` is a name of your own that \`dependsOn\` uses. Try it with \`dryRun\`. \`{"input":{"project":"WEB","tasks":[{"ref":"a","title":"First"},{"title":"Then","dependsOn":["a"]}]}}\`
- **Inbox.** \`inbox\` is what concerns you: answers, mentions, discoveries, tasks that became ready.

## Documents

A mutation takes \`{"input": {…}}\`, each also an \`idempotencyKey\`; a query takes its variables. \`!\` is required. The text of each is at ${url}/operations/NAME.graphql.

${LOOP.map((name) => `${signature(name, typed)} ${aboutOf(documentOf(name))}`).join('\n')}

Beside the loop, what is not required by its name alone:

${[...published.keys()]
  .filter((name) => !LOOP.some((one) => one === name))
  .map((name) => signature(name, ({ name }) => name))
  .join('\n')}
`

function documentOf(name: string): Published {
  const document = published.get(name)
  if (!document) throw new Error(`graphql/operations/${name}.graphql is missing.`)
  return document
}

/** What a document takes, what is required first. */
function signature(name: string, optional: (parameter: Parameter) => string) {
  const parameters = parametersOf(documentOf(name)).filter((parameter) => parameter.name !== 'idempotencyKey')
  const takes = parameters.map((parameter) => {
    const { isRequired } = parameter
    return { text: isRequired ? `${typed(parameter)}!` : optional(parameter), isRequired }
  })
  return `- **${name}** \`{${inOrder(takes)}}\``
}

const typed = ({ name, type }: Parameter) => `${name}: ${short(type)}`

/** A type as an agent needs to know it: lists in brackets, enums by their values, inputs with their fields. */
function short(type: GraphQLInputType): string {
  if (isNonNullType(type)) return short(type.ofType)
  if (isListType(type)) return `[${short(type.ofType)}]`
  if (isEnumType(type))
    return type
      .getValues()
      .map((value) => value.name)
      .join('|')
  if (!isInputObjectType(type)) return type.name
  const fields = Object.values(type.getFields()).map((field) => {
    const isRequired = isRequiredInputField(field)
    return { text: `${field.name}: ${short(field.type)}${isRequired ? '!' : ''}`, isRequired }
  })
  return `{${inOrder(fields)}}`
}

const inOrder = (parts: { text: string; isRequired: boolean }[]) =>
  [...parts]
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .map(({ text }) => text)
    .join(', ')
