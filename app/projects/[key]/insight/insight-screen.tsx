'use client'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { useReread } from '#app/_graphql/use-reread.ts'
import { ProjectDocument } from '#app/_shell/documents.ts'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState, ErrorState, NothingHere } from '#app/_ui/states.tsx'
import { ChoicesDocument } from '../tasks/documents.ts'
import { endingAt, insightParams, spanOf, type InsightState } from './address.ts'
import { ActorInsightDocument, ProjectInsightDocument, type Figures } from './documents.ts'
import { InsightTools } from './insight-tools.tsx'
import { Blocked, BurnUp, CycleTime, InProgress, Throughput } from './plates.tsx'
import { dateWord } from './words.ts'
import './insight.css'

const REREAD_MS = 10_000

/** How work came in, waited, was done and was finished, over a period, for the project or for one of its members. */
export function InsightScreen({ project, today }: { project: string; today: string }) {
  const [state, setState] = useQueryStates(insightParams, { history: 'replace', clearOnDefault: true })
  const span = spanOf(state, today)
  const [{ data: head }] = useQuery({ query: ProjectDocument, variables: { project } })
  const [{ data: choices }] = useQuery({ query: ChoicesDocument, variables: { project } })
  const { figures, error, fetching, again } = useFigures(project, state.actor, span)
  useReread(head?.project?.id ?? project, again, REREAD_MS)
  const people = choices?.project?.members.map(({ actor }) => actor) ?? []
  const stem = [project, state.actor, span.from.slice(0, 10), `${span.days}-days`].filter(Boolean).join('-')
  const last = figures?.flow?.lastCompletedAt
  return (
    <>
      <InsightTools state={state} setState={setState} span={span} today={today} people={people} />
      {error && !figures && (
        <ErrorState title="The figures did not load." retry={<Button onPress={again}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {!figures && !error && (fetching ? <Plates /> : <NothingHere what="member" />)}
      {figures && figures.completed === 0 && (
        <Quiet
          days={span.days}
          last={last ?? null}
          onLast={(moment) => void setState(endingAt(moment, span.days) satisfies Partial<InsightState>)}
        />
      )}
      {figures?.flow && (
        <div className="insight" aria-busy={fetching || undefined}>
          <BurnUp flow={figures.flow} stem={stem} />
          <Throughput figures={figures} per={state.per} onPer={(per) => void setState({ per })} stem={stem} />
          <CycleTime figures={figures} stem={stem} />
          <InProgress flow={figures.flow} stem={stem} />
          <Blocked flow={figures.flow} project={project} stem={stem} />
        </div>
      )}
    </>
  )
}

/** The project's figures, or those of one actor in it. */
function useFigures(project: string, actor: string | null, { from, to }: { from: string; to: string }) {
  const [whole, readWhole] = useQuery({ query: ProjectInsightDocument, variables: { project, from, to }, pause: actor !== null })
  const [own, readOwn] = useQuery({
    query: ActorInsightDocument,
    variables: { actor: actor ?? '', project, from, to },
    pause: actor === null,
  })
  const figures: Figures | null | undefined = actor === null ? whole.data?.project?.metrics : own.data?.actor?.metrics
  const { error, fetching } = actor === null ? whole : own
  return { figures, error, fetching, again: () => (actor === null ? readWhole : readOwn)({ requestPolicy: 'network-only' }) }
}

/** Nothing finished in the period: when something last was, and the way there. */
function Quiet({ days, last, onLast }: { days: number; last: string | null; onLast: (moment: string) => void }) {
  if (!last) return <EmptyState title="Nothing has been finished yet.">The figures fill as work is completed.</EmptyState>
  return (
    <EmptyState
      title={`Nothing was finished in ${days === 1 ? 'this day' : `these ${days} days`}.`}
      actions={<Button onPress={() => onLast(last)}>Show the {days === 1 ? 'day' : `${days} days`} up to then</Button>}
    >
      The last task before was finished on {dateWord(last)}.
    </EmptyState>
  )
}

function Plates() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading figures" className="insight late">
      {['Burn-up', 'Throughput', 'Cycle time', 'Work in progress', 'Blocked time'].map((title, index) => (
        <div key={title} className={`insight-plate ${index === 0 ? 'insight-wide' : ''}`}>
          <span className="h-4 w-32 bg-joint" />
          <span className="h-3 w-3/4 bg-joint" />
          <span className="mt-2 h-[216px] bg-plate-2" />
        </div>
      ))}
    </div>
  )
}
