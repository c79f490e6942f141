import { search, searchesContext } from '#lib/domain/task/search.ts'
import { MAX_PAGE } from '#lib/domain/page.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { Task } from './refs.ts'

type Hit = Awaited<ReturnType<typeof search>>[number]

const SearchField = enumOf('SearchField', 'Where the words were found.', {
  KEY: 'In the key or id.',
  TITLE: 'In the title.',
  DESCRIPTION: 'In the description.',
  CONTEXT: 'In what was written on it.',
})

const SearchHit = builder.objectRef<Hit>('SearchHit').implement({
  description: 'A task that was found.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: (hit) => hit.task }),
    snippet: t.exposeString('snippet', { description: 'The words in their surroundings, as plain text.' }),
    in: t.expose('in', { type: SearchField, description: 'Where they were found.' }),
  }),
})

builder.queryField('search', (t) =>
  t.field({
    type: [SearchHit],
    description:
      'Tasks by words in key, title, description and comments, best first. Where comments are encrypted they are not searched: see `searchesContext`.',
    args: {
      text: t.arg.string({ required: true, description: 'The words; the last may be unfinished.' }),
      project: t.arg.id({ description: 'Only in this project: its id or key.' }),
      first: t.arg.int({ required: true, defaultValue: 20, description: `How many, 1 to ${MAX_PAGE}.` }),
    },
    resolve: (_, args, context) => search(callerOf(context), args),
  }),
)

builder.queryField('searchesContext', (t) =>
  t.boolean({
    description:
      'Whether `search` looks at what is written on tasks. False where the operator has set a key that encrypts it; private notes are never searched.',
    resolve: searchesContext,
  }),
)
